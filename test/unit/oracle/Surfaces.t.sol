// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {Publishers} from "causeway/oracle/Publishers.sol";
import {Surfaces} from "causeway/oracle/Surfaces.sol";
import {Test} from "forge-std/Test.sol";

contract SurfacesTest is Test {
    uint40 private constant NOW = 1_800_000_000;
    uint40 private constant EXPIRY = NOW + 30 days;
    bytes6 private constant ETH = "ETH";

    Surfaces private surfaces;
    uint256 private first; // key of the publisher with the lower address
    uint256 private second;

    function setUp() public {
        vm.warp(NOW);
        (first, second) = vm.addr(1) < vm.addr(2) ? (uint256(1), uint256(2)) : (uint256(2), uint256(1));
        surfaces = new Surfaces(publishers(), 2, address(new AccessManager(address(this))));
    }

    // -------------------------------------------------------------------------------------------------------- publish

    function test_publish() public {
        ISurfaces.Surface memory s = surface(NOW);
        bytes[] memory signatures = sign(s);
        vm.expectEmit(address(surfaces));
        emit ISurfaces.Published(ETH, EXPIRY, s.slice);
        surfaces.publish(s, signatures);
        assertEq(abi.encode(surfaces.sliceOf(ETH, EXPIRY)), abi.encode(s.slice));
        assertEq(surfaces.sliceOf(ETH, EXPIRY + 1).time, 0);
        assertEq(surfaces.sliceOf("BTC", EXPIRY).time, 0);
    }

    function test_publish_RevertWhen_expired() public {
        ISurfaces.Surface memory s = surface(NOW);
        s.expiry = NOW;
        assertRefused(s, abi.encodeWithSelector(ISurfaces.Surfaces_Expired.selector, NOW));
        // not yet, but before the slice's own time
        (s.expiry, s.slice.time) = (NOW + 10, NOW + 10);
        assertRefused(s, abi.encodeWithSelector(ISurfaces.Surfaces_Expired.selector, NOW + 10));
    }

    function test_publish_RevertWhen_future() public {
        assertRefused(surface(NOW + 61), abi.encodeWithSelector(ISurfaces.Surfaces_Future.selector, NOW + 61, NOW + 60));
        publish(surface(NOW + 60));
    }

    function test_publish_RevertWhen_tooSoon() public {
        assertRefused(surface(0), abi.encodeWithSelector(ISurfaces.Surfaces_TooSoon.selector, 0, 1));
        publish(surface(NOW));
        assertRefused(surface(NOW), abi.encodeWithSelector(ISurfaces.Surfaces_TooSoon.selector, NOW, NOW + 60));
        assertRefused(
            surface(NOW + 59), abi.encodeWithSelector(ISurfaces.Surfaces_TooSoon.selector, NOW + 59, NOW + 60)
        );
        publish(surface(NOW + 60));
    }

    function test_publish_RevertWhen_notSigned() public {
        ISurfaces.Surface memory s = surface(NOW);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(s)[0];
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_TooFew.selector, 1, 2));
        surfaces.publish(s, signatures);
        signatures = sign(s);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_OutOfOrder.selector, vm.addr(first)));
        surfaces.publish(s, signatures);
        signatures[0] = signatures[1];
        vm.expectRevert(abi.encodeWithSelector(Publishers.Publishers_OutOfOrder.selector, vm.addr(first)));
        surfaces.publish(s, signatures);
        // signed for another expiry: somebody else's signature here
        signatures = sign(s);
        s.expiry += 1;
        vm.expectRevert();
        surfaces.publish(s, signatures);
    }

    function test_publish_RevertWhen_arbitrage() public {
        ISurfaces.Surface memory s = surface(NOW);
        s.slice.rho = 1e6;
        assertRefused(s, abi.encodeWithSelector(ISurfaces.Surfaces_Arbitrage.selector, ETH, EXPIRY));
    }

    // ---------------------------------------------------------------------------------------------------------- guard

    function test_publish_basisBeyondHalf() public {
        ISurfaces.Surface memory s = surface(NOW);
        s.slice.basis = -0.5e9 - 1;
        assertRefused(s, tooFar());
        s.slice.basis = 0.5e9 + 1;
        assertRefused(s, tooFar());
        s.slice.basis = -0.5e9;
        publish(s);
    }

    function test_publish_basisMove() public {
        publish(surface(NOW));
        vm.warp(NOW + 90);
        ISurfaces.Surface memory s = surface(NOW + 90);
        // 2 % and 2 % a minute: 5 % after a minute and a half
        s.slice.basis = 0.05e9 + 1;
        assertRefused(s, tooFar());
        s.slice.basis = -0.05e9 - 1;
        assertRefused(s, tooFar());
        s.slice.basis = -0.05e9;
        publish(s);
    }

    /// @dev A flat slice of variance v over `left` seconds: after two minutes v per second may be 2.25 times as much, or as little.
    function test_publish_varianceMove() public {
        publish(flat(NOW, 0.0225e9));
        vm.warp(NOW + 120);
        uint256 left = EXPIRY - NOW - 120;
        uint256 most = uint256(0.0225e9) * 225 * left / 100 / (EXPIRY - NOW);
        uint256 least = uint256(0.0225e9) * 100 * left / 225 / (EXPIRY - NOW) + 1;
        assertRefused(flat(NOW + 120, int40(int256(most + 1))), tooFar());
        assertRefused(flat(NOW + 120, int40(int256(least - 1))), tooFar());
        uint256 state = vm.snapshotState();
        publish(flat(NOW + 120, int40(int256(most))));
        vm.revertToState(state);
        publish(flat(NOW + 120, int40(int256(least))));
    }

    function test_publish_secondsDoNotCount() public {
        publish(flat(NOW, 0.0225e9));
        vm.warp(NOW + 119);
        // a whole minute: 1.5 times, not 2.2
        assertRefused(flat(NOW + 119, 0.036e9), tooFar());
        publish(flat(NOW + 119, 0.033e9));
    }

    function test_publish_anHourForgets() public {
        publish(flat(NOW, 0.0225e9));
        vm.warp(NOW + 1 hours);
        ISurfaces.Surface memory s = flat(NOW + 1 hours, 20e9);
        s.slice.basis = 0.5e9;
        publish(s);
    }

    /// @dev The largest exponent, and the largest variances that stand: nothing overflows.
    function test_publish_justBelowAnHour() public {
        publish(flat(NOW, 549e9));
        vm.warp(NOW + 1 hours - 1);
        // 1.5^59 = 2.4e10: down to 22e-9 or so, not to 1e-9
        assertRefused(flat(NOW + 1 hours - 1, 1), tooFar());
        publish(flat(NOW + 1 hours - 1, 30));
    }

    // --------------------------------------------------------------------------------------------------- publishers

    function test_change() public {
        address[] memory removed = new address[](1);
        removed[0] = vm.addr(first);
        vm.expectEmit(address(surfaces));
        emit Publishers.PublishersChanged(new address[](0), removed, 1, 1);
        surfaces.change(new address[](0), removed, 1);
        assertEq(surfaces.size(), 1);
        assertEq(surfaces.threshold(), 1);
        assertFalse(surfaces.isPublisher(vm.addr(first)));
        assertTrue(surfaces.isPublisher(vm.addr(second)));
    }

    function test_change_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        surfaces.change(new address[](0), new address[](0), 1);
    }

    function test_hashSurface() public view {
        ISurfaces.Surface memory s = surface(NOW);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Causeway Surfaces"),
                keccak256("1"),
                block.chainid,
                address(surfaces)
            )
        );
        bytes32 slice = keccak256(
            abi.encode(
                keccak256("Slice(int40 a,uint40 b,int24 rho,int32 m,uint40 sigma,int32 basis,uint40 time)"),
                s.slice.a,
                s.slice.b,
                s.slice.rho,
                s.slice.m,
                s.slice.sigma,
                s.slice.basis,
                s.slice.time
            )
        );
        bytes32 content = keccak256(
            abi.encode(
                keccak256(
                    "Surface(bytes6 underlying,uint40 expiry,Slice slice)Slice(int40 a,uint40 b,int24 rho,int32 m,uint40 sigma,int32 basis,uint40 time)"
                ),
                ETH,
                EXPIRY,
                slice
            )
        );
        assertEq(surfaces.hashSurface(s), keccak256(abi.encodePacked(hex"1901", domain, content)));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function surface(uint40 time) private pure returns (ISurfaces.Surface memory) {
        return ISurfaces.Surface(ETH, EXPIRY, ISurfaces.Slice(0.01e9, 0.05e9, -0.3e6, 0.05e8, 0.1e9, 0, time));
    }

    function flat(uint40 time, int40 variance) private pure returns (ISurfaces.Surface memory) {
        return ISurfaces.Surface(ETH, EXPIRY, ISurfaces.Slice(variance, 0, 0, 0, 1, 0, time));
    }

    function publish(ISurfaces.Surface memory s) private {
        surfaces.publish(s, sign(s));
        assertEq(surfaces.sliceOf(s.underlying, s.expiry).time, s.slice.time);
    }

    function assertRefused(ISurfaces.Surface memory s, bytes memory reason) private {
        bytes[] memory signatures = sign(s);
        vm.expectRevert(reason);
        surfaces.publish(s, signatures);
    }

    function tooFar() private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISurfaces.Surfaces_TooFar.selector, ETH, EXPIRY);
    }

    function publishers() private view returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (vm.addr(first), vm.addr(second));
    }

    function sign(ISurfaces.Surface memory s) private view returns (bytes[] memory signatures) {
        bytes32 digest = surfaces.hashSurface(s);
        signatures = new bytes[](2);
        (signatures[0], signatures[1]) = (signOne(digest, first), signOne(digest, second));
    }

    function signOne(bytes32 digest, uint256 key) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
