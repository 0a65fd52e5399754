// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A token of a local chain, with what real tokens do to those who hold them: its issuer mints, refuses
/// addresses, as USDC's does, and can make balances shrink.
/// Warning: for local networks only.
contract DevToken is ERC20Permit {
    address public immutable ISSUER;
    uint8 private immutable DECIMALS;

    mapping(address holder => bool) public isRefused;

    event Refused(address indexed holder, bool refused);

    error DevToken_NotTheIssuer(address caller);
    error DevToken_Refused(address holder);

    constructor(string memory name, string memory symbol, uint8 decimals_, address issuer)
        ERC20(name, symbol)
        ERC20Permit(name)
    {
        DECIMALS = decimals_;
        ISSUER = issuer;
    }

    modifier onlyIssuer() {
        require(msg.sender == ISSUER, DevToken_NotTheIssuer(msg.sender));
        _;
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }

    function mint(address to, uint256 amount) external onlyIssuer {
        _mint(to, amount);
    }

    /// @notice Takes tokens from anyone, as a token that shrinks does.
    function shrink(address from, uint256 amount) external onlyIssuer {
        _burn(from, amount);
    }

    /// @notice Lets transfers to and from `holder` fail, or succeed again.
    function refuse(address holder, bool refused) external onlyIssuer {
        isRefused[holder] = refused;
        emit Refused(holder, refused);
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!isRefused[from], DevToken_Refused(from));
        require(!isRefused[to], DevToken_Refused(to));
        super._update(from, to, amount);
    }
}
