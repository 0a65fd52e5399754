// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {AccountId} from "../types/AccountId.sol";
import {ICollateral} from "./ICollateral.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice What an account's cash and collateral are worth. See {ICollateral}.
contract Collateral is ICollateral {
    using SafeCast for uint256;

    uint256 private constant BPS = 10_000;

    IHub public immutable HUB;
    IOracle public immutable ORACLE;

    constructor(IHub hub, IOracle oracle) {
        HUB = hub;
        ORACLE = oracle;
    }

    /// @inheritdoc ICollateral
    function valueOf(AccountId account) external view returns (int256 equity, Line[] memory lines) {
        (IHub.Account memory book, IHub.Holding[] memory holdings) = HUB.holdingsOf(account);
        lines = new Line[](holdings.length);
        uint256 total;
        for (uint256 i; i < holdings.length; ++i) {
            lines[i] = _lineOf(holdings[i]);
            total += lines[i].value;
        }
        equity = book.cash + total.toInt256();
    }

    function _lineOf(IHub.Holding memory holding) private view returns (Line memory) {
        (IHub.AssetConfig memory config,) = HUB.assetOf(holding.asset);
        // a refused price is 0, and so is the value
        IOracle.Price memory p = ORACLE.assetPrice(holding.asset);
        return Line({
            asset: holding.asset,
            amount: holding.amount,
            price: p.price,
            refusal: p.refusal,
            haircutBps: config.haircutBps,
            value: _valueDown(holding.amount, p.price, config.haircutBps)
        });
    }

    /// @dev Rounded once, against the account. The hub lists no haircut above {BPS}.
    function _valueDown(uint256 amount, uint256 price, uint256 haircutBps) private pure returns (uint256) {
        return Math.mulDiv(amount, price * (BPS - haircutBps), BPS * 1e18);
    }
}
