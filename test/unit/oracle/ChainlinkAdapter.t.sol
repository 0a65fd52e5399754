// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ChainlinkAdapter} from "causeway/oracle/ChainlinkAdapter.sol";
import {IAggregatorV3} from "causeway/oracle/IAggregatorV3.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {Test} from "forge-std/Test.sol";

contract FakeAggregator is IAggregatorV3 {
    uint8 public immutable decimals;
    string public constant description = "ETH / USD";
    uint256 public constant version = 4;
    int256 private _answer;
    uint256 private _updatedAt;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function set(int256 answer, uint256 updatedAt) external {
        (_answer, _updatedAt) = (answer, updatedAt);
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        // the round in which it was answered is deprecated: whatever it says must not matter
        return (7, _answer, _updatedAt, _updatedAt, 3);
    }
}

contract ChainlinkAdapterTest is Test {
    bytes32 private constant ETH = "ETH";
    ChainlinkAdapter private adapter = new ChainlinkAdapter(address(new AccessManager(address(this))));

    function test_read_8Decimals() public {
        FakeAggregator feed = list(8);
        feed.set(2000_12345678, 1_800_000_000);
        IOracle.Answer memory answer = adapter.read(ETH);
        assertEq(answer.price, 2000.12345678e18);
        assertEq(answer.confidence, 0);
        assertEq(answer.time, 1_800_000_000);
    }

    function test_read_moreThan18DecimalsRoundsTowardsZero() public {
        FakeAggregator feed = list(20);
        feed.set(199, 1);
        assertEq(adapter.read(ETH).price, 1);
        feed.set(-199, 1);
        assertEq(adapter.read(ETH).price, -1);
    }

    function testFuzz_read_scales(uint8 decimals, int128 answer) public {
        decimals = uint8(bound(decimals, 0, 36));
        list(decimals).set(answer, 1);
        int256 price = adapter.read(ETH).price;
        if (decimals <= 18) assertEq(price, int256(answer) * int256(10 ** (18 - decimals)));
        else assertEq(price, int256(answer) / int256(10 ** (decimals - 18)));
    }

    function test_read_RevertGiven_noFeed() public {
        vm.expectRevert(abi.encodeWithSelector(ChainlinkAdapter.ChainlinkAdapter_NoFeed.selector, ETH));
        adapter.read(ETH);
    }

    function test_read_RevertGiven_incompleteRound() public {
        list(8).set(2000e8, 0);
        vm.expectRevert(abi.encodeWithSelector(ChainlinkAdapter.ChainlinkAdapter_IncompleteRound.selector, ETH, 7));
        adapter.read(ETH);
    }

    function test_read_RevertGiven_nonsense() public {
        FakeAggregator feed = list(0);
        feed.set(type(int256).max, 1);
        vm.expectRevert();
        adapter.read(ETH);
        feed.set(1, uint256(type(uint64).max) + 1);
        vm.expectRevert();
        adapter.read(ETH);
    }

    function test_setFeed() public {
        FakeAggregator feed = list(8);
        (IAggregatorV3 aggregator, uint8 decimals) = adapter.feedOf(ETH);
        assertEq(address(aggregator), address(feed));
        assertEq(decimals, 8);
    }

    function test_setFeed_RevertWhen_tooManyDecimals() public {
        FakeAggregator feed = new FakeAggregator(37);
        vm.expectRevert(abi.encodeWithSelector(ChainlinkAdapter.ChainlinkAdapter_TooManyDecimals.selector, ETH, 37));
        adapter.setFeed(ETH, feed);
    }

    function test_setFeed_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        adapter.setFeed(ETH, IAggregatorV3(address(2)));
    }

    function list(uint8 decimals) private returns (FakeAggregator feed) {
        feed = new FakeAggregator(decimals);
        adapter.setFeed(ETH, feed);
    }
}
