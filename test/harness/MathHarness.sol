// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Interest} from "causeway/hub/Interest.sol";
import {Band} from "causeway/margin/Band.sol";
import {FixedPoint} from "causeway/margin/FixedPoint.sol";
import {OptionPricing} from "causeway/margin/OptionPricing.sol";
import {RiskArray} from "causeway/margin/RiskArray.sol";
import {Scenarios} from "causeway/margin/Scenarios.sol";
import {Svi} from "causeway/margin/Svi.sol";
import {Funding} from "causeway/market/Funding.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {Positions} from "causeway/market/Positions.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @notice The internal functions of the margin's mathematics, many inputs for each call: for comparison with packages/risk.
contract MathHarness {
    using Funding for Funding.State;
    using Interest for Interest.State;

    struct Option {
        uint256 forward;
        uint256 strike;
        uint256 variance;
        bool isCall;
    }

    struct Volatility {
        ISurfaces.Slice slice;
        uint256 forward;
        uint256 strike;
        uint256 tau;
        uint256 tauAtPublication;
    }

    struct Row {
        uint256 forward;
        uint256 strike;
        uint256 variance;
        uint256 tau;
        uint256 scanRange;
        uint256 volShock;
    }

    struct Reading {
        int128 fundingIndex;
        int32 premium;
        uint56 price;
        uint256 elapsed;
        int256 size;
        int256 since;
    }

    struct Loan {
        uint120 lent;
        uint120 borrowed;
        uint104 borrow;
        int104 lend;
        uint256 elapsed;
        int256 cash;
        int256 since;
    }

    Funding.State private _funding;
    Interest.State private _interest;

    /// @dev Rate, index now, premium now, and what the size owes since.
    function fundings(Reading[] calldata inputs) external view returns (int256[4][] memory ys) {
        ys = new int256[4][](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            Reading calldata r = inputs[i];
            IClearing.Perpetual memory p =
                IClearing.Perpetual(r.fundingIndex, uint40(block.timestamp - r.elapsed), r.premium, r.price);
            int256 index = Funding.indexNow(p);
            ys[i] = [Funding.rate(p.premium), index, Funding.premiumNow(p), Positions.owedUp(r.size, index - r.since)];
        }
    }

    /// @dev The premium of a perpetual's price over its index, as it is read.
    function premiums(uint256[2][] calldata inputs) external returns (int256[] memory ys) {
        ys = new int256[](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            _funding.read("ETH", inputs[i][0], inputs[i][1]);
            ys[i] = _funding.perpetuals["ETH"].premium;
        }
    }

    /// @dev Of size, cost, change and value: cash and cost.
    function realisations(int256[4][] calldata inputs) external pure returns (int256[2][] memory ys) {
        ys = new int256[2][](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            (ys[i][0], ys[i][1]) = Positions.realise(inputs[i][0], inputs[i][1], inputs[i][2], inputs[i][3]);
        }
    }

    /// @dev Utilisation, rate, and interest by now.
    function loans(Loan[] calldata inputs) external returns (int256[3][] memory ys) {
        ys = new int256[3][](inputs.length);
        AccountId account = AccountId.wrap(bytes32(uint256(1)));
        for (uint256 i; i < inputs.length; ++i) {
            Loan calldata l = inputs[i];
            _interest.totals = Interest.Totals(l.lent, l.borrowed, true);
            _interest.indices = Interest.Indices(l.borrow, l.lend, uint48(block.timestamp - l.elapsed));
            _interest.checkpoints[account] = l.since;
            uint256 used = Interest.utilisationDown(_interest.totals);
            ys[i] = [int256(used), int256(Interest.borrowRate(used)), _interest.accrued(account, l.cash)];
        }
    }

    function exponentials(int256[] calldata xs) external pure returns (int256[] memory ys) {
        ys = new int256[](xs.length);
        for (uint256 i; i < xs.length; ++i) {
            ys[i] = FixedPointMathLib.expWad(xs[i]);
        }
    }

    /// @dev For each x: ln(x), sqrt(x) as it stands, sqrt of the wad, ln(x / y).
    function roots(uint256[2][] calldata xs) external pure returns (int256[4][] memory ys) {
        ys = new int256[4][](xs.length);
        for (uint256 i; i < xs.length; ++i) {
            (uint256 x, uint256 y) = (xs[i][0], xs[i][1]);
            ys[i] = [
                FixedPointMathLib.lnWad(int256(x)),
                int256(FixedPointMathLib.sqrt(x)),
                int256(FixedPoint.sqrtDown(x)),
                FixedPoint.lnRatio(x, y)
            ];
        }
    }

    /// @dev For each x: bell, scaled tail, N(x), N(-x).
    function normals(uint256[] calldata xs) external pure returns (uint256[4][] memory ys) {
        ys = new uint256[4][](xs.length);
        for (uint256 i; i < xs.length; ++i) {
            int256 x = int256(xs[i]);
            ys[i] = [
                FixedPoint.bell(xs[i]), FixedPoint.scaledTail(xs[i]), FixedPoint.normalCdf(x), FixedPoint.normalCdf(-x)
            ];
        }
    }

    function prices(Option[] calldata options) external pure returns (uint256[] memory values, int256[] memory deltas) {
        (values, deltas) = (new uint256[](options.length), new int256[](options.length));
        for (uint256 i; i < options.length; ++i) {
            Option calldata o = options[i];
            (values[i], deltas[i]) = OptionPricing.price(o.forward, o.strike, o.variance, o.isCall);
        }
    }

    function variances(Volatility[] calldata inputs) external pure returns (uint256[] memory w, bool[] memory sound) {
        (w, sound) = (new uint256[](inputs.length), new bool[](inputs.length));
        for (uint256 i; i < inputs.length; ++i) {
            Volatility calldata v = inputs[i];
            w[i] = Svi.variance(v.slice, v.forward, v.strike, v.tau, v.tauAtPublication);
            sound[i] = Svi.isSound(v.slice);
        }
    }

    function rows(Row[] calldata inputs) external pure returns (bytes[] memory encoded) {
        encoded = new bytes[](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            Row calldata r = inputs[i];
            encoded[i] = RiskArray.encode(r.forward, r.strike, r.variance, r.tau, r.scanRange, r.volShock);
        }
    }

    /// @dev Moves, shares, node moves and factors on volatility for each (scan range, volatility shock, tau).
    function scenarios(uint256[3][] calldata inputs)
        external
        pure
        returns (
            int256[20][] memory moves,
            uint256[20][] memory charged,
            int256[14][] memory nodes,
            uint256[2][] memory factors
        )
    {
        (moves, charged) = (new int256[20][](inputs.length), new uint256[20][](inputs.length));
        (nodes, factors) = (new int256[14][](inputs.length), new uint256[2][](inputs.length));
        for (uint256 i; i < inputs.length; ++i) {
            uint256 r = inputs[i][0];
            (moves[i], charged[i], nodes[i]) = (Scenarios.moves(r), Scenarios.charged(r), Scenarios.nodes(r));
            (factors[i][0], factors[i][1]) = Scenarios.multipliers(inputs[i][1], inputs[i][2]);
        }
    }

    /// @dev For each (mark, forward, ceiling, scan range): the band of a linear instrument at the forward and that of an option.
    function bands(uint256[4][] calldata inputs) external pure returns (uint256[4][] memory ends) {
        ends = new uint256[4][](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            uint256[4] calldata x = inputs[i];
            (ends[i][0], ends[i][1]) = Band.linear(x[1], x[3]);
            (ends[i][2], ends[i][3]) = Band.option(x[0], x[1], x[2], x[3]);
        }
    }
}
