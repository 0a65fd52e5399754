// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Carriers} from "./Carriers.sol";
import {Handler} from "./Handler.sol";
import {Liquidations} from "./Liquidations.sol";
import {Markets} from "./Markets.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What must always hold of messages and value, over a hub, two honest spokes, a lying one, an honest bridge
/// and an attacker's. The numbers are those of the list in docs.
contract InvariantsTest is Test {
    uint32 private constant HUB = 3;

    Handler private _world;
    IHub private _hub;

    function setUp() public {
        _world = new Handler();
        vm.allowCheatcodes(address(_world));
        _world.setUp();
        _hub = _world.hub_();
        targetContract(address(_world));
        bytes4[] memory selectors = new bytes4[](54);
        selectors[0] = Handler.lock.selector;
        selectors[1] = Handler.spam.selector;
        selectors[2] = Handler.takeOut.selector;
        selectors[3] = Handler.askExit.selector;
        selectors[4] = Handler.runTicket.selector;
        selectors[5] = Handler.execute.selector;
        selectors[6] = Handler.refund.selector;
        selectors[7] = Handler.refuse.selector;
        selectors[8] = Handler.claim.selector;
        selectors[9] = Handler.payWaiting.selector;
        selectors[10] = Handler.donate.selector;
        selectors[11] = Handler.squeeze.selector;
        selectors[12] = Handler.brake.selector;
        selectors[13] = Carriers.publishOne.selector;
        selectors[14] = Carriers.deliverOne.selector;
        selectors[15] = Carriers.ingestOne.selector;
        selectors[16] = Carriers.carryOne.selector;
        selectors[17] = Carriers.carryBoth.selector;
        selectors[18] = Carriers.anchorOne.selector;
        selectors[19] = Carriers.pass.selector;
        selectors[20] = Carriers.thaw.selector;
        selectors[21] = Carriers.forge.selector;
        selectors[22] = Carriers.ingestWithLittleGas.selector;
        selectors[23] = Carriers.ingestForged.selector;
        selectors[24] = Carriers.lie.selector;
        selectors[25] = Carriers.noise.selector;
        selectors[26] = Handler.loosen.selector;
        selectors[27] = Handler.lockAndCarry.selector;
        selectors[28] = Carriers.deliverBoth.selector;
        selectors[29] = Markets.tradeOne.selector;
        selectors[30] = Markets.moveMarket.selector;
        selectors[31] = Markets.settleOne.selector;
        selectors[32] = Markets.observeOne.selector;
        selectors[33] = Markets.expireOne.selector;
        selectors[34] = Markets.moveOne.selector;
        selectors[35] = Markets.switchMode.selector;
        // twice as often: what all the others depend on
        selectors[36] = Markets.tradeOne.selector;
        selectors[37] = Handler.lockAndCarry.selector;
        selectors[38] = Liquidations.crash.selector;
        selectors[39] = Liquidations.openOne.selector;
        selectors[40] = Liquidations.closeOne.selector;
        selectors[41] = Liquidations.bidOne.selector;
        selectors[42] = Liquidations.declareOne.selector;
        selectors[43] = Liquidations.deleverageOne.selector;
        selectors[44] = Liquidations.coverOne.selector;
        selectors[45] = Liquidations.sweepOne.selector;
        selectors[46] = Liquidations.bidFromSpoke.selector;
        selectors[47] = Liquidations.finishBid.selector;
        selectors[48] = Liquidations.bidOne.selector;
        selectors[49] = Liquidations.ruin.selector;
        selectors[50] = Liquidations.stakeOne.selector;
        selectors[51] = Liquidations.unstakeOne.selector;
        selectors[52] = Liquidations.unstakeOne.selector;
        selectors[53] = Liquidations.holdOne.selector;
        targetSelector(FuzzSelector({addr: address(_world), selectors: selectors}));
    }

    function invariant_1_CUSTODY() public view {
        _custody();
    }

    function invariant_2_CASH() public view {
        _cash();
    }

    function invariant_3_ZERO_SUM() public view {
        _zeroSum();
    }

    function invariant_4_ONCE() public view {
        _once();
    }

    function invariant_6_QUORUM() public view {
        assertEq(_world.broken(), "", "6. QUORUM");
    }

    /// Every honest `ingest` of the run went through: a revert in a handler fails the run.
    function invariant_11_TOTAL() public view {
        assertEq(_world.broken(), "", "11. TOTAL");
    }

    function invariant_12_ROUNDING() public view {
        _rounding();
    }

    /// All of them after each step of the same runs: the long suite makes 512 runs of these, 256 steps deep.
    function invariant_ALL() public view {
        _all();
    }

    /// After any run everything still works, nothing is in flight, and the book is what the users did.
    function afterInvariant() public {
        _world.closeMarkets();
        _cash();
        _zeroSum();
        for (uint256 i = 1; i < _world.instrumentCount(); ++i) {
            (int256 sum, uint256 longs,) = _world.sizes(i);
            if (_world.isSettling(i)) {
                assertTrue(sum == 0 && longs == 0, "3. ZERO-SUM: nothing is left of what expired");
            }
        }
        assertGe(_world.settlementCash(), 0, "2. CASH: nothing is missing when all is settled");
        _world.finish();
        assertEq(_world.broken(), "");
        _custody();
        _cash();
        _once();
        for (uint256 i; i < 8; ++i) {
            AssetId asset = _world.assetAt(i);
            assertEq(_world.moving(asset.chain(), HUB, asset.token()), 0, "4. ONCE: no deposit in flight");
            assertEq(_world.moving(HUB, asset.chain(), asset.token()), 0, "4. ONCE: no release in flight");
            assertEq(_world.waitingSum(asset.chain(), asset.token()), 0, "4. ONCE: no release waits");
        }
    }

    /// One buys with all that he has, and the market falls, a little or by more than he bears: this reaches everything that the
    /// invariants speak of, and they hold after each step.
    function test_reach_liquidations() public {
        uint256 her = 1 << 32; // the first account
        _world.lockAndCarry(4 << 8 | 1, 1_000_000e6);
        for (uint256 i; i < 36; ++i) {
            _world.setIndex(2000e18);
            _world.carryBoth(0);
            _world.carryBoth(1);
            _world.lockAndCarry(4 << 8, 30_000e6);
            for (uint256 j; j < 3; ++j) {
                _world.tradeOne(4 << 16, 40e18, 2000e18);
            }
            if (i % 4 == 1) _world.fillFund(60_000e18);
            _world.stakeOne(1, 2000e18);
            if (i % 3 == 0) _world.unstakeOne(1);
            _world.setIndex(i % 2 == 0 ? 1790e18 : 1500e18);
            _world.openOne(her);
            _world.holdOne(her);
            _world.bidFromSpoke(1 << 76 | her << 8 | 0x2000 << 16 | i & 1, 40_000e18);
            _world.finishBid(i & 1 == 0 ? 0 : 2, false);
            _all();
            _world.bidOne(her | 1 << 16 | 1 << 18, 300_000);
            _world.bidOne(her, 300);
            _all();
            if (i % 4 == 3) _world.ruin(her);
            _all();
            _world.pass(2 hours + i % 30);
            _world.finishBid(i & 2 | 1 | i << 8, true);
            _world.sweepOne(1);
            if (i % 4 == 0) _world.setIndex(2600e18);
            _world.closeOne(her);
            _all();
        }
        _world.unstakeOne(1 | 1000 << 8);
        _world.unstakeOne(1 | 2);
        _world.unstakeOne(1 | 2);
        _all();
        Liquidations.LiquidationCounters memory c = _world.liquidations();
        assertGe(c.opened, 5, "opened");
        assertGe(c.closed, 1, "closed");
        assertGe(c.bids, 5, "bids");
        assertGe(c.takeovers, 1, "takeovers that the fund paid for");
        assertGe(c.declared, 1, "declared");
        assertGe(c.deleveraged, 1, "deleveraged");
        assertGe(c.covered, 1, "covered");
        assertGe(c.haircuts, 1, "haircuts");
        assertGe(c.undone, 1, "undone");
        assertGe(c.booked, 5, "booked");
        assertGe(c.executed, 1, "executed");
        assertGe(c.returned, 1, "returned");
        assertGe(c.staked, 5, "staked");
        assertGe(c.unstaked, 1, "unstaked");
        assertGe(c.held, 1, "exits held");
        afterInvariant();
    }

    function _all() private view {
        _custody();
        _cash();
        _zeroSum();
        _once();
        _rounding();
        assertEq(_world.broken(), "", "6. QUORUM, 11. TOTAL");
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _rounding() private view {
        assertEq(_world.roundingLeast(), 0, "12. ROUNDING: a debit is never less than what is paid and charged");
        assertEq(_world.roundingMost(), 0, "12. ROUNDING: and here never more");
    }

    function _custody() private view {
        for (uint256 i; i < 8; ++i) {
            (uint256 owed, uint256 accounted, uint256 held) = _world.custody(_world.assetAt(i));
            assertEq(owed, accounted, "1. CUSTODY: what is owed is accounted for");
            assertEq(held, owed, "1. CUSTODY: and held");
        }
    }

    function _cash() private view {
        (int256 accounts, int256 reserves) = _world.cash();
        assertEq(accounts, reserves, "2. CASH");
        for (uint256 i; i < _world.chainCount(); ++i) {
            assertGe(_world.poolOf(_world.chainAt(i)), 0, "2. CASH: no exit pool is overdrawn");
        }
        (int256 funding, int256 interest) = _world.cleared();
        assertGe(funding, 0, "2. CASH: funding is paid before it is drawn, or owed");
        assertGe(interest, 0, "2. CASH: and so is interest");
        (uint256 staked, uint256 worth, int256 unstaked) = _world.stake();
        assertLe(worth, staked, "2. CASH: all shares are worth no more than what is staked");
        assertGe(unstaked, 0, "2. CASH: the fund pays no more than it has");
    }

    /// Of every instrument as much is held long as short, and clearing knows how much; every position is counted.
    function _zeroSum() private view {
        uint256 count = _world.instrumentCount();
        for (uint256 i; i < count; ++i) {
            (int256 sum, uint256 longs, uint256 openInterest) = _world.sizes(i);
            if (!_world.isSettling(i)) assertEq(sum, 0, "3. ZERO-SUM: sizes");
            assertEq(longs, openInterest, "3. ZERO-SUM: open interest");
        }
        uint256 holders = _world.holderCount();
        for (uint256 i; i < holders; ++i) {
            (uint256 listed, uint256 booked) = _world.countsOf(i);
            assertEq(listed, booked, "3. ZERO-SUM: number of positions");
        }
    }

    /// The book is what was appended and handled, each once: it equals the sum of its events.
    function _once() private view {
        assertEq(_world.broken(), "", "4. ONCE");
        for (uint256 i; i < _world.chainCount(); ++i) {
            uint32 chain = _world.chainAt(i);
            _sameLink(chain, HUB);
            _sameLink(HUB, chain);
        }
        uint256 count = _world.accountCount();
        for (uint256 i; i < count; ++i) {
            AccountId id = _world.accountAt(i);
            assertEq(_hub.accountOf(id).cash, _world.expectedCash(id), "4. ONCE: cash");
            (, IHub.Holding[] memory holdings) = _hub.holdingsOf(id);
            for (uint256 j; j < holdings.length; ++j) {
                int256 expected = _world.expectedCollateral(id, holdings[j].asset);
                assertEq(int256(holdings[j].amount), expected, "4. ONCE: collateral");
            }
        }
    }

    /// What was handled is a prefix of what was sent.
    function _sameLink(uint32 from, uint32 to) private view {
        IMessenger there = _world.messengerOf(from);
        IMessenger here = _world.messengerOf(to);
        uint64 seq = here.laneOf(from).inSeq;
        assertEq(seq, _world.handledOf(from, to), "4. ONCE: handled");
        assertEq(here.acceptedAt(from, seq), there.accumulator(to, seq), "4. ONCE: the same history");
    }
}
