// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CashFace} from "causeway/hub/CashFace.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IInsuranceVault} from "causeway/liquidation/IInsuranceVault.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {InsuranceVault} from "causeway/liquidation/InsuranceVault.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {INSURANCE, STAKE, reserved} from "causeway/types/Reserved.sol";

/// @notice Dave and erin stake; alice's account as in {InsolvencyTest}: at 1,300 it is 8,500 less than nothing.
contract InsuranceVaultTest is LiquidationTest {
    uint256 private constant LACKING = 8500e18;

    InsuranceVault private _vault;
    CashFace private _face;
    address private _dave = makeAddr("dave");
    address private _erin = makeAddr("erin");

    function setUp() public override {
        super.setUp();
        _vault = InsuranceVault(address(liquidation.VAULT()));
        _face = _vault.CASH();
        others.push(plain(_dave));
        others.push(plain(_erin));
        _endow(plain(_dave), 100_000e18, 0);
        _endow(plain(_erin), 100_000e18, 0);
        drain();
    }

    function _stake(address who, uint256 amount) private returns (uint256) {
        vm.prank(who, who);
        return _vault.deposit(amount, who);
    }

    function _request(address who, uint256 shares) private {
        vm.prank(who, who);
        _vault.requestUnstake(shares);
    }

    function _redeem(address who, uint256 shares) private returns (uint256) {
        vm.prank(who, who);
        return _vault.redeem(shares, who, who);
    }

    function _refuse(address who, uint256 shares) private {
        assertEq(_vault.maxRedeem(who), 0);
        assertEq(_vault.maxWithdraw(who), 0);
        vm.prank(who, who);
        vm.expectRevert(abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxRedeem.selector, who, shares, uint256(0)));
        _vault.redeem(shares, who, who);
    }

    function _fall() private {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _crash();
    }

    function _crash() private {
        _setPrices(1300e18, 50_000e18);
        liquidation.open(a, "");
    }

    // --------------------------------------------------------------------------------------------------------- staking

    function test_deposit() public {
        assertEq(_face.balanceOf(_dave), 100_000e18);
        uint256 shares = _stake(_dave, 40_000e18);
        assertEq(shares, 40_000e21, "three digits more than cash");
        assertEq(_vault.decimals(), 21);
        assertEq(_vault.asset(), address(_face));
        assertEq(_vault.totalAssets(), 40_000e18);
        assertEq(cash(reserved(STAKE)), 40_000e18);
        assertEq(_face.balanceOf(address(_vault)), 40_000e18);
        assertEq(_face.balanceOf(_dave), 60_000e18);
        assertEq(liquidation.fund(), 39_999e18, "but for the last dollar");
        assertBooks();
    }

    function test_deposit_OfAContract() public {
        Treasury treasury = new Treasury(_vault);
        AccountId account = toAccountId(address(treasury), HUB, 0);
        others.push(account);
        _endow(account, 1000e18, 0);
        drain();
        treasury.stake(400e18);
        assertEq(cash(account), 600e18);
        assertEq(_vault.balanceOf(address(treasury)), 400e21);
        assertBooks();
    }

    function test_deposit_RevertWhen_callerIsNotProven() public {
        vm.prank(_dave);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceVault.InsuranceVault_UnknownAccount.selector, _dave));
        _vault.deposit(1e18, _dave);
    }

    function test_deposit_RevertGiven_itDoesNotHaveIt() public {
        vm.prank(_dave, _dave);
        vm.expectPartialRevert(IHub.Hub_InsufficientBalance.selector);
        _vault.deposit(100_001e18, _dave);
    }

    /// What margin needs cannot be staked.
    function test_deposit_RevertGiven_initialMargin() public {
        _aliceBuys(30_000e18, 0, 45e18);
        vm.prank(alice, alice);
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        _vault.deposit(20_000e18, alice);
        _stake(alice, 1000e18);
        assertBooks();
    }

    function test_moveCash_RevertWhen_caller() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotTheVault.selector, address(this)));
        liquidation.moveCash(c, b, 1);
    }

    function test_face_OnlyShows() public {
        vm.startPrank(_dave, _dave);
        vm.expectRevert(CashFace.CashFace_OnlyInTheBook.selector);
        _face.transfer(_erin, 1);
        vm.expectRevert(CashFace.CashFace_OnlyInTheBook.selector);
        _face.transferFrom(_dave, _erin, 1);
        vm.expectRevert(CashFace.CashFace_OnlyInTheBook.selector);
        _face.approve(_erin, 1);
        assertTrue(_face.approve(address(_vault), 1));
        assertEq(_face.allowance(_dave, _erin), 0);
        vm.stopPrank();
        uint256 before = _face.totalSupply();
        _stake(_dave, 40_000e18);
        assertEq(_face.totalSupply(), before, "staking makes nothing");
    }

    // ---------------------------------------------------------------------------------------------------------- losses

    /// The stake pays first, pro rata, and the price of a share falls by exactly what it paid.
    function test_loss_StakersFirst() public {
        _fund(20_000e18);
        _stake(_dave, 30_000e18);
        _stake(_erin, 10_000e18);
        _fall();
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        assertEq(o.covered, LACKING);
        assertEq(_vault.totalAssets(), 40_000e18 - o.covered - o.discount, "the stake");
        assertEq(cash(reserved(INSURANCE)), 20_000e18, "before what is nobody's");
        assertApproxEqAbs(_vault.convertToAssets(_vault.balanceOf(_dave)), 31_500e18 * 3 / 4, 2 + o.discount);
        assertApproxEqAbs(_vault.convertToAssets(_vault.balanceOf(_erin)), 31_500e18 / 4, 2 + o.discount);
        assertBooks();
    }

    /// What the stake does not have is paid by the rest of the fund; its last dollar keeps a price.
    function test_loss_BeyondTheStake() public {
        _fund(20_000e18);
        _stake(_dave, 3000e18);
        _fall();
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        assertEq(_vault.totalAssets(), 1e18, "the last dollar");
        assertEq(cash(reserved(INSURANCE)), 20_000e18 - int256(o.covered + o.discount - 2999e18));
        assertEq(_vault.convertToAssets(_vault.balanceOf(_dave)), 1e18);
        // who comes then pays for nothing that was
        uint256 shares = _stake(_erin, 10_000e18);
        assertApproxEqAbs(_vault.convertToAssets(shares), 10_000e18, 1e5);
        assertGt(_vault.maxDeposit(_erin), 1e30);
        assertBooks();
    }

    /// Of a debt that is covered the stake pays first too; the haircut is only what neither has.
    function test_loss_Cover() public {
        _stake(_dave, 100e18);
        AccountId purse = _aliceBorrows(10e18, 8000e18);
        purse;
        _setPrices(100e18, 50_000e18);
        liquidation.open(a, "");
        liquidation.declare(a);
        _pass(10 minutes);
        ILiquidation.Bid memory bid = bidOf(1_000_000);
        place(bid);
        liquidation.cover(a);
        assertEq(_vault.totalAssets(), 1e18);
        assertEq(cash(reserved(INSURANCE)), 0);
        assertGt(liquidation.haircut(), 6000e18);
        // fees that come later give the haircut back out of nobody's part
        _stake(_erin, 5000e18);
        _fund(2000e18);
        liquidation.undoHaircut();
        assertEq(_vault.totalAssets(), 5001e18, "who stakes after a loss does not pay for it");
        assertBooks();
    }

    // ------------------------------------------------------------------------------------------------------------ fees

    function testFuzz_fee_TwiceThePart(uint256 staked, uint256 unstaked, uint256 fee) public {
        staked = bound(staked, 1, 90_000e18);
        unstaked = bound(unstaked, 1, 90_000e18);
        fee = bound(fee, 0, 1e30);
        _fund(unstaked);
        _stake(_dave, staked);
        uint256 expected = Math.mulDiv(fee, Math.min(2 * staked, staked + unstaked), staked + unstaked);
        assertEq(_vault.partOf(int256(fee)), int256(expected));
        assertLe(expected, fee);
    }

    function test_fee_RaisesThePrice() public {
        _stake(_dave, 40_000e18);
        _aliceBuys(24_000e18, 0, 45e18);
        _setPrices(1800e18, 50_000e18);
        liquidation.open(a, "");
        uint256 had = _vault.convertToAssets(1e21);
        ILiquidation.Outcome memory o = place(bidOf(300_000));
        assertGt(o.fee, 0);
        assertEq(_vault.totalAssets(), 40_000e18 + o.fee, "all of it: nobody else stands behind");
        assertApproxEqAbs(_vault.convertToAssets(1e21) - had, o.fee / 40_000, 2);
        assertBooks();
    }

    // --------------------------------------------------------------------------------------------------------- leaving

    function test_redeem() public {
        uint256 shares = _stake(_dave, 40_000e18);
        _refuse(_dave, shares);
        _request(_dave, shares / 2);
        _pass(7 days - 1);
        _refuse(_dave, shares / 2);
        _pass(1);
        assertEq(_vault.maxRedeem(_dave), shares / 2);
        assertEq(_vault.maxWithdraw(_dave), 20_000e18);
        assertEq(_redeem(_dave, shares / 2), 20_000e18);
        assertEq(cash(plain(_dave)), 80_000e18);
        _refuse(_dave, 1);
        assertEq(_vault.totalAssets(), 20_000e18);
        assertBooks();
    }

    function test_redeem_RevertGiven_lapsed() public {
        uint256 shares = _stake(_dave, 40_000e18);
        _request(_dave, shares);
        (uint256 asked, uint256 from, uint256 lapsesAt) = _vault.requestOf(_dave);
        assertEq(asked, shares);
        assertEq(from, now_() + 7 days);
        assertEq(lapsesAt, from + 2 days);
        _pass(9 days);
        _refuse(_dave, shares);
    }

    function test_request_RevertWhen_moreThanHeld() public {
        uint256 shares = _stake(_dave, 1e18);
        vm.prank(_dave);
        vm.expectRevert(
            abi.encodeWithSelector(IInsuranceVault.InsuranceVault_NotEnoughShares.selector, _dave, shares + 1, shares)
        );
        _vault.requestUnstake(shares + 1);
    }

    /// Shares lent for the moment of the request do not leave later; shares received have not waited.
    function test_request_DoesNotTravel() public {
        uint256 shares = _stake(_dave, 40_000e18);
        _request(_dave, shares);
        vm.prank(_dave);
        _vault.transfer(_erin, shares * 3 / 4);
        (uint256 asked,,) = _vault.requestOf(_dave);
        assertEq(asked, shares / 4);
        vm.prank(_erin);
        _vault.transfer(_dave, shares * 3 / 4);
        _pass(7 days);
        assertEq(_vault.maxRedeem(_dave), shares / 4);
        assertEq(_vault.maxRedeem(_erin), 0);
        _request(_dave, 0);
        _refuse(_dave, 1);
    }

    function test_withdraw_RevertWhen_receiverIsNotProven() public {
        uint256 shares = _stake(_dave, 100e18);
        _request(_dave, shares);
        _pass(7 days);
        vm.startPrank(_dave, _dave);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceVault.InsuranceVault_UnknownAccount.selector, _erin));
        _vault.redeem(shares, _erin, _dave);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceVault.InsuranceVault_UnknownAccount.selector, address(_vault)));
        _vault.redeem(shares, address(_vault), _dave);
        vm.stopPrank();
    }

    function test_withdraw_ByAnApproved() public {
        uint256 shares = _stake(_dave, 100e18);
        _request(_dave, shares);
        _pass(7 days);
        vm.prank(_erin, _erin);
        vm.expectRevert();
        _vault.redeem(shares, _erin, _dave);
        vm.prank(_dave);
        _vault.approve(_erin, shares);
        vm.prank(_erin, _erin);
        _vault.redeem(shares, _erin, _dave);
        assertEq(cash(plain(_erin)), 100_100e18);
        assertBooks();
    }

    // --------------------------------------------------------------------------------------------------------- attacks

    /// Who sees an insolvency and is free to leave cannot leave ahead of it: the bid's maker holds exits first.
    function test_attack_RunBeforeALoss() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        uint256 shares = _stake(_dave, 40_000e18);
        _request(_dave, shares);
        _pass(7 days + 1 hours);
        assertEq(_vault.maxRedeem(_dave), shares, "free to leave");
        _crash();
        uint256 lacking = uint256(-margin(a).equity);
        assertGe(lacking, LACKING);
        vm.expectEmit();
        emit IInsuranceVault.ExitsHeld(a, lacking, now_() + 6 hours);
        _vault.holdExits(a);
        (bool held, uint256 until) = _vault.exitsHeld();
        assertTrue(held);
        _refuse(_dave, shares);
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        _pass(until - now_());
        uint256 left = _redeem(_dave, shares);
        assertApproxEqAbs(left, 40_000e18 - o.covered - o.discount, 2, "with the loss");
        assertBooks();
    }

    function test_hold_CashWaits() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        uint256 shares = _stake(_dave, 100e18);
        _request(_dave, shares);
        _pass(7 days);
        _crash();
        liquidation.declare(a);
        _refuse(_dave, shares);
        _pass(1 hours);
        assertEq(_vault.maxRedeem(_dave), shares);
    }

    function test_hold_RevertGiven_solvent() public {
        _aliceBuys(30_000e18, 0, 45e18);
        vm.expectPartialRevert(IInsuranceVault.InsuranceVault_Solvent.selector);
        _vault.holdExits(a);
    }

    function test_hold_RevertGiven_aTrifle() public {
        vm.prank(bob, bob);
        _vault.deposit(900_000e18, bob);
        _aliceBuys(24_000e18, 0, 45e18);
        _setPrices(1449e18, 50_000e18);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceVault.InsuranceVault_Trifle.selector, 795e18, 900e18));
        _vault.holdExits(a);
    }

    /// Three days in a row at most, then a day in which nobody can be held; a request that met it still stands.
    function test_hold_IsBounded() public {
        uint256 shares = _stake(_dave, 1_000e18);
        _request(_dave, shares);
        _fall();
        _pass(6 days + 23 hours);
        uint256 since = now_();
        for (uint256 i; i < 12; ++i) {
            _vault.holdExits(a);
            _pass(6 hours);
        }
        vm.expectRevert(abi.encodeWithSelector(IInsuranceVault.InsuranceVault_HeldLongEnough.selector, since + 4 days));
        _vault.holdExits(a);
        assertEq(_vault.maxRedeem(_dave), shares, "free");
        (,, uint256 lapsesAt) = _vault.requestOf(_dave);
        assertEq(lapsesAt, since + 5 days);
        _pass(1 days);
        _vault.holdExits(a);
        assertEq(_vault.maxRedeem(_dave), 0, "and again");
    }

    /// Nobody takes part in fees that gathered before he came, however he times it.
    function test_attack_SandwichOfASweep() public {
        _stake(_dave, 40_000e18);
        _endow(b, 10_000e18, 0);
        drain();
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = IClearing.Fill(c, perpetual(), 1e15, 2000e18, int128(8000e18), 0);
        vm.prank(exchange);
        clearing.trade(b, fills);
        uint256 shares = _stake(_erin, 90_000e18);
        assertEq(liquidation.sweepFees(), 4000e18);
        _request(_erin, shares);
        _pass(7 days);
        assertLe(_redeem(_erin, shares), 90_000e18, "nothing gained");
        assertEq(cash(reserved(INSURANCE)), 4000e18);
        assertBooks();
    }

    /// There is no way to give the stake anything but by staking: neither the face nor the hub moves cash to it.
    function test_attack_Donation() public {
        _stake(_dave, 1);
        vm.startPrank(_dave, _dave);
        vm.expectRevert(CashFace.CashFace_OnlyInTheBook.selector);
        _face.transfer(address(_vault), 50_000e18);
        vm.expectPartialRevert(IHub.Hub_NotOneOwner.selector);
        hub.transfer(plain(_dave), reserved(STAKE), AssetId.wrap(0), 50_000e18);
        vm.stopPrank();
        assertEq(_vault.totalAssets(), 1);
    }

    /// Even a stake that grew without shares, by fees that an attacker paid himself, does not round others to nothing.
    function testFuzz_attack_Inflation(uint256 first, uint256 grown, uint256 victim) public {
        first = bound(first, 1, 1e6);
        grown = bound(grown, 0, 50_000e18);
        victim = bound(victim, 1e15, 50_000e18);
        _stake(_dave, first);
        IHub.Posting[] memory postings = new IHub.Posting[](2);
        postings[0] = IHub.Posting(plain(_dave), -int256(grown), 0, 0);
        postings[1] = IHub.Posting(reserved(STAKE), int256(grown), 0, 0);
        vm.prank(address(liquidation));
        hub.post(postings);
        uint256 shares = _stake(_erin, victim);
        uint256 mine = _vault.convertToAssets(_vault.balanceOf(_dave));
        uint256 rounded = (first + grown + 1) / (1000 * (first + 1)) + 2;
        assertLe(
            mine, first + grown - grown / (first + 1) + rounded, "he who gave it loses more than others by rounding"
        );
        assertGe(_vault.convertToAssets(shares) + rounded, victim, "a thousandth of what was given, at most");
    }

    /// Any order of staking, losses and leaving: nobody gets more than the stake has, rounding is against who acts.
    function testFuzz_rounding(uint256 one, uint256 two, uint256 lost, uint256 part) public {
        one = bound(one, 1e18, 100_000e18);
        two = bound(two, 1, 100_000e18);
        uint256 shares = _stake(_dave, one);
        IHub.Posting[] memory postings = new IHub.Posting[](2);
        lost = bound(lost, 0, one - 1e18);
        postings[0] = IHub.Posting(reserved(INSURANCE), int256(lost), 0, 0);
        postings[1] = IHub.Posting(reserved(STAKE), -int256(lost), 0, 0);
        vm.prank(address(liquidation));
        hub.post(postings);
        uint256 price = _vault.convertToAssets(1e30);
        uint256 preview = _vault.previewDeposit(two);
        uint256 more = _stake(_erin, two);
        assertEq(preview, more, "preview");
        assertGe(_vault.convertToAssets(1e30), price, "who comes does not lower the price");
        assertLe(_vault.convertToAssets(more), two);
        part = bound(part, 0, more);
        if (part != 0) {
            _request(_erin, part);
            _pass(7 days);
            price = _vault.convertToAssets(1e30);
            preview = _vault.previewRedeem(part);
            assertEq(_redeem(_erin, part), preview, "preview");
            assertGe(_vault.convertToAssets(1e30), price, "nor who goes");
        }
        assertLe(_vault.convertToAssets(shares) + _vault.convertToAssets(_vault.balanceOf(_erin)), _vault.totalAssets());
        assertBooks();
    }
}

/// @dev A contract that stakes what it has on the hub.
contract Treasury {
    InsuranceVault private immutable _VAULT;

    constructor(InsuranceVault vault) {
        _VAULT = vault;
    }

    function stake(uint256 amount) external {
        _VAULT.deposit(amount, address(this));
    }
}
