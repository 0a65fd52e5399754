// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A source that answers exactly the bytes it is told to, or misbehaves.
contract FakeAdapter {
    enum Mode {
        Answer,
        Revert,
        Burn // all the gas it gets
    }

    Mode public mode;
    bytes private _data;

    function set(int256 price, uint256 confidence, uint256 time) external {
        (mode, _data) = (Mode.Answer, abi.encode(price, confidence, time));
    }

    function setData(bytes calldata data) external {
        (mode, _data) = (Mode.Answer, data);
    }

    function setMode(Mode mode_) external {
        mode = mode_;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        require(mode != Mode.Revert, "no price");
        while (mode == Mode.Burn) {}
        return _data;
    }
}
