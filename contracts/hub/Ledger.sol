// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId, toAccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {RateLimit} from "../types/RateLimit.sol";
import {EXIT_POOL, INTEREST, reserved} from "../types/Reserved.sol";
import {ExitFee} from "./ExitFee.sol";
import {IHub} from "./IHub.sol";
import {Interest} from "./Interest.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The book: who holds what, and what each vault holds of it. Every change of cash or collateral is made here,
/// together with the change of the reserve that backs it.
library Ledger {
    using Interest for Interest.State;
    using SafeCast for int256;

    /// @dev `accounts` and `collateral` come first: the escape hatch proves them by their slots.
    struct State {
        mapping(AccountId => IHub.Account) accounts;
        mapping(AccountId => mapping(AssetId => uint256)) collateral; // 18 decimals
        mapping(AssetId => IHub.AssetConfig) configs;
        mapping(AssetId => IHub.Vault) vaults;
        mapping(AssetId => RateLimit) inflows;
        mapping(AssetId => RateLimit) outflows;
        AssetId[] list;
        Interest.State interest;
        uint256 cashWaitsUntil;
    }

    // ---------------------------------------------------------------------------------------------------------- units

    /// @notice Token units to 18 decimals: exact.
    function toWad(uint256 amount, uint8 decimals) internal pure returns (uint256) {
        return amount * 10 ** (18 - decimals);
    }

    /// @notice 18 decimals to token units, rounded down.
    function toUnitsDown(uint256 wad, uint8 decimals) internal pure returns (uint256) {
        return wad / 10 ** (18 - decimals);
    }

    // ------------------------------------------------------------------------------------------------------- movements

    /// @notice Credits a deposit of `amount` token units and, for cash, the rebate that its vault's need earns.
    function credit(State storage self, AccountId account, AssetId asset, uint128 amount)
        internal
        returns (uint256 rebate)
    {
        IHub.AssetConfig memory config = self.configs[asset];
        uint256 wad = toWad(amount, config.decimals);
        if (config.isCash) {
            rebate = rebateFor(self, asset, config, amount);
            if (rebate != 0) self.accounts[exitPool(config.chain)].cash -= int128(int256(rebate));
            _addCash(self, account, int256(wad + rebate));
        } else {
            _addCollateral(self, account, asset, config.index, wad);
        }
        self.vaults[asset].reserve += amount;
    }

    /// @notice Debits `amount` token units and the exit `fee` (18 decimals), and takes the amount from the reserve.
    /// Requires that the reserve has it, and the account: cash that it does not have it borrows if it has collateral, which
    /// the caller must find sufficient.
    function debit(State storage self, AccountId account, AssetId asset, uint256 amount, uint256 fee) internal {
        IHub.AssetConfig memory config = self.configs[asset];
        uint256 wad = toWad(amount, config.decimals);
        if (config.isCash) {
            require(block.timestamp >= self.cashWaitsUntil, IHub.Hub_CashWaits(self.cashWaitsUntil));
            _takeCash(self, account, asset, wad + fee);
            if (fee != 0) self.accounts[exitPool(config.chain)].cash += int128(int256(fee));
        } else {
            _takeCollateral(self, account, asset, config.index, wad);
        }
        IHub.Vault storage vault = self.vaults[asset];
        uint256 reserve = vault.reserve;
        require(amount + vault.deficit <= reserve, IHub.Hub_NotCovered(asset, reserve, amount));
        vault.reserve = uint128(reserve - amount);
    }

    /// @notice Debits what left by a spoke's hatch. What the account does not have of collateral is the vault's deficit;
    /// cash may become negative. Returns the uncovered part in token units.
    function debitEscaped(State storage self, AccountId account, AssetId asset, uint128 paid)
        internal
        returns (uint256 uncovered)
    {
        IHub.AssetConfig memory config = self.configs[asset];
        IHub.Account storage a = self.accounts[account];
        IHub.Vault storage vault = self.vaults[asset];
        uint128 covered = paid < vault.reserve ? paid : vault.reserve;
        uint256 wad = toWad(covered, config.decimals);
        if (config.isCash) {
            _addCash(self, account, -int256(wad));
        } else {
            ++a.version;
            uint256 balance = self.collateral[account][asset];
            if (wad >= balance) {
                // the claim of the others on this vault shrinks by what was taken beyond the own
                uncovered = toUnitsDown(wad - balance, config.decimals);
                wad = balance;
                a.assets &= ~(uint64(1) << config.index);
            }
            self.collateral[account][asset] = balance - wad;
        }
        vault.reserve -= uint128(covered - uncovered);
        // saturates: whatever a broken spoke has told before must not stop its lane
        uint256 deficit = uint256(vault.deficit) + uncovered;
        vault.deficit = deficit < type(uint128).max ? uint128(deficit) : type(uint128).max;
        uncovered += paid - covered;
    }

    /// @notice Books what a trade or a settlement changes. Requires that cash and entry cost change by the same sum.
    function post(State storage self, IHub.Posting[] calldata postings) internal {
        int256 cash;
        int256 cost;
        for (uint256 i; i < postings.length; ++i) {
            IHub.Posting calldata p = postings[i];
            _addCash(self, p.account, p.cash);
            if (p.positions != 0) {
                IHub.Account storage a = self.accounts[p.account];
                // never negative: clearing counts down only what it counted up
                a.positions = uint16(int16(a.positions) + p.positions);
            }
            (cash, cost) = (cash + p.cash, cost + p.cost);
            emit IHub.Posted(p.account, p.cash, p.cost, p.positions);
        }
        require(cash == cost, IHub.Hub_Unbalanced(cash, cost));
    }

    /// @notice Moves `amount` (18 decimals) of cash (`asset` 0) or collateral from one account to another. Requires that
    /// the first has it, but cash that it does not have it borrows if it has collateral.
    function transfer(State storage self, AccountId from, AccountId to, AssetId asset, uint256 amount) internal {
        if (AssetId.unwrap(asset) == 0) {
            _takeCash(self, from, asset, amount);
            _addCash(self, to, int256(amount));
        } else {
            uint8 index = self.configs[asset].index;
            _takeCollateral(self, from, asset, index, amount);
            _addCollateral(self, to, asset, index, amount);
        }
    }

    /// @notice Takes `amount` from all positive cash, pro rata, for `account`, or gives it back (negative). The reserved account
    /// for interest stands between until each account's cash changes next.
    function cut(State storage self, AccountId account, int256 amount) internal {
        self.interest.cut(amount);
        self.accounts[reserved(INTEREST)].cash -= amount.toInt128();
        _addCash(self, account, amount);
        emit IHub.CashCut(account, amount);
    }

    // ------------------------------------------------------------------------------------------------- fee and limits

    /// @notice Exit fee (18 decimals) for taking `amount` token units of cash from its vault now; 0 for collateral.
    function feeFor(State storage self, AssetId asset, uint256 amount) internal view returns (uint256) {
        IHub.AssetConfig memory config = self.configs[asset];
        if (!config.isCash) return 0;
        (uint256 reserve, uint256 target) = _reserveAndTarget(self, asset, config);
        uint256 wad = toWad(amount, config.decimals);
        if (wad > reserve) wad = reserve;
        return ExitFee.potential(reserve - wad, target) - ExitFee.potential(reserve, target);
    }

    /// @notice Rebate (18 decimals) for bringing `amount` token units: what the same way out would cost, as far as the
    /// exit fees collected at this chain go.
    function rebateFor(State storage self, AssetId asset, IHub.AssetConfig memory config, uint256 amount)
        internal
        view
        returns (uint256 rebate)
    {
        (uint256 reserve, uint256 target) = _reserveAndTarget(self, asset, config);
        if (!config.isCash || target == 0) return 0;
        uint256 before = ExitFee.potential(reserve, target);
        if (before == 0) return 0;
        rebate = before - ExitFee.potential(reserve + toWad(amount, config.decimals), target);
        uint256 pool = uint128(self.accounts[exitPool(config.chain)].cash);
        if (rebate > pool) rebate = pool;
    }

    /// @notice An hour's inflow, token units: a tenth of the cap, at least the floor.
    function inflowCapacity(IHub.Vault storage vault) internal view returns (uint256) {
        uint256 share = vault.cap / 10;
        return share > vault.inflowFloor ? share : vault.inflowFloor;
    }

    /// @notice An hour's outflow, token units: 1.5 % of the reserve rounded down, at least the floor.
    function outflowCapacity(IHub.Vault storage vault) internal view returns (uint256) {
        uint256 share = uint256(vault.reserve) * 150 / 10_000;
        return share > vault.outflowFloor ? share : vault.outflowFloor;
    }

    /// @notice The reserved account that collects the exit fees of `chain`.
    function exitPool(uint32 chain) internal pure returns (AccountId) {
        return toAccountId(address(0), chain, EXIT_POOL);
    }

    /// @dev Changes an account's cash, and settles its interest with the reserved account for it. Reserved accounts neither
    /// pay nor earn.
    function _addCash(State storage self, AccountId account, int256 delta) private returns (int256 next) {
        IHub.Account storage a = self.accounts[account];
        int256 cash = a.cash;
        next = cash + delta;
        if (!account.isReserved()) {
            int256 interest;
            (next, interest) = self.interest.change(account, cash, delta);
            if (interest != 0) {
                // cash is below 2^127 and so is its interest, see {Interest}
                self.accounts[reserved(INTEREST)].cash -= int128(interest);
                emit IHub.InterestSettled(account, interest);
            }
        }
        a.cash = next.toInt128();
        ++a.version;
    }

    /// @dev Cash that an account does not have it borrows, if it has collateral.
    function _takeCash(State storage self, AccountId account, AssetId asset, uint256 wad) private {
        int256 cash = self.accounts[account].cash;
        require(
            _addCash(self, account, -SafeCast.toInt256(wad)) >= 0 || self.accounts[account].assets != 0,
            IHub.Hub_InsufficientBalance(account, asset, cash > 0 ? uint256(cash) : 0, wad)
        );
    }

    function _addCollateral(State storage self, AccountId account, AssetId asset, uint8 index, uint256 wad) private {
        self.collateral[account][asset] += wad;
        IHub.Account storage a = self.accounts[account];
        a.assets |= uint64(1) << index;
        ++a.version;
    }

    function _takeCollateral(State storage self, AccountId account, AssetId asset, uint8 index, uint256 wad) private {
        uint256 balance = self.collateral[account][asset];
        require(wad <= balance, IHub.Hub_InsufficientBalance(account, asset, balance, wad));
        self.collateral[account][asset] = balance - wad;
        IHub.Account storage a = self.accounts[account];
        if (balance == wad) a.assets &= ~(uint64(1) << index);
        ++a.version;
    }

    function _reserveAndTarget(State storage self, AssetId asset, IHub.AssetConfig memory config)
        private
        view
        returns (uint256 reserve, uint256 target)
    {
        IHub.Vault storage vault = self.vaults[asset];
        reserve = toWad(vault.reserve, config.decimals);
        target = toWad(vault.target, config.decimals);
    }
}
