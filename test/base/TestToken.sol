// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A token of any decimals that can be told to misbehave in the ways that real ones do.
contract TestToken is ERC20Permit {
    enum Mode {
        Sound,
        Fee, // keeps a hundredth of each transfer
        SaysFalse, // answers false, moves nothing
        SaysNothing, // moves, answers nothing
        BurnGas, // uses all gas that it gets
        LongAnswer // reverts with as much data as its gas buys
    }

    uint8 private immutable DECIMALS;
    Mode public mode;
    mapping(address account => bool) public refused;

    error TestToken_Refused(address account);

    constructor(string memory name, uint8 decimals_) ERC20(name, name) ERC20Permit(name) {
        DECIMALS = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice Takes tokens away from a holder, as a rebasing or a confiscating token does.
    function shrink(address holder, uint256 amount) external {
        _burn(holder, amount);
    }

    function setMode(Mode mode_) external {
        mode = mode_;
    }

    function setRefused(address account, bool refused_) external {
        refused[account] = refused_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (mode == Mode.SaysFalse) return false;
        if (mode == Mode.BurnGas) while (true) {}
        if (mode == Mode.LongAnswer) {
            assembly {
                revert(0, 150000)
            }
        }
        super.transfer(to, amount);
        if (mode == Mode.SaysNothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!refused[to] && !refused[from], TestToken_Refused(to));
        if (mode != Mode.Fee || from == address(0) || to == address(0)) return super._update(from, to, amount);
        super._update(from, address(0), amount / 100);
        super._update(from, to, amount - amount / 100);
    }
}
