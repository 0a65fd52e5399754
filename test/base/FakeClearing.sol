// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice The part of {IClearing} that a venue calls: moves positions and fees, skips the makers that a test named, and
/// remembers the fills that it made.
contract FakeClearing {
    mapping(AccountId => mapping(InstrumentId => int96)) public sizes;
    mapping(AccountId => int256) public fees;
    mapping(AccountId => bool) public failing;
    uint256 public calls;
    IClearing.Fill[] private _fills;
    address private _target;
    bytes private _data;

    error Reentered(bytes reason);

    function setSize(AccountId account, InstrumentId instrument, int96 size) external {
        sizes[account][instrument] = size;
    }

    function fail(AccountId account) external {
        failing[account] = true;
    }

    /// @notice Calls this in the middle of the next trade.
    function reenter(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function trade(AccountId taker, IClearing.Fill[] calldata list) external returns (uint256 made) {
        require(list.length != 0, IClearing.Clearing_ZeroSize());
        require(!failing[taker], IClearing.Clearing_Unhealthy(taker, 0, 1));
        ++calls;
        for (uint256 i; i < list.length; ++i) {
            IClearing.Fill calldata f = list[i];
            require(AccountId.unwrap(f.maker) != AccountId.unwrap(taker), IClearing.Clearing_SameAccount(taker));
            require(f.size != 0, IClearing.Clearing_ZeroSize());
            require(int256(f.takerFee) + f.makerFee >= 0, IClearing.Clearing_FeeNotCovered(f.takerFee));
            if (failing[f.maker]) continue;
            sizes[taker][f.instrument] += f.size;
            sizes[f.maker][f.instrument] -= f.size;
            fees[taker] += f.takerFee;
            fees[f.maker] += f.makerFee;
            _fills.push(f);
            made |= 1 << i;
        }
        if (_target != address(0)) {
            (bool success, bytes memory reason) = _target.call(_data);
            require(success, Reentered(reason));
        }
    }

    function positionOf(AccountId account, InstrumentId instrument)
        external
        view
        returns (IClearing.Position memory position)
    {
        (position.instrument, position.size) = (instrument, sizes[account][instrument]);
    }

    function fills() external view returns (IClearing.Fill[] memory) {
        return _fills;
    }
}
