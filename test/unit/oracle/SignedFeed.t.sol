// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {ChainlinkAdapter} from "causeway/oracle/ChainlinkAdapter.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {ISignedFeed} from "causeway/oracle/ISignedFeed.sol";
import {Publishers} from "causeway/oracle/Publishers.sol";
import {SignedFeed} from "causeway/oracle/SignedFeed.sol";
import {Test} from "forge-std/Test.sol";

contract SignedFeedTest is Test {
    uint64 private constant NOW = 1_800_000_000;
    bytes32 private constant ETH = "ETH";

    AccessManager private manager = new AccessManager(address(this));
    SignedFeed private feed;
    uint256[] private keys; // of the publishers, by ascending address
    uint256 private stranger;

    function setUp() public {
        vm.warp(NOW);
        for (uint256 key = 1; key <= 3; ++key) {
            keys.push(key);
        }
        for (uint256 i; i < 3; ++i) {
            for (uint256 j = i + 1; j < 3; ++j) {
                if (vm.addr(keys[j]) < vm.addr(keys[i])) (keys[i], keys[j]) = (keys[j], keys[i]);
            }
        }
        // a stranger above all publishers, so that the order of signers cannot be what stops him
        stranger = 4;
        while (vm.addr(stranger) < vm.addr(keys[2])) ++stranger;
        feed = new SignedFeed(ETH, publishers(), 2, address(manager));
    }

    // --------------------------------------------------------------------------------------------------------- update

    function test_update() public {
        vm.expectEmit(address(feed));
        emit ISignedFeed.Updated(2000e8, NOW);
        feed.update(report(2000e8, NOW), sign(report(2000e8, NOW), keys[0], keys[1]));
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = feed.latestRoundData();
        assertEq(round, NOW);
        assertEq(answer, 2000e8);
        assertEq(startedAt, NOW);
        assertEq(updatedAt, NOW);
        assertEq(answeredIn, NOW);
    }

    function test_update_moreThanThreshold() public {
        ISignedFeed.Report memory r = report(2000e8, NOW + 60);
        bytes[] memory signatures = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            signatures[i] = signOne(feed.hashReport(r), keys[i]);
        }
        feed.update(r, signatures);
    }

    function test_update_throughTheAdapter() public {
        ChainlinkAdapter adapter = new ChainlinkAdapter(address(manager));
        adapter.setFeed(ETH, feed);
        vm.expectRevert(abi.encodeWithSelector(ChainlinkAdapter.ChainlinkAdapter_IncompleteRound.selector, ETH, 0));
        adapter.read(ETH);
        feed.update(report(2000e8, NOW), sign(report(2000e8, NOW), keys[0], keys[2]));
        IOracle.Answer memory answer = adapter.read(ETH);
        assertEq(answer.price, 2000e18);
        assertEq(answer.time, NOW);
    }

    function test_update_RevertWhen_replayed() public {
        ISignedFeed.Report memory r = report(2000e8, NOW);
        bytes[] memory signatures = sign(r, keys[0], keys[1]);
        feed.update(r, signatures);
        vm.expectRevert(abi.encodeWithSelector(ISignedFeed.SignedFeed_NotNewer.selector, NOW, NOW));
        feed.update(r, signatures);
    }

    function test_update_RevertWhen_older() public {
        feed.update(report(2000e8, NOW), sign(report(2000e8, NOW), keys[0], keys[1]));
        assertReverts(
            report(2000e8, NOW - 1),
            sign(report(2000e8, NOW - 1), keys[0], keys[1]),
            abi.encodeWithSelector(ISignedFeed.SignedFeed_NotNewer.selector, NOW - 1, NOW)
        );
    }

    function test_update_RevertWhen_future() public {
        ISignedFeed.Report memory r = report(2000e8, NOW + 61);
        assertReverts(
            r,
            sign(r, keys[0], keys[1]),
            abi.encodeWithSelector(ISignedFeed.SignedFeed_Future.selector, NOW + 61, NOW + 60)
        );
    }

    function test_update_RevertWhen_notPositive() public {
        assertReverts(
            report(0, NOW),
            sign(report(0, NOW), keys[0], keys[1]),
            abi.encodeWithSelector(ISignedFeed.SignedFeed_NotPositive.selector, 0)
        );
        assertReverts(
            report(-1, NOW),
            sign(report(-1, NOW), keys[0], keys[1]),
            abi.encodeWithSelector(ISignedFeed.SignedFeed_NotPositive.selector, -1)
        );
    }

    function test_update_RevertWhen_wrongUnderlying() public {
        ISignedFeed.Report memory r = ISignedFeed.Report("BTC", 2000e8, NOW);
        assertReverts(
            r,
            sign(r, keys[0], keys[1]),
            abi.encodeWithSelector(ISignedFeed.SignedFeed_WrongUnderlying.selector, bytes32("BTC"), ETH)
        );
    }

    function test_update_RevertWhen_belowThreshold() public {
        bytes[] memory one = new bytes[](1);
        one[0] = signOne(feed.hashReport(report(2000e8, NOW)), keys[0]);
        assertReverts(report(2000e8, NOW), one, abi.encodeWithSelector(Publishers.Publishers_TooFew.selector, 1, 2));
    }

    function test_update_RevertWhen_outOfOrder() public {
        ISignedFeed.Report memory r = report(2000e8, NOW);
        assertReverts(
            r,
            sign(r, keys[1], keys[0]),
            abi.encodeWithSelector(Publishers.Publishers_OutOfOrder.selector, vm.addr(keys[0]))
        );
    }

    function test_update_RevertWhen_signedTwiceByOne() public {
        ISignedFeed.Report memory r = report(2000e8, NOW);
        assertReverts(
            r,
            sign(r, keys[0], keys[0]),
            abi.encodeWithSelector(Publishers.Publishers_OutOfOrder.selector, vm.addr(keys[0]))
        );
    }

    function test_update_RevertWhen_foreignSigner() public {
        ISignedFeed.Report memory r = report(2000e8, NOW);
        assertReverts(
            r,
            sign(r, keys[0], stranger),
            abi.encodeWithSelector(Publishers.Publishers_NotAPublisher.selector, vm.addr(stranger))
        );
    }

    function test_update_RevertWhen_malformedSignature() public {
        bytes[] memory signatures = sign(report(2000e8, NOW), keys[0], keys[1]);
        signatures[1] = hex"00";
        assertReverts(
            report(2000e8, NOW), signatures, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 1)
        );
    }

    /// @dev A signature speaks for one feed on one chain, and for the very report.
    function test_update_RevertWhen_signedForAnotherFeedChainOrPrice() public {
        ISignedFeed.Report memory r = report(2000e8, NOW);
        SignedFeed other = new SignedFeed(ETH, publishers(), 2, address(manager));
        bytes[] memory signatures = sign(r, keys[0], keys[1]);
        vm.expectRevert();
        other.update(r, signatures);
        vm.expectRevert();
        feed.update(report(2001e8, NOW), signatures);
        vm.chainId(block.chainid + 1);
        vm.expectRevert();
        feed.update(r, signatures);
    }

    // --------------------------------------------------------------------------------------------------------- change

    function test_change() public {
        address[] memory added = new address[](1);
        added[0] = vm.addr(stranger);
        address[] memory removed = new address[](1);
        removed[0] = vm.addr(keys[0]);
        feed.change(added, removed, 1);
        assertEq(feed.size(), 3);
        assertEq(feed.threshold(), 1);
        assertFalse(feed.isPublisher(removed[0]));
        ISignedFeed.Report memory r = report(2000e8, NOW);
        assertReverts(
            r,
            sign(r, keys[0], keys[1]),
            abi.encodeWithSelector(Publishers.Publishers_NotAPublisher.selector, removed[0])
        );
        feed.update(r, sign(r, keys[1], stranger));
    }

    function test_change_RevertWhen_thresholdUnreachable() public {
        address[] memory none = new address[](0);
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_BadThreshold.selector, 4, 3));
        feed.change(none, none, 4);
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_BadThreshold.selector, 0, 3));
        feed.change(none, none, 0);
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_BadThreshold.selector, 1, 0));
        feed.change(none, publishers(), 1);
    }

    function test_change_RevertWhen_addedTwiceOrZero() public {
        address[] memory none = new address[](0);
        address[] memory known = publishers();
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_AlreadyAPublisher.selector, known[0]));
        feed.change(known, none, 2);
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_AlreadyAPublisher.selector, address(0)));
        feed.change(new address[](1), none, 2);
    }

    function test_change_RevertWhen_removedUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_NotAPublisher.selector, address(0)));
        feed.change(new address[](0), new address[](1), 2);
    }

    function test_change_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        feed.change(new address[](0), new address[](0), 1);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    function test_description() public {
        assertEq(feed.description(), "ETH / USD");
        assertEq(feed.decimals(), 8);
        bytes32 full = "0123456789abcdef0123456789abcdef";
        SignedFeed other = new SignedFeed(full, publishers(), 1, address(manager));
        assertEq(other.description(), "0123456789abcdef0123456789abcdef / USD");
    }

    function test_hashReport() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Causeway SignedFeed"),
                keccak256("1"),
                block.chainid,
                address(feed)
            )
        );
        bytes32 content = keccak256(
            abi.encode(
                keccak256("Report(bytes32 underlying,int192 price,uint64 time)"), ETH, int256(2000e8), uint256(NOW)
            )
        );
        assertEq(feed.hashReport(report(2000e8, NOW)), keccak256(abi.encodePacked(hex"1901", domain, content)));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function report(int192 price, uint64 time) private pure returns (ISignedFeed.Report memory) {
        return ISignedFeed.Report({underlying: ETH, price: price, time: time});
    }

    function publishers() private view returns (address[] memory list) {
        list = new address[](3);
        for (uint256 i; i < 3; ++i) {
            list[i] = vm.addr(keys[i]);
        }
    }

    function sign(ISignedFeed.Report memory r, uint256 first, uint256 second)
        private
        view
        returns (bytes[] memory signatures)
    {
        bytes32 digest = feed.hashReport(r);
        signatures = new bytes[](2);
        signatures[0] = signOne(digest, first);
        signatures[1] = signOne(digest, second);
    }

    function signOne(bytes32 digest, uint256 key) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function assertReverts(ISignedFeed.Report memory r, bytes[] memory signatures, bytes memory reason) private {
        vm.expectRevert(reason);
        feed.update(r, signatures);
    }
}
