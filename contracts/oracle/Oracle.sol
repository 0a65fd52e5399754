// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {IOracle} from "./IOracle.sol";
import {IPriceAdapter} from "./IPriceAdapter.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @notice One guarded price per underlying, the median of one to three sources. See {IOracle}.
contract Oracle is IOracle, AccessManaged {
    /// 160 + 32 + 16 + 16 + 8 = 232 bits: with one source, all that a price needs.
    struct Guard {
        address first; // source
        uint32 maxAge; // seconds
        uint16 maxConfidenceBps;
        uint16 maxDeviationBps;
        uint8 count; // of sources
    }

    /// @notice How far a source's clock may be ahead of this chain's, seconds.
    uint256 public constant MAX_AHEAD = 60;
    /// Gas that one source may use: several times what a proxied feed takes on first access.
    uint256 private constant READ_GAS = 100_000;
    uint256 private constant BPS = 10_000;
    /// Beyond it an answer is nonsense. Keeps every sum and product below within 256 bits.
    uint256 private constant MAX_VALUE = type(uint128).max;

    /// 128 + 48 = 176 bits
    struct Seen {
        uint128 price; // 18 decimals
        uint48 time; // seconds; 0: never
    }

    /// @inheritdoc IOracle
    uint256 public constant MAX_MOVE_BPS = 1_000;

    mapping(bytes32 underlying => Guard) private _guards;
    mapping(bytes32 underlying => Seen) private _seen;
    mapping(bytes32 underlying => address[2]) private _furtherSources;
    /// @inheritdoc IOracle
    mapping(AssetId asset => bytes32 underlying) public underlyingOf;

    constructor(address authority) AccessManaged(authority) {}

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IOracle
    function priceOf(bytes32 underlying) public view returns (Price memory result) {
        result = _agreed(underlying);
        if (result.refusal != Refusal.None) return result;
        Seen memory seen = _seen[underlying];
        if (seen.time == 0) return result;
        uint256 move = result.price > seen.price ? result.price - seen.price : seen.price - result.price;
        if (move > _reach(seen)) return _refused(Refusal.Jumping, address(0), result.time);
    }

    /// @inheritdoc IOracle
    function seenOf(bytes32 underlying) external view returns (uint256 price, uint64 time) {
        Seen memory seen = _seen[underlying];
        return (seen.price, seen.time);
    }

    /// @inheritdoc IOracle
    function observe(bytes32 underlying) external {
        Price memory p = _agreed(underlying);
        require(p.refusal == Refusal.None, Oracle_Refused(underlying, p.refusal, p.source));
        Seen memory seen = _seen[underlying];
        uint256 price = p.price;
        if (seen.time != 0) {
            if (block.timestamp < uint256(seen.time) + 1 minutes) return;
            uint256 reach = _reach(seen);
            if (price > seen.price + reach) price = seen.price + reach;
            else if (price + reach < seen.price) price = seen.price - reach;
        }
        _seen[underlying] = Seen({price: uint128(price), time: uint48(block.timestamp)});
        emit Observed(underlying, price);
    }

    /// @dev The price on which all sources agree, whatever it was before.
    function _agreed(bytes32 underlying) private view returns (Price memory) {
        Guard memory guard = _guards[underlying];
        if (guard.count == 0) return _refused(Refusal.Unknown, address(0), 0);

        uint256[3] memory prices;
        Price memory result;
        result.time = type(uint64).max;
        for (uint256 i; i < guard.count; ++i) {
            address source = _sourceAt(underlying, guard, i);
            (bool answered, uint256 price, uint256 confidence, uint64 time) = _read(source, underlying);
            Refusal refusal = answered ? _judge(guard, price, confidence, time) : Refusal.Silent;
            if (refusal != Refusal.None) return _refused(refusal, source, time);
            prices[i] = price;
            if (confidence > result.confidence) result.confidence = confidence;
            if (time < result.time) result.time = time;
        }

        (uint256 low, uint256 middle, uint256 high) = _sort(prices, guard.count);
        if ((high - low) * BPS > low * guard.maxDeviationBps) {
            return _refused(Refusal.Deviating, _outlier(underlying, guard, prices, low, middle, high), result.time);
        }
        result.price = middle;
        return result;
    }

    /// @inheritdoc IOracle
    function assetPrice(AssetId asset) external view returns (Price memory) {
        return priceOf(underlyingOf[asset]);
    }

    /// @inheritdoc IOracle
    function requirePrice(bytes32 underlying) external view returns (uint256, uint256) {
        Price memory p = priceOf(underlying);
        require(p.refusal == Refusal.None, Oracle_Refused(underlying, p.refusal, p.source));
        return (p.price, p.confidence);
    }

    /// @inheritdoc IOracle
    function sourcesOf(bytes32 underlying)
        external
        view
        returns (address[] memory sources, uint32 maxAge, uint16 maxConfidenceBps, uint16 maxDeviationBps)
    {
        Guard memory guard = _guards[underlying];
        sources = new address[](guard.count);
        for (uint256 i; i < sources.length; ++i) {
            sources[i] = _sourceAt(underlying, guard, i);
        }
        return (sources, guard.maxAge, guard.maxConfidenceBps, guard.maxDeviationBps);
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IOracle
    function setUnderlying(
        bytes32 underlying,
        address[] calldata sources,
        uint32 maxAge,
        uint16 maxConfidenceBps,
        uint16 maxDeviationBps
    ) external restricted {
        uint256 count = sources.length;
        require(
            underlying != 0 && count != 0 && count <= 3 && maxAge != 0 && maxConfidenceBps <= BPS
                && maxDeviationBps <= BPS,
            Oracle_BadConfig(underlying)
        );
        for (uint256 i; i < count; ++i) {
            // a source named twice would outvote the third
            for (uint256 j; j < i; ++j) {
                require(sources[i] != sources[j], Oracle_BadConfig(underlying));
            }
            require(sources[i].code.length != 0, Oracle_BadConfig(underlying));
        }
        _guards[underlying] = Guard({
            first: sources[0],
            maxAge: maxAge,
            maxConfidenceBps: maxConfidenceBps,
            maxDeviationBps: maxDeviationBps,
            count: uint8(count)
        });
        for (uint256 i = 1; i < count; ++i) {
            _furtherSources[underlying][i - 1] = sources[i];
        }
        emit UnderlyingSet(underlying, sources, maxAge, maxConfidenceBps, maxDeviationBps);
    }

    /// @inheritdoc IOracle
    function setAsset(AssetId asset, bytes32 underlying) external restricted {
        require(_guards[underlying].count != 0, Oracle_BadConfig(underlying));
        underlyingOf[asset] = underlying;
        emit AssetSet(asset, underlying);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev How far the price may be from the one that was seen: {MAX_MOVE_BPS} of it for each minute begun since.
    function _reach(Seen memory seen) private view returns (uint256) {
        // prices are below 2^128 and minutes below 2^43
        return uint256(seen.price) * MAX_MOVE_BPS * ((block.timestamp - seen.time) / 1 minutes + 1) / BPS;
    }

    /// @dev Asks one source, within {READ_GAS}. Whatever it does, it cannot make the caller revert.
    function _read(address source, bytes32 underlying)
        private
        view
        returns (bool answered, uint256 price, uint256 confidence, uint64 time)
    {
        // The source gets READ_GAS or all of this reverts: nobody can make a sound source look silent by giving little.
        require(gasleft() > READ_GAS * 64 / 63 + 10_000, Oracle_TooLittleGas(gasleft()));
        (bool success, bytes memory data) =
            source.staticcall{gas: READ_GAS}(abi.encodeCall(IPriceAdapter.read, (underlying)));
        if (!success || data.length != 96) return (false, 0, 0, 0);
        // as words, for the decoder would revert on a time that is too long
        (int256 signedPrice, uint256 halfWidth, uint256 seconds_) = abi.decode(data, (int256, uint256, uint256));
        if (signedPrice > int256(MAX_VALUE) || halfWidth > MAX_VALUE || seconds_ > type(uint64).max) {
            return (false, 0, 0, 0);
        }
        return (true, signedPrice > 0 ? uint256(signedPrice) : 0, halfWidth, uint64(seconds_));
    }

    function _judge(Guard memory guard, uint256 price, uint256 confidence, uint64 time) private view returns (Refusal) {
        if (block.timestamp > uint256(time) + guard.maxAge) return Refusal.Stale;
        if (time > block.timestamp + MAX_AHEAD) return Refusal.Future;
        if (price == 0) return Refusal.Zero;
        if (confidence * BPS > price * guard.maxConfidenceBps) return Refusal.Uncertain;
        return Refusal.None;
    }

    /// @dev The lowest and the highest of `count` prices and their median; of two it is the mean, rounded down.
    function _sort(uint256[3] memory prices, uint256 count)
        private
        pure
        returns (uint256 low, uint256 middle, uint256 high)
    {
        if (count == 1) return (prices[0], prices[0], prices[0]);
        (low, high) = prices[0] < prices[1] ? (prices[0], prices[1]) : (prices[1], prices[0]);
        if (count == 2) return (low, (low + high) / 2, high);
        middle = prices[2];
        if (middle < low) (low, middle) = (middle, low);
        else if (middle > high) (high, middle) = (middle, high);
    }

    /// @dev The source that is further from the median than the others; none can be blamed where two disagree.
    function _outlier(
        bytes32 underlying,
        Guard memory guard,
        uint256[3] memory prices,
        uint256 low,
        uint256 middle,
        uint256 high
    ) private view returns (address) {
        if (guard.count < 3 || high - middle == middle - low) return address(0);
        uint256 far = high - middle > middle - low ? high : low;
        return _sourceAt(underlying, guard, prices[0] == far ? 0 : prices[1] == far ? 1 : 2);
    }

    function _sourceAt(bytes32 underlying, Guard memory guard, uint256 index) private view returns (address) {
        return index == 0 ? guard.first : _furtherSources[underlying][index - 1];
    }

    function _refused(Refusal refusal, address source, uint64 time) private pure returns (Price memory) {
        return Price({price: 0, confidence: 0, time: time, refusal: refusal, source: source});
    }
}
