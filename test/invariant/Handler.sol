// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeTransport} from "../base/FakeTransport.sol";
import {LyingSpoke} from "../base/LyingSpoke.sol";
import {TestToken} from "../base/TestToken.sol";
import {Liquidations} from "./Liquidations.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Message} from "causeway/messaging/Message.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice Who deposits and withdraws, honest and not, over {Liquidations}.
contract Handler is Liquidations {
    uint256 private _nonce;
    /// @notice The most and the least, 18 decimals, by which a withdrawal's debit exceeded what was paid and charged.
    int256 public roundingMost;
    int256 public roundingLeast;

    function setUp() public override {
        super.setUp();
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        quorums[LIAR] = new Quorum(IMessenger(predicted), address(manager));
        _connect(LIAR, new LyingSpoke(spokeConfig(LIAR)));
        tokens[LIAR][6] = new TestToken("cash of the liar", 6);
        tokens[LIAR][18] = new TestToken("collateral of the liar", 18);
        list(LIAR, address(tokens[LIAR][6]), 6, true);
        list(LIAR, address(tokens[LIAR][18]), 18, false);
        for (uint256 i; i < 8; ++i) {
            oracle.set(assetAt(i), 1e18, IOracle.Refusal.None);
        }
        _openMarkets();
        loosen();
        collect();
    }

    /// @notice Wide limits everywhere, and targets under which leaving with cash costs a fee.
    function loosen() public {
        for (uint256 i; i < 8; ++i) {
            _limit(assetAt(i), 1e15, 1e15);
        }
        _limit(toAssetId(LIAR, address(tokens[LIAR][6])), 1e4, 1e4);
        _limit(toAssetId(LIAR, address(tokens[LIAR][18])), 1e4, 1e4);
    }

    function _limit(AssetId asset, uint256 cap, uint256 rate) private {
        uint256 unit = 1e18 / _wad(asset, 1);
        hub.setLimits(asset, uint128(cap * unit), uint128(2e6 * unit), uint128(rate * unit), uint128(rate * unit));
    }

    // ----------------------------------------------------------------------------------------------------------- assets

    /// @notice The assets of the honest chains: four on each.
    function assetAt(uint256 seed) public view returns (AssetId) {
        uint32 chain = seed & 1 == 0 ? ONE : TWO;
        uint256 which = seed >> 1 & 3;
        return which == 3 ? toAssetId(chain, NATIVE) : assetOf(chain, which == 0 ? 18 : which == 1 ? 8 : 6);
    }

    function actor(uint256 seed) internal view returns (address) {
        return seed & 1 == 0 ? alice : bob;
    }

    // ---------------------------------------------------------------------------------------------------------- traders

    function lock(uint256 seed, uint256 amount, bool foreign) external acts {
        AssetId asset = assetAt(seed >> 8);
        address who = actor(seed);
        amount = bound(amount, 1, 1e6 * (1e18 / _wad(asset, 1)));
        if (seed >> 16 & 15 == 0) amount = 1;
        _lock(who, asset, amount, foreign ? toAccountId(actor(seed >> 1), 0, uint64(seed >> 32 & 1)) : plain(who));
    }

    function lockAndCarry(uint256 seed, uint256 amount) external acts {
        AssetId asset = assetAt(seed >> 8);
        _lock(actor(seed), asset, bound(amount, 1, 1e6 * (1e18 / _wad(asset, 1))), plain(actor(seed)));
        _carry(asset.chain(), HUB);
    }

    /// Many least deposits.
    function spam(uint256 seed, uint8 count) external acts {
        AssetId asset = assetAt(seed >> 8);
        for (uint256 i; i < count % 12; ++i) {
            _lock(actor(seed), asset, 1, plain(actor(seed >> 1)));
        }
    }

    function takeOut(uint256 seed, uint256 amount, bool signed) external acts {
        _takeOut(actor(seed), assetAt(seed >> 8), amount, signed);
    }

    function askExit(uint256 seed, uint128 amount) external acts {
        AssetId asset = assetAt(seed >> 8);
        if (amount == 0) return;
        requestExit(actor(seed), asset.chain(), asset.token(), seed >> 64 & 3 == 0 ? type(uint128).max : amount);
    }

    /// Anyone, the owner or a stranger.
    function runTicket(uint256 seed, bool cancel) external acts {
        if (tickets.length == 0) return;
        Entry memory t = tickets[seed % tickets.length];
        if (hub.entryOf(t.chain, t.seq).status != IHub.Status.Pending) return;
        bytes memory body = bodies[t.chain][HUB][t.seq].body;
        address who = seed >> 128 & 1 == 0 ? actor(seed >> 129) : publisher;
        uint256 fee = gateway.appendFee(t.chain);
        vm.prank(who, who);
        if (cancel && seed >> 140 & 7 == 0) {
            try hub.cancelTicket(t.chain, t.seq, body) {}
            catch (bytes memory reason) {
                _only(reason, IHub.Hub_NotTheOwner.selector);
            }
            return;
        }
        try hub.executeTicket{value: fee}(t.chain, t.seq, body) {}
        catch (bytes memory reason) {
            bytes4 e = bytes4(reason);
            if (
                e != IHub.Hub_OutflowLimited.selector && e != IHub.Hub_TicketFee.selector
                    && e != IHub.Hub_VaultClosed.selector && e != IHub.Hub_NotCovered.selector
                    && e != IHub.Hub_InsufficientBalance.selector && e != IHub.Hub_Expired.selector
                    && e != IClearing.Clearing_Unhealthy.selector
            ) _rethrow(reason);
            _forget();
        }
    }

    function execute(uint256 seed) external acts {
        if (pendings.length == 0) return;
        Entry memory p = pendings[seed % pendings.length];
        if (hub.entryOf(p.chain, p.seq).status != IHub.Status.Pending) return;
        bytes memory body = this.depositBody(bodies[p.chain][HUB][p.seq].body);
        try hub.executeDeposit(p.chain, p.seq, body) {
            ++counters.executions;
        } catch (bytes memory reason) {
            _only(reason, IHub.Hub_StillBlocked.selector);
        }
    }

    /// By whoever: the depositor, the account's owner, or a stranger who would like others' deposits to go back.
    function refund(uint256 seed) external acts {
        if (pendings.length == 0) return;
        Entry memory p = pendings[seed % pendings.length];
        IHub.Entry memory entry = hub.entryOf(p.chain, p.seq);
        if (entry.status != IHub.Status.Pending || p.chain == LIAR) return;
        bytes memory body = this.depositBody(bodies[p.chain][HUB][p.seq].body);
        address who = seed >> 128 & 1 == 0 ? actor(seed >> 129) : publisher;
        uint256 fee = gateway.appendFee(p.chain);
        vm.prank(who, who);
        try hub.refundDeposit{value: fee}(p.chain, p.seq, body) {
            if (who == publisher && now_() < entry.matureAt + 3 days) broken = "a stranger sent a deposit back";
        } catch (bytes memory reason) {
            if (bytes4(reason) != IHub.Hub_NotRefundable.selector) _only(reason, IHub.Hub_VaultClosed.selector);
            _forget();
        }
    }

    function refuse(uint256 seed, bool refused) external acts {
        AssetId asset = assetAt(seed >> 8);
        if (asset.token() != NATIVE) TestToken(asset.token()).setRefused(actor(seed), refused);
    }

    function claim(uint256 seed) external acts {
        AssetId asset = assetAt(seed >> 8);
        address who = actor(seed);
        if (spokes[asset.chain()].claimable(who, asset.token()) == 0) return;
        vm.prank(who, who);
        spokes[asset.chain()].claim(asset.token(), publisher);
    }

    function payWaiting(uint256 seed) external acts {
        if (waits.length == 0) return;
        Waiting memory w = waits[seed % waits.length];
        if (spokes[w.chain].waiting(w.seq) == 0) return;
        try spokes[w.chain].payWaiting(w.seq, w.id, w.token, w.amount, w.receiver, w.matureAt) {}
        catch (bytes memory reason) {
            // the liar's vault does not hold what it said that it had
            if (now_() >= w.matureAt && w.chain != LIAR) _rethrow(reason);
            _forget();
        }
    }

    function donate(uint256 seed, uint128 amount) external acts {
        AssetId asset = assetAt(seed >> 8);
        if (asset.token() == NATIVE) return;
        amount = amount % 1000;
        TestToken(asset.token()).mint(address(spokes[asset.chain()]), amount);
        donated[asset.chain()][asset.token()] += amount;
    }

    /// Governance narrows or widens: deposits become pending, releases wait.
    function squeeze(uint256 seed, bool wide) external acts {
        if (wide) return loosen();
        AssetId asset = assetAt(seed >> 8);
        uint256 unit = 1e18 / _wad(asset, 1);
        uint128 cap = uint128(bound(seed >> 32, 0, 3e6)) * uint128(unit);
        hub.setLimits(asset, cap, uint128(2e6 * unit), uint128(1e3 * unit), uint128(1e6 * unit));
        spokes[asset.chain()].setVault(asset.token(), CAP, seed >> 30 & 1 == 0 ? 0 : CAP);
    }

    function brake(uint256 seed) external acts {
        if (seed % 4 != 0) return;
        AssetId asset = assetAt(seed >> 8);
        try spokes[asset.chain()].brake(asset.token()) {} catch {}
    }

    // ------------------------------------------------------------------------------------------------------ the sequel

    /// @notice Whatever came before: after governance has replaced the attacker's bridge, thawed and widened, every kind
    /// of operation still works, and nothing is left on its way.
    function finish() external {
        risk.forgive(true);
        _replace(HUB);
        for (uint256 i; i < spokeChains.length; ++i) {
            _replace(spokeChains[i]);
        }
        settle();
        _repay(alice);
        _repay(bob);
        Counters memory before = counters;
        // a long run that did nothing would prove nothing
        require(
            calls < 200 || (before.deposits >= 3 && before.accepted >= 3 && before.ingests >= 3),
            "the run did too little"
        );
        AssetId asset = assetOf(ONE, 8);
        _lock(alice, asset, 5e8, plain(alice));
        // the worst that a broken chain can say, in every run: a deposit of nothing, an escape from its exit pool
        address cash_ = address(tokens[LIAR][6]);
        _tell(Message.DEPOSIT, Message.encodeDeposit(plain(bob), cash_, 0, bob));
        _tell(Message.DEPOSIT, Message.encodeDeposit(plain(bob), cash_, 1e6, bob));
        _tell(Message.ESCAPED, Message.encodeEscaped(toAccountId(address(0), LIAR, 1), cash_, 1e6));
        // what a lying chain had her escape with is the debt of whom it named, at most that chain's cap
        _repay(alice);
        require(_takeOut(alice, asset, 1e8, false) && _takeOut(alice, asset, 1e8, true), "withdrawals work");
        tokens[ONE][8].setRefused(alice, true);
        drain();
        uint256 claimable = spokes[ONE].claimable(alice, asset.token());
        require(claimable != 0, "what is refused is claimable");
        vm.prank(alice, alice);
        spokes[ONE].claim(asset.token(), publisher);
        tokens[ONE][8].setRefused(alice, false);

        uint64 seq = requestExit(alice, ONE, asset.token(), 1e8);
        drain();
        hub.executeTicket{value: 1 ether}(ONE, seq, bodyOf(ONE, HUB, seq));

        // what is handled already may stand in front of what is not
        uint64 handled = messenger(HUB).laneOf(ONE).inSeq;
        deposit(alice, ONE, asset.token(), 2e8);
        _carry(ONE, HUB);
        deposit(alice, ONE, asset.token(), 1e8);
        _deliverBoth(ONE, HUB);
        _ingestRow(ONE, HUB, handled + 1, messenger(HUB).laneOf(ONE).acceptedSeq);

        hub.setLimits(asset, 0, 0, 0, 0);
        seq = deposit(bob, ONE, asset.token(), 3e8);
        _carry(ONE, HUB);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(bob, bob);
        hub.refundDeposit{value: 1 ether}(ONE, seq, body);
        settle();
        require(
            counters.deposits > before.deposits && counters.withdrawals >= before.withdrawals + 2
                && counters.claims > before.claims && counters.tickets > before.tickets
                && counters.refunds > before.refunds && counters.ingests > before.ingests,
            "each counter rose"
        );
    }

    /// @notice Thaws and widens everything, and drains.
    function settle() public {
        collect();
        loosen();
        _thaw();
        for (uint256 i; i < 8; ++i) {
            AssetId asset = assetAt(i);
            spokes[asset.chain()].setVault(asset.token(), CAP, CAP);
            if (asset.token() == NATIVE) continue;
            TestToken(asset.token()).setRefused(alice, false);
            TestToken(asset.token()).setRefused(bob, false);
        }
        _pass(4 days); // beyond any brake and any wait
        drain();
        for (uint256 i; i < waits.length; ++i) {
            Waiting memory w = waits[i];
            if (w.chain == LIAR || spokes[w.chain].waiting(w.seq) == 0) continue;
            spokes[w.chain].payWaiting(w.seq, w.id, w.token, w.amount, w.receiver, w.matureAt);
        }
        collect();
    }

    // ---------------------------------------------------------------------------------------------------------- views

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function accountAt(uint256 i) external view returns (AccountId) {
        return accounts[i];
    }

    /// @notice What the reserved accounts for funding and interest have and are still owed.
    function cleared() external view returns (int256 funding, int256 interest) {
        return cleared(accounts);
    }

    function hub_() external view returns (IHub) {
        return hub;
    }

    function messengerOf(uint32 chain) external view returns (IMessenger) {
        return messenger(chain);
    }

    function handledOf(uint32 from, uint32 to) external view returns (uint64) {
        return handled[from][to];
    }

    /// @notice 1. CUSTODY, both sides in token units.
    function custody(AssetId asset) external view returns (uint256 owed, uint256 accounted, uint256 held) {
        (uint32 chain, address token) = (asset.chain(), asset.token());
        owed = owedAt(asset);
        IHub.Vault memory v = vaultOf(asset);
        accounted = v.reserve + v.pending + moving[chain][HUB][token] + moving[HUB][chain][token]
            + waitingSum[chain][token] + claimableSum[chain][token];
        held = token == NATIVE
            ? address(spokes[chain]).balance - spokes[chain].laneOf(HUB).pool
            : TestToken(token).balanceOf(address(spokes[chain])) - donated[chain][token];
    }

    /// @notice 2. CASH, both sides, 18 decimals: cash less entry cost, reserved accounts included, and reserves.
    function cash() external view returns (int256 accounts_, int256 reserves) {
        accounts_ = -costs();
        for (uint256 i; i < accounts.length; ++i) {
            accounts_ += hub.accountOf(accounts[i]).cash;
        }
        for (uint256 i; i < spokeChains.length; ++i) {
            uint32 chain = spokeChains[i];
            accounts_ += hub.accountOf(toAccountId(address(0), chain, 1)).cash;
            AssetId asset = chain == LIAR ? toAssetId(LIAR, address(tokens[LIAR][6])) : cashAsset(chain);
            reserves += int256(_wad(asset, vaultOf(asset).reserve));
        }
    }

    function poolOf(uint32 chain) external view returns (int256) {
        return hub.accountOf(toAccountId(address(0), chain, 1)).cash;
    }

    function chainCount() external view returns (uint256) {
        return spokeChains.length;
    }

    function chainAt(uint256 i) external view returns (uint32) {
        return spokeChains[i];
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev A new bridge for the attacker's: what that one claimed is forgotten.
    function _replace(uint32 chain) private {
        quorums[chain].disableTransport(address(transports[chain][0]));
        transports[chain][0] = new FakeTransport(quorums[chain], SEND_FEE);
        quorums[chain].addTransport(address(transports[chain][0]));
    }

    function _lock(address who, AssetId asset, uint256 amount, AccountId id) private {
        if (asset.token() != NATIVE && TestToken(asset.token()).refused(who)) return;
        if (who.balance < 1000 ether + amount) vm.deal(who, 1e7 ether);
        depositFor(who, asset.chain(), asset.token(), amount, id);
        ++counters.deposits;
    }

    /// @dev Trades lose cash, and a lying spoke may have told that some escaped: the account owes it, with the interest up to now
    /// and a hundredth for the days until it is credited, and takes nothing out until it paid.
    function _repay(address who) private {
        int256 owed = -hub.accountOf(plain(who)).cash - hub.interestOf(plain(who));
        if (owed > 0) _lock(who, cashAsset(ONE), uint256(owed) * 101 / 100 / 1e12 + 1, plain(who));
        drain();
    }

    function _takeOut(address who, AssetId asset, uint256 amount, bool signed) private returns (bool) {
        if (hub.accountOf(plain(who)).cash < 0) return false;
        (bool closed,) = gateway.isClosed(asset.chain());
        int256 balance = _balance(who, asset);
        // a lying chain's hatch can leave one with a debt: nothing can be taken out before it is paid
        if (closed || balance <= 0 || cashOf(who) < 0) return false;
        (, uint256 most) = hub.quoteWithdraw(asset, 0);
        // leaves room for the exit fee
        if (most > uint256(balance * 95 / 100) / _wad(asset, 1)) most = uint256(balance * 95 / 100) / _wad(asset, 1);
        if (most == 0) return false;
        amount = bound(amount, 1, most);
        (uint256 fee,) = hub.quoteWithdraw(asset, amount);
        if (_wad(asset, amount) + fee > uint256(balance)) return false; // dust: the fee is a unit or two
        int256 interest = _isCash(asset) ? hub.interestOf(plain(who)) : int256(0);
        if (!(signed ? _withdrawFor(who, asset, amount, fee) : _withdraw(who, asset, amount, fee))) return false;

        int256 rounding = balance + interest - _balance(who, asset) - int256(_wad(asset, amount) + fee);
        if (rounding > roundingMost) roundingMost = rounding;
        if (rounding < roundingLeast) roundingLeast = rounding;
        ++counters.withdrawals;
        collect();
        return true;
    }

    function _withdraw(address who, AssetId asset, uint256 amount, uint256 fee) private returns (bool) {
        uint256 value = gateway.appendFee(asset.chain());
        vm.prank(who, who);
        try hub.withdraw{value: value}(plain(who), asset, amount, who, fee) {
            return true;
        } catch (bytes memory reason) {
            _tolerate(reason);
            return false;
        }
    }

    function _withdrawFor(address who, AssetId asset, uint256 amount, uint256 fee) private returns (bool) {
        IHub.Withdrawal memory w = IHub.Withdrawal({
            account: plain(who),
            asset: asset,
            amount: amount,
            receiver: who,
            maxFee: fee,
            nonce: _nonce++,
            deadline: now_()
        });
        bytes memory signature = sign(who == alice ? aliceKey : bobKey, keyring.hashWithdrawal(w));
        uint256 value = gateway.appendFee(asset.chain());
        vm.prank(publisher, publisher);
        try hub.withdrawFor{value: value}(w, signature) {
            return true;
        } catch (bytes memory reason) {
            _tolerate(reason);
            return false;
        }
    }

    function _isCash(AssetId asset) private view returns (bool) {
        (IHub.AssetConfig memory config,) = hub.assetOf(asset);
        return config.isCash;
    }

    /// @dev The cash or collateral that counts for `asset`, 18 decimals.
    function _balance(address who, AssetId asset) private view returns (int256) {
        return _isCash(asset) ? int256(cashOf(who)) : int256(hub.collateralOf(plain(who), asset));
    }

    function _only(bytes memory reason, bytes4 allowed) private {
        if (bytes4(reason) != allowed) _rethrow(reason);
        _forget();
    }

    function _rethrow(bytes memory reason) private pure {
        assembly {
            revert(add(reason, 32), mload(reason))
        }
    }
}
