// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BidTerms, Checkpoint, Message} from "causeway/messaging/Message.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Reads the vectors that TypeScript made, and requires Solidity to encode and decode every one alike.
contract MessageTest is Test {
    string private _json;

    function setUp() public {
        _json = vm.readFile("test/vectors/messages.json");
    }

    function test_messages() public view {
        uint256 count;
        for (; vm.keyExistsJson(_json, _at(".messages", count, "")); ++count) {
            string memory path = _at(".messages", count, "");
            bytes memory body = _bytes(path, ".body");
            assertEq(_reencode(_kind(path), body), body, "decoded and encoded again");
            assertEq(_encodeFields(_kind(path), path), body, "encoded from the fields");
        }
        assertGe(count, 17);
    }

    function test_checkpoints() public view {
        uint256 count;
        for (; vm.keyExistsJson(_json, _at(".checkpoints", count, "")); ++count) {
            string memory path = _at(".checkpoints", count, "");
            bytes memory data = _bytes(path, ".bytes");
            Checkpoint memory c = this.decodeCheckpoint(data);
            assertEq(Message.encode(c), data, "decoded and encoded again");
            assertEq(c.lane, _word(path, ".fields.lane"));
            assertEq(c.outSeq, _uint(path, ".fields.outSeq"));
            assertEq(c.outAcc, _word(path, ".fields.outAcc"));
            assertEq(c.inSeq, _uint(path, ".fields.inSeq"));
            assertEq(c.inAcc, _word(path, ".fields.inAcc"));
            assertEq(c.blockNumber, _uint(path, ".fields.blockNumber"));
            assertEq(c.blockHash, _word(path, ".fields.blockHash"));
            assertEq(c.heardBlock, _uint(path, ".fields.heardBlock"));
            assertEq(c.heardTime, _uint(path, ".fields.heardTime"));
            assertEq(c.time, _uint(path, ".fields.time"));
        }
        assertEq(count, 3);
    }

    function test_decodeCheckpoint_RevertWhen_lengthIsWrong() public {
        vm.expectRevert(abi.encodeWithSelector(Message.Message_BadLength.selector, 176, 175));
        this.decodeCheckpoint(new bytes(175));
    }

    function test_laneIds() public view {
        uint256 count;
        for (; vm.keyExistsJson(_json, _at(".lanes", count, "")); ++count) {
            string memory path = _at(".lanes", count, "");
            bytes32 id = Message.laneId(
                uint32(_uint(path, ".fields.sourceChain")),
                _address(path, ".fields.source"),
                uint32(_uint(path, ".fields.destinationChain")),
                _address(path, ".fields.destination"),
                uint32(_uint(path, ".fields.epoch"))
            );
            assertEq(id, _word(path, ".id"));
        }
        assertEq(count, 2);
    }

    function test_hashChain() public view {
        bytes32 acc = vm.parseJsonBytes32(_json, ".chain.seed");
        uint256 count;
        for (; vm.keyExistsJson(_json, _at(".chain.links", count, "")); ++count) {
            string memory message = _at(".messages", count, "");
            bytes32 leaf = Message.leaf(uint64(count + 1), _kind(message), keccak256(_bytes(message, ".body")));
            assertEq(leaf, _word(_at(".chain.links", count, ""), ".leaf"));
            acc = Message.fold(acc, leaf);
            assertEq(acc, _word(_at(".chain.links", count, ""), ".acc"));
        }
        assertGe(count, 17);
    }

    function test_bidSubaccounts() public view {
        uint256 count;
        for (; vm.keyExistsJson(_json, _at(".bidSubaccounts", count, "")); ++count) {
            string memory path = _at(".bidSubaccounts", count, "");
            uint64 subaccount =
                Message.bidSubaccount(uint32(_uint(path, ".fields.chain")), uint64(_uint(path, ".fields.seq")));
            assertEq(subaccount, _uint(path, ".subaccount"));
        }
        assertEq(count, 2);
    }

    function test_ids() public view {
        for (uint256 i; i < 2; ++i) {
            string memory path = _at(".accounts", i, "");
            AccountId account = toAccountId(
                _address(path, ".fields.owner"),
                uint32(_uint(path, ".fields.chain")),
                uint64(_uint(path, ".fields.subaccount"))
            );
            assertEq(AccountId.unwrap(account), _word(path, ".id"));
            path = _at(".assets", i, "");
            AssetId asset = toAssetId(uint32(_uint(path, ".fields.chain")), _address(path, ".fields.token"));
            assertEq(AssetId.unwrap(asset), _word(path, ".id"));
        }
    }

    // ------------------------------------------------------------------------------------------ for calldata arguments

    function decodeCheckpoint(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }

    function reencode(uint8 kind, bytes calldata body) external pure returns (bytes memory) {
        if (kind == Message.DEPOSIT) {
            (AccountId account, address token, uint128 amount, address depositor) = Message.decodeDeposit(body);
            return Message.encodeDeposit(account, token, amount, depositor);
        }
        if (kind == Message.EXIT_REQUEST) {
            (AccountId account, address token, uint128 amount, address receiver) = Message.decodeExitRequest(body);
            return Message.encodeExitRequest(account, token, amount, receiver);
        }
        if (kind == Message.SET_SIGNER) {
            (address owner, address signer, uint64 expiry) = Message.decodeSetSigner(body);
            return Message.encodeSetSigner(owner, signer, expiry);
        }
        if (kind == Message.DEFICIT) {
            (address token, uint128 shortfall) = Message.decodeDeficit(body);
            return Message.encodeDeficit(token, shortfall);
        }
        if (kind == Message.BID) return _reencodeBid(body);
        if (kind == Message.ESCAPED) {
            (AccountId account, address token, uint128 paid) = Message.decodeEscaped(body);
            return Message.encodeEscaped(account, token, paid);
        }
        if (kind == Message.RELEASE) {
            (uint64 id, address token, uint128 amount, address receiver, uint8 reason) = Message.decodeRelease(body);
            return Message.encodeRelease(id, token, amount, receiver, reason);
        }
        (address halted, uint8 level) = Message.decodeHalt(body);
        return Message.encodeHalt(halted, level);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _reencodeBid(bytes calldata body) private pure returns (bytes memory legs) {
        BidTerms memory t = Message.decodeBidTerms(body);
        assertEq(body.length, Message.bidLength(t.collateralLegs, t.positionLegs), "as long as its head says");
        for (uint256 i; i < t.collateralLegs; ++i) {
            (uint32 chain, address leg, uint128 quantity) = Message.decodeCollateralLeg(body, i);
            legs = abi.encodePacked(legs, chain, leg, quantity);
        }
        for (uint256 i; i < t.positionLegs; ++i) {
            (uint160 instrument, uint96 size) = Message.decodePositionLeg(body, t.collateralLegs, i);
            legs = abi.encodePacked(legs, instrument, size);
        }
        (AccountId account, address token, uint128 amount, address depositor) = Message.decodeDeposit(body);
        return
            abi.encodePacked(Message.encodeDeposit(account, token, amount, depositor), Message.encodeBidTerms(t), legs);
    }

    /// @dev What stands behind the deposit.
    function _encodeBid(string memory p) private view returns (bytes memory) {
        BidTerms memory t;
        t.account = AccountId.wrap(_word(p, ".fields.liquidated"));
        t.share = uint32(_uint(p, ".fields.share"));
        t.maxCost = int128(vm.parseJsonInt(_json, string.concat(p, ".fields.maxCost")));
        t.deadline = uint64(_uint(p, ".fields.deadline"));
        t.receiver = _address(p, ".fields.receiver");
        bytes memory legs;
        string memory leg;
        while (_exists(leg = _at(string.concat(p, ".fields.collateral"), t.collateralLegs, ""))) {
            legs = abi.encodePacked(
                legs, uint32(_uint(leg, ".chain")), _address(leg, ".token"), uint128(_uint(leg, ".amount"))
            );
            ++t.collateralLegs;
        }
        while (_exists(leg = _at(string.concat(p, ".fields.positions"), t.positionLegs, ""))) {
            legs = abi.encodePacked(legs, _address(leg, ".instrument"), uint96(_uint(leg, ".size")));
            ++t.positionLegs;
        }
        return abi.encodePacked(Message.encodeBidTerms(t), legs);
    }

    function _exists(string memory path) private view returns (bool) {
        return vm.keyExistsJson(_json, path);
    }

    function _reencode(uint8 kind, bytes memory body) private view returns (bytes memory) {
        return this.reencode(kind, body);
    }

    function _encodeFields(uint8 kind, string memory p) private view returns (bytes memory) {
        if (kind == Message.SET_SIGNER) {
            return Message.encodeSetSigner(
                _address(p, ".fields.owner"), _address(p, ".fields.signer"), uint64(_uint(p, ".fields.expiry"))
            );
        }
        address token = _address(p, ".fields.token");
        if (kind == Message.DEFICIT) return Message.encodeDeficit(token, uint128(_uint(p, ".fields.shortfall")));
        if (kind == Message.HALT) return Message.encodeHalt(token, uint8(_uint(p, ".fields.level")));
        if (kind == Message.RELEASE) {
            return Message.encodeRelease(
                uint64(_uint(p, ".fields.id")),
                token,
                uint128(_uint(p, ".fields.amount")),
                _address(p, ".fields.receiver"),
                uint8(_uint(p, ".fields.reason"))
            );
        }
        AccountId account = AccountId.wrap(_word(p, ".fields.account"));
        if (kind == Message.ESCAPED) return Message.encodeEscaped(account, token, uint128(_uint(p, ".fields.paid")));
        uint128 amount = uint128(_uint(p, ".fields.amount"));
        if (kind == Message.DEPOSIT || kind == Message.BID) {
            bytes memory deposit = Message.encodeDeposit(account, token, amount, _address(p, ".fields.depositor"));
            return kind == Message.BID ? abi.encodePacked(deposit, _encodeBid(p)) : deposit;
        }
        assertEq(kind, Message.EXIT_REQUEST);
        return Message.encodeExitRequest(account, token, amount, _address(p, ".fields.receiver"));
    }

    function _at(string memory list, uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(list, "[", vm.toString(index), "]", field);
    }

    function _kind(string memory path) private view returns (uint8) {
        return uint8(_uint(path, ".kind"));
    }

    function _uint(string memory path, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(_json, string.concat(path, field));
    }

    function _address(string memory path, string memory field) private view returns (address) {
        return vm.parseJsonAddress(_json, string.concat(path, field));
    }

    function _word(string memory path, string memory field) private view returns (bytes32) {
        return vm.parseJsonBytes32(_json, string.concat(path, field));
    }

    function _bytes(string memory path, string memory field) private view returns (bytes memory) {
        return vm.parseJsonBytes(_json, string.concat(path, field));
    }
}
