// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {ExpiryInput} from "./MarginInput.sol";

/// @notice The prices of docs/margin.md, section 1: for {RiskGatherer}, and for {RiskArrays}, which must agree with it.
abstract contract Forwards {
    uint256 private constant AVERAGING = 30 minutes; // before an expiry, its price is partly known
    uint256 private constant SEEN = 1 hours; // what the oracle observed last, for maintenance
    uint256 private constant LEAST_TAU = 60;
    int256 private constant NANO = 1e9;

    IClearing public immutable CLEARING;
    IOracle public immutable ORACLE;
    ISurfaces public immutable SURFACES;

    constructor(IClearing clearing, IOracle oracle, ISurfaces surfaces) {
        (CLEARING, ORACLE, SURFACES) = (clearing, oracle, surfaces);
    }

    function _index(bytes6 underlying, bool strict) internal view returns (uint256 price, uint256 confidence) {
        IOracle.Price memory p = ORACLE.priceOf(bytes32(underlying));
        if (!strict && p.refusal != IOracle.Refusal.None) _recall(p, bytes32(underlying));
        require(p.refusal == IOracle.Refusal.None, IRiskEngine.Risk_NoPrice(underlying, uint8(p.refusal)));
        return (_requireSmall(p.price), p.confidence);
    }

    /// @dev An expiry's forward, or the price that settles it.
    function _forward(bytes6 underlying, uint40 end, uint256 index) internal view returns (ExpiryInput memory expiry) {
        uint256 fixedPart;
        uint256 remaining = 1e18;
        if (block.timestamp + AVERAGING >= end) {
            (fixedPart, remaining, expiry.settled) = CLEARING.settlementOf(underlying, end);
            if (expiry.settled) {
                expiry.forward = _requireSmall(fixedPart);
                return expiry;
            }
        }
        expiry.slice = SURFACES.sliceOf(underlying, end);
        require(expiry.slice.time != 0, IRiskEngine.Risk_NoSurface(underlying, end));
        expiry.forward = _requireSmall(fixedPart) + _scaleDown(index, expiry.slice.basis) * remaining / 1e18;
        // nothing can be priced on a forward of 0
        if (expiry.forward == 0) expiry.forward = 1;
        expiry.tau = end > block.timestamp + LEAST_TAU ? end - block.timestamp : LEAST_TAU;
        expiry.tauAtPublication = end > expiry.slice.time + LEAST_TAU ? end - expiry.slice.time : LEAST_TAU;
    }

    /// @dev In place of a refused price the one last observed, if that was within the hour: a source that fails stops new risk, but
    /// makes nobody safe from liquidation.
    function _recall(IOracle.Price memory p, bytes32 underlying) internal view {
        (uint256 price, uint64 time) = ORACLE.seenOf(underlying);
        if (block.timestamp <= time + SEEN) (p.price, p.refusal) = (price, IOracle.Refusal.None);
    }

    /// @dev ⌊price · (10⁹ + nano) / 10⁹⌋, at least 0.
    function _scaleDown(uint256 price, int256 nano) internal pure returns (uint256) {
        return nano <= -NANO ? 0 : price * uint256(NANO + nano) / uint256(NANO);
    }

    function _requireSmall(uint256 price) internal pure returns (uint256) {
        require(price <= type(uint96).max, IRiskEngine.Risk_PriceTooHigh(price));
        return price;
    }
}
