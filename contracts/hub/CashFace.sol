// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId, isPlain, toAccountId} from "../types/AccountId.sol";
import {STAKE, reserved} from "../types/Reserved.sol";
import {IHub} from "./IHub.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @notice The book's cash as ERC-20 tools read it: the asset of the staking vault, 18 decimals. An address has what its
/// account number 0 has; the vault has what is staked.
/// Warning: it only shows. Cash is a row of the book and has no token on this chain; it moves by the vault and the hub alone, so
/// transfers are refused. The vault takes of its caller, and of nobody else, without an approval.
contract CashFace is IERC20Metadata {
    string public constant name = "Causeway cash";
    string public constant symbol = "cwUSD";
    uint8 public constant decimals = 18;

    IHub public immutable HUB;
    address public immutable VAULT;
    /// @notice Our registry number of this chain.
    uint32 public immutable CHAIN;

    /// @notice Move cash with {IHub-withdraw} or {IHub-transfer}; stake it with the vault.
    error CashFace_OnlyInTheBook();

    /// @notice Made by the vault.
    constructor(IHub hub, uint32 chain) {
        (HUB, VAULT, CHAIN) = (hub, msg.sender, chain);
    }

    /// @notice The account of the book that an address stands for, and whether it is beyond doubt the address's own.
    function accountOf(address who) public view returns (AccountId account, bool proven) {
        if (who == VAULT) return (reserved(STAKE), true);
        bool plain = isPlain(who);
        bool isContract = !plain && who.code.length != 0;
        return (toAccountId(who, isContract ? CHAIN : 0, 0), who != address(0) && (plain || isContract));
    }

    /// @inheritdoc IERC20
    function balanceOf(address who) external view returns (uint256) {
        if (who == address(0)) return 0;
        (AccountId account,) = accountOf(who);
        int256 cash = HUB.accountOf(account).cash + HUB.interestOf(account);
        return cash > 0 ? uint256(cash) : 0;
    }

    /// @inheritdoc IERC20
    /// @dev All positive cash of owners, and what is staked.
    function totalSupply() external view returns (uint256) {
        return HUB.rates().lent + uint128(HUB.accountOf(reserved(STAKE)).cash);
    }

    /// @inheritdoc IERC20
    function allowance(address, address spender) external view returns (uint256) {
        return spender == VAULT ? type(uint256).max : 0;
    }

    /// @inheritdoc IERC20
    /// @dev So that tools which approve before they deposit do not fail; it changes nothing.
    function approve(address spender, uint256) external view returns (bool) {
        require(spender == VAULT, CashFace_OnlyInTheBook());
        return true;
    }

    /// @inheritdoc IERC20
    function transfer(address, uint256) external pure returns (bool) {
        revert CashFace_OnlyInTheBook();
    }

    /// @inheritdoc IERC20
    function transferFrom(address, address, uint256) external pure returns (bool) {
        revert CashFace_OnlyInTheBook();
    }
}
