// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Crossing, Token, World} from "./World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice What each step costs its caller: whole transactions (intrinsic gas, calldata, execution, refunds), cold, in the
/// steady state. `npm run gas` runs this with `--isolate`, without which the numbers mean little.
contract GasTest is World {
    uint256 private constant AMOUNT = 12.345678901234567891e18;
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    // Not in setUp: a dumped state is what the test itself has touched.
    modifier built() {
        _build();
        _;
    }

    // ------------------------------------------------------------------------------------------------------- deposits

    function test_deposit() public built {
        _runDeposit("deposit", spoke.appendFee(BASE), _depositCall(address(weth), AMOUNT, alice));
    }

    function test_deposit_forever_allowed() public built {
        vm.prank(alice);
        weth.approve(address(spoke), type(uint256).max);
        _runDeposit("deposit_max_allowance", spoke.appendFee(BASE), _depositCall(address(weth), AMOUNT, alice));
    }

    function test_deposit_exact_allowance() public built {
        vm.prank(alice);
        weth.approve(address(spoke), AMOUNT);
        _runDeposit("deposit_exact_allowance", spoke.appendFee(BASE), _depositCall(address(weth), AMOUNT, alice));
    }

    function test_deposit_permit() public built {
        // a second permit: the owner's nonce is a written slot
        _runPermit("");
        _runPermit("deposit_permit");
    }

    function test_deposit_native() public built {
        _depositNative("");
        _depositNative("deposit_native");
    }

    // -------------------------------------------------------------------------------------------------------- credits

    function test_credit_existing() public built {
        uint256 one = _ingestDeposits("credit_existing_alone", address(weth), 1, 0, true);
        uint256 ten = _ingestDeposits("credit_existing_ten", address(weth), 10, 100, true);
        _record("credit_existing", (ten - one) / 9);
    }

    function test_credit_existing_cash() public built {
        uint256 one = _ingestDeposits("", address(usd), 1, 0, true);
        uint256 ten = _ingestDeposits("", address(usd), 10, 100, true);
        _record("credit_existing_cash", (ten - one) / 9);
    }

    function test_credit_new() public built {
        uint256 one = _ingestDeposits("credit_new_alone", address(weth), 1, 0, false);
        uint256 ten = _ingestDeposits("credit_new_ten", address(weth), 10, 100, false);
        _record("credit_new", (ten - one) / 9);
    }

    function test_credit_new_cash() public built {
        uint256 one = _ingestDeposits("", address(usd), 1, 0, false);
        uint256 ten = _ingestDeposits("", address(usd), 10, 100, false);
        _record("credit_new_cash", (ten - one) / 9);
    }

    // ---------------------------------------------------------------------------------------------------- withdrawals

    function test_withdraw() public built {
        uint256 fee = gateway.appendFee(ETHEREUM);
        uint256 atHub = _run("withdraw_hub", alice, address(hub), fee, _withdrawCall(address(weth), AMOUNT));
        _cross(hubSide, spokeSide);
        uint256 before = weth.balanceOf(alice);
        uint256 atSpoke = _ingest("withdraw_spoke", spokeSide, hubSide);
        assertEq(weth.balanceOf(alice), before + AMOUNT, "paid");
        _record("withdraw_total", atHub + atSpoke);
    }

    function test_withdraw_cash() public built {
        uint256 fee = gateway.appendFee(ETHEREUM);
        _run("withdraw_cash_hub", alice, address(hub), fee, _withdrawCall(address(usd), 12.345678e6));
    }

    function test_withdraw_ten() public built {
        for (uint256 i; i < 10; ++i) {
            _withdraw(address(weth), AMOUNT);
        }
        _cross(hubSide, spokeSide);
        _record("withdraw_spoke_ten_each", _ingest(spokeSide, hubSide) / 10);
    }

    // ---------------------------------------------------------------------------------------------------- checkpoints

    function test_checkpoint() public built {
        (uint256 source, uint256 destination) = _carryDeposits(1);
        _record("checkpoint_source", source);
        _record("checkpoint_destination", destination);
        _record("checkpoint_total", source + destination);
        _record("checkpoint_per_deposit_1", source + destination);
    }

    function test_checkpoint_of_ten() public built {
        (uint256 source, uint256 destination) = _carryDeposits(10);
        _record("checkpoint_per_deposit_10", (source + destination) / 10);
    }

    function test_checkpoint_of_a_hundred() public built {
        (uint256 source, uint256 destination) = _carryDeposits(100);
        _record("checkpoint_per_deposit_100", (source + destination) / 100);
    }

    /// The same back: from the hub to the spoke.
    function test_checkpoint_from_hub() public built {
        _withdraw(address(weth), AMOUNT);
        (uint256 used, Crossing memory c) = _publish("", hubSide, spokeSide);
        for (uint256 i; i < 3; ++i) {
            used += _verify("", spokeSide, i, c);
        }
        used += _commit("", spokeSide, c) + _receive("", spokeSide, c) + _receiveVaa("", spokeSide, c);
        _record("checkpoint_from_hub_total", used);
    }

    /// With the two outside DVNs alone.
    function test_checkpoint_two_dvns() public built {
        _pinDvns(spokeSide.lz, address(spokeSide.layerZero), hubSide.lz.eid, 2);
        _pinDvns(hubSide.lz, address(hubSide.layerZero), spokeSide.lz.eid, 2);
        _deposit(address(weth), AMOUNT, alice);
        (uint256 source, Crossing memory c) = _publish("publish_two_dvns", spokeSide, hubSide);
        uint256 destination = _verify("", hubSide, 0, c) + _verify("", hubSide, 1, c);
        destination += _commit("lz_commit_two_dvns", hubSide, c);
        destination += _receive("", hubSide, c) + _receiveVaa("", hubSide, c);
        _record("checkpoint_total_two_dvns", source + destination);
    }

    /// Nothing new: a heartbeat that carries an acknowledgement.
    function test_heartbeat() public built {
        _publish("publish_heartbeat", spokeSide, hubSide);
    }

    /// Wormhole first: its vote only records, LayerZero's accepts.
    function test_votes_the_other_way() public built {
        Crossing memory c = _verified();
        _receiveVaa("vaa_receive_first", hubSide, c);
        _receive("lz_receive_second", hubSide, c);
    }

    /// What taking a checkpoint adds to the vote that completes the quorum.
    function test_accept() public built {
        Crossing memory c = _verified();
        _receive("", hubSide, c);
        uint256 state = vm.snapshotState();
        uint256 all = _receiveVaa("", hubSide, c);
        vm.revertToState(state);
        vm.mockCall(address(gateway), abi.encodeWithSelector(IMessenger.accept.selector), "");
        _record("accept", all - _receiveVaa("", hubSide, c));
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// Gas of one checkpoint over both bridges when `count` deposits were made before it was published. Its steps are
    /// recorded by name for one deposit alone.
    function _carryDeposits(uint64 count) private returns (uint256 source, uint256 destination) {
        for (uint256 i; i < count; ++i) {
            _deposit(address(weth), AMOUNT, alice);
        }
        bool named = count == 1;
        Crossing memory c;
        (source, c) = _publish(named ? "publish" : "", spokeSide, hubSide);
        for (uint256 i; i < 3; ++i) {
            destination += _verify(named && i == 0 ? "dvn_verify" : "", hubSide, i, c);
        }
        destination += _commit(named ? "lz_commit" : "", hubSide, c);
        destination += _receive(named ? "lz_receive" : "", hubSide, c);
        uint64 accepted = gateway.laneOf(ETHEREUM).acceptedSeq;
        destination += _receiveVaa(named ? "vaa_receive" : "", hubSide, c);
        assertEq(gateway.laneOf(ETHEREUM).acceptedSeq, accepted + count, "accepted");
    }

    function _verified() private returns (Crossing memory c) {
        _deposit(address(weth), AMOUNT, alice);
        (, c) = _publish("", spokeSide, hubSide);
        for (uint256 i; i < 3; ++i) {
            _verify("", hubSide, i, c);
        }
        _commit("", hubSide, c);
    }

    function _runDeposit(string memory name, uint256 value, bytes memory call) private {
        uint64 seq = spoke.laneOf(BASE).outSeq;
        _run(name, alice, address(spoke), value, call);
        assertEq(spoke.laneOf(BASE).outSeq, seq + 1, "told");
    }

    function _runPermit(string memory name) private {
        uint256 deadline = vm.getBlockTimestamp() + 1 hours;
        bytes32 permit =
            keccak256(abi.encode(PERMIT_TYPEHASH, alice, address(spoke), AMOUNT, weth.nonces(alice), deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(ALICE_KEY, keccak256(abi.encodePacked(hex"1901", weth.DOMAIN_SEPARATOR(), permit)));
        _runDeposit(
            name,
            spoke.appendFee(BASE),
            abi.encodeCall(spoke.depositWithPermit, (address(weth), AMOUNT, _account(alice), deadline, v, r, s))
        );
        assertEq(weth.allowance(alice, address(spoke)), 0, "the permit was used");
    }

    function _depositNative(string memory name) private {
        bytes memory call = abi.encodeCall(spoke.depositNative, (AMOUNT, _account(alice)));
        _runDeposit(name, AMOUNT + spoke.appendFee(BASE), call);
    }

    /// Gas of ingesting `count` deposits of as many owners, whose accounts hold the asset already or are new.
    function _ingestDeposits(string memory name, address token, uint256 count, uint256 firstOwner, bool existing)
        private
        returns (uint256)
    {
        uint256 amount = token == address(usd) ? 1_234.567891e6 : AMOUNT;
        for (uint256 round = existing ? 0 : 1; round < 2; ++round) {
            for (uint256 i; i < count; ++i) {
                _deposit(token, amount + i, _owner(firstOwner + i));
            }
            _cross(spokeSide, hubSide);
            if (round == 0) _ingest(hubSide, spokeSide);
        }
        uint256 used = _ingest(name, hubSide, spokeSide);
        if (token != address(usd)) {
            uint256 held = hub.collateralOf(_account(_owner(firstOwner)), toAssetId(ETHEREUM, token));
            assertEq(held, existing ? 2 * amount : amount, "credited");
        }
        return used;
    }

    function _owner(uint256 index) private returns (address) {
        return makeAddr(string.concat("owner ", vm.toString(index)));
    }
}
