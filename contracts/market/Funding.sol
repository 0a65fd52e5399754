// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IClearing} from "./IClearing.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Funding of perpetuals, docs/margin.md section 8. A reading of the premium holds from its moment forward, for at most
/// an hour; what comes later can neither add to it nor take from it.
library Funding {
    using SafeCast for int256;
    using SafeCast for uint256;

    /// 1e-9, see docs/parameters.json
    int256 internal constant MAX_PREMIUM = 20_000_000;
    int256 internal constant MAX_RATE = 7_500_000; // in eight hours
    int256 internal constant INTEREST = 100_000; // in eight hours
    int256 internal constant DAMPING = 500_000;
    uint256 internal constant READING_LIFE = 1 hours;
    int256 private constant INTERVAL = 8 hours;
    int256 private constant NANO = 1e9;
    uint256 private constant PRICE_UNIT = 1e10; // 1e-8 USD in 18 decimals

    struct State {
        mapping(bytes6 underlying => IClearing.Perpetual) perpetuals;
    }

    /// @notice Integrates up to now, then takes the new reading: the price of the perpetual and of its index, 18 decimals.
    function read(State storage self, bytes6 underlying, uint256 perpetual, uint256 index) internal {
        IClearing.Perpetual memory p = self.perpetuals[underlying];
        p.fundingIndex = indexNow(p).toInt128();
        p.time = uint40(block.timestamp);
        p.premium = int32(clamp((perpetual.toInt256() - index.toInt256()) * NANO / index.toInt256(), MAX_PREMIUM));
        p.price = uint256(index / PRICE_UNIT).toUint56();
        self.perpetuals[underlying] = p;
        emit IClearing.FundingIntegrated(underlying, p.fundingIndex, p.premium);
    }

    /// @notice The index integrated up to now.
    function indexNow(IClearing.Perpetual memory p) internal view returns (int256) {
        uint256 elapsed = block.timestamp - p.time;
        if (elapsed > READING_LIFE) elapsed = READING_LIFE;
        int256 growth = rate(p.premium) * int256(uint256(p.price) * PRICE_UNIT * elapsed) / (NANO * INTERVAL);
        return p.fundingIndex + growth;
    }

    /// @notice The premium that counts now.
    function premiumNow(IClearing.Perpetual memory p) internal view returns (int256) {
        return block.timestamp - p.time <= READING_LIFE ? p.premium : int256(0);
    }

    /// @notice Rate per eight hours at a premium, 1e-9.
    function rate(int256 premium) internal pure returns (int256) {
        return clamp(premium + clamp(INTEREST - premium, DAMPING), MAX_RATE);
    }

    /// @notice The oracle's name for the price of a perpetual: that of its underlying and "-PERP".
    function nameOf(bytes6 underlying) internal pure returns (bytes32) {
        uint256 length;
        while (length < 6 && underlying[length] != 0) ++length;
        return bytes32(underlying) | (bytes32("-PERP") >> (8 * length));
    }

    function clamp(int256 x, int256 most) internal pure returns (int256) {
        return x > most ? most : x < -most ? -most : x;
    }
}
