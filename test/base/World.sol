// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeOracle} from "./FakeOracle.sol";
import {FakeRisk} from "./FakeRisk.sol";
import {FakeSurfaces} from "./FakeSurfaces.sol";
import {FakeTransport} from "./FakeTransport.sol";
import {FakeValuation} from "./FakeValuation.sol";
import {TestToken} from "./TestToken.sol";
import {FakePermit2} from "./Wallets.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Gateway} from "causeway/hub/Gateway.sol";
import {Hub} from "causeway/hub/Hub.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IKeyring} from "causeway/hub/IKeyring.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {Liquidation} from "causeway/liquidation/Liquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {Clearing} from "causeway/market/Clearing.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {Committee} from "causeway/messaging/Committee.sol";
import {IBlocks} from "causeway/messaging/IBlocks.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice A hub (chain number 3) and two spokes (1 and 2) in one EVM, with two bridges that do what a test says.
/// The test is every manager's admin, without delay.
/// Clocks are read through {now_} and {height_}: the optimizer takes the opcodes for constants of a call.
abstract contract World is Test {
    struct Appendix {
        uint8 kind;
        bytes body;
    }

    uint32 internal constant ONE = 1;
    uint32 internal constant TWO = 2;
    uint32 internal constant HUB = 3;
    uint32 internal constant EPOCH = 1;
    uint256 internal constant APPEND_FEE = 1e12;
    uint256 internal constant SEND_FEE = 1e9;
    uint120 internal constant CAP = 1e33; // of every vault, token units
    uint256 internal constant ALL = type(uint256).max;

    AccessManager internal manager;
    FakeOracle internal oracle;
    FakeRisk internal risk;
    FakeSurfaces internal surfaces;
    Clearing internal clearing;
    FakePermit2 internal permit2;
    Liquidation internal liquidation;
    Gateway internal gateway;
    Hub internal hub;
    IKeyring internal keyring;
    uint32[] internal spokeChains;
    mapping(uint32 chain => Spoke) internal spokes;
    mapping(address messenger => uint32) internal chainOf;
    mapping(uint32 chain => Quorum) internal quorums;
    mapping(uint32 chain => Committee) internal committees;
    mapping(uint32 chain => FakeTransport[2]) internal transports;
    // on each spoke: tokens of 18, 8 and 6 decimals. Cash is that of 6 on the first and that of 18 on the second
    mapping(uint32 chain => mapping(uint8 decimals => TestToken)) internal tokens;

    address internal escape = makeAddr("escape");
    address internal publisher = makeAddr("publisher");
    address internal exchange = makeAddr("exchange");
    address internal alice;
    address internal bob;
    uint256 internal aliceKey;
    uint256 internal bobKey;
    uint256[] internal committeeKeys;

    mapping(uint32 from => mapping(uint32 to => mapping(uint64 seq => Appendix))) internal bodies;
    mapping(uint32 from => mapping(uint32 to => uint64)) internal bodyCount;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.roll(1000);
        (alice, aliceKey) = makeAddrAndKey("alice");
        (bob, bobKey) = makeAddrAndKey("bob");
        vm.deal(alice, 1e6 ether);
        vm.deal(bob, 1e6 ether);
        vm.deal(publisher, 1e6 ether);
        vm.deal(address(this), 1e6 ether);
        vm.recordLogs();
        _deploy();
        _list();
        _next();
    }

    // ------------------------------------------------------------------------------------------------------ the chains

    function _deploy() private {
        manager = new AccessManager(address(this));
        oracle = new FakeOracle();
        risk = new FakeRisk();
        surfaces = new FakeSurfaces();
        permit2 = new FakePermit2();
        for (uint256 i; i < 3; ++i) {
            (, uint256 key) = makeAddrAndKey(string.concat("member", vm.toString(i)));
            committeeKeys.push(key);
        }
        IRiskEngine engine_ = _newRisk();
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        quorums[HUB] = new Quorum(IMessenger(predicted), address(manager));
        address ahead = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        address liquidator = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 4);
        hub = new Hub(
            Gateway(predicted), IOracle(oracle), IClearing(ahead), ILiquidation(liquidator), HUB, address(manager)
        );
        keyring = hub.KEYRING();
        gateway = new Gateway(hub, HUB, APPEND_FEE, address(quorums[HUB]), IBlocks(address(0)), address(manager));
        clearing = new Clearing(hub, engine_, oracle, surfaces, exchange, liquidator, address(manager));
        assertEq(address(clearing), ahead);
        liquidation = new Liquidation(hub, clearing, engine_, _newValuation(), gateway, HUB);
        assertEq(address(liquidation), liquidator);
        risk.connect(hub, clearing, oracle);
        _equip(HUB);
        chainOf[address(gateway)] = HUB;
        for (uint32 chain = ONE; chain <= TWO; ++chain) {
            predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
            quorums[chain] = new Quorum(IMessenger(predicted), address(manager));
            _connect(chain, new Spoke(spokeConfig(chain)));
        }
    }

    /// @dev The engine that clearing asks. Made just before the hub's quorum, the hub, its gateway and the clearing, in this order.
    function _newRisk() internal virtual returns (IRiskEngine) {
        return risk;
    }

    /// @dev What liquidation asks for marks. Made between the clearing and the liquidation.
    function _newValuation() internal virtual returns (IValuation) {
        return new FakeValuation(hub, clearing, oracle);
    }

    /// @notice Gives a spoke, made for a quorum that is there, its bridges and its lanes.
    function _connect(uint32 chain, Spoke spoke) internal {
        spokes[chain] = spoke;
        chainOf[address(spoke)] = chain;
        spokeChains.push(chain);
        _equip(chain);
        gateway.connect(chain, address(spoke), EPOCH);
    }

    function spokeConfig(uint32 chain) internal view returns (Spoke.Config memory) {
        return Spoke.Config({
            chain: chain,
            hubChain: HUB,
            gateway: address(gateway),
            epoch: EPOCH,
            appendFee: APPEND_FEE,
            quorum: address(quorums[chain]),
            blocks: IBlocks(address(0)),
            authority: address(manager),
            escape: escape,
            permit2: permit2
        });
    }

    function _equip(uint32 chain) private {
        Quorum quorum = quorums[chain];
        for (uint256 i; i < 2; ++i) {
            transports[chain][i] = new FakeTransport(quorum, SEND_FEE);
            quorum.addTransport(address(transports[chain][i]));
        }
        address[] memory members = new address[](committeeKeys.length);
        for (uint256 i; i < members.length; ++i) {
            members[i] = vm.addr(committeeKeys[i]);
        }
        committees[chain] = new Committee(quorum, members, address(manager));
        quorum.setCommittee(address(committees[chain]));
    }

    function _list() private {
        for (uint32 chain = ONE; chain <= TWO; ++chain) {
            uint8[3] memory decimals = [18, 8, 6];
            for (uint256 i; i < 3; ++i) {
                string memory name = string.concat("T", vm.toString(decimals[i]), "@", vm.toString(chain));
                TestToken token = new TestToken(name, decimals[i]);
                tokens[chain][decimals[i]] = token;
                list(chain, address(token), decimals[i], address(token) == address(cashToken(chain)));
                fund(alice, chain, token);
                fund(bob, chain, token);
            }
            list(chain, NATIVE, 18, false);
        }
    }

    /// @notice Lists a token at its vault and on the hub, with wide limits.
    function list(uint32 chain, address token, uint8 decimals, bool isCash) internal returns (AssetId asset) {
        asset = toAssetId(chain, token);
        spokes[chain].setVault(token, CAP, CAP);
        hub.listAsset(asset, decimals, isCash, 0);
        uint128 most = uint128(1e33 / 10 ** (18 - decimals));
        hub.setLimits(asset, most, 0, most, most);
    }

    function fund(address who, uint32 chain, TestToken token) internal {
        token.mint(who, 1e12 * 10 ** token.decimals());
        vm.prank(who);
        token.approve(address(spokes[chain]), type(uint256).max);
    }

    function cashToken(uint32 chain) internal view returns (TestToken) {
        return tokens[chain][chain == ONE ? 6 : 18];
    }

    function cashAsset(uint32 chain) internal view returns (AssetId) {
        return toAssetId(chain, address(cashToken(chain)));
    }

    function assetOf(uint32 chain, uint8 decimals) internal view returns (AssetId) {
        return toAssetId(chain, address(tokens[chain][decimals]));
    }

    function messenger(uint32 chain) internal view returns (IMessenger) {
        return chain == HUB ? IMessenger(gateway) : IMessenger(spokes[chain]);
    }

    /// @notice The account number 0 of a plain owner.
    function plain(address owner) internal pure returns (AccountId) {
        return toAccountId(owner, 0, 0);
    }

    // ------------------------------------------------------------------------------------------------------- the clock

    function now_() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function height_() internal view returns (uint256) {
        return vm.getBlockNumber();
    }

    /// @notice Mines a block, two seconds later.
    function _next() internal {
        vm.roll(height_() + 1);
        vm.warp(now_() + 2);
    }

    /// @notice Lets time pass, and a block.
    function _pass(uint256 time) internal {
        vm.roll(height_() + 1);
        vm.warp(now_() + time);
    }

    // ------------------------------------------------------------------------------------------------------- the lanes

    /// @notice Remembers the bodies of all messages appended since the last time.
    function collect() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            _observe(logs[i]);
            if (logs[i].topics[0] != IMessenger.Appended.selector) continue;
            uint32 to = uint32(uint256(logs[i].topics[1]));
            uint64 seq = uint64(uint256(logs[i].topics[2]));
            (uint8 kind, bytes memory body) = abi.decode(logs[i].data, (uint8, bytes));
            uint32 from = chainOf[logs[i].emitter];
            bodies[from][to][seq] = Appendix({kind: kind, body: body});
            if (seq > bodyCount[from][to]) bodyCount[from][to] = seq;
        }
    }

    /// @notice Sees every event once, in order.
    function _observe(Vm.Log memory log) internal virtual {}

    /// @notice The body of a message that was appended.
    function bodyOf(uint32 from, uint32 to, uint64 seq) internal returns (bytes memory) {
        collect();
        return bodies[from][to][seq].body;
    }

    /// @notice A row of messages as {IMessenger.ingest} takes it.
    function row(uint32 from, uint32 to, uint64 first, uint64 last) internal returns (bytes memory messages) {
        collect();
        for (uint64 seq = first; seq <= last; ++seq) {
            Appendix storage m = bodies[from][to][seq];
            messages = bytes.concat(messages, pack(m.kind, m.body));
        }
    }

    function pack(uint8 kind, bytes memory body) internal pure returns (bytes memory) {
        return abi.encodePacked(kind, uint16(body.length), body);
    }

    function fees() internal pure returns (uint256[] memory list_) {
        list_ = new uint256[](2);
        (list_[0], list_[1]) = (SEND_FEE, SEND_FEE);
    }

    /// @notice Publishes in a new block, by the publisher. Returns the bytes.
    function publish(uint32 from, uint32 to) internal returns (bytes memory data) {
        collect();
        _next();
        uint256[] memory each = new uint256[](quorums[from].transports().length);
        for (uint256 i; i < each.length; ++i) {
            each[i] = SEND_FEE;
        }
        vm.prank(publisher, publisher);
        Checkpoint memory c = quorums[from].publish{value: each.length * SEND_FEE}(to, each);
        return Message.encode(c);
    }

    /// @notice One bridge's vote.
    function vote(uint32 from, uint32 to, uint256 transport, bytes memory data) internal {
        transports[to][transport].attest(from, data);
    }

    /// @notice Both bridges deliver.
    function deliver(uint32 from, uint32 to, bytes memory data) internal {
        vote(from, to, 0, data);
        vote(from, to, 1, data);
    }

    /// @notice Ingests all that is accepted. Does nothing if nothing is.
    function ingest(uint32 from, uint32 to) internal {
        LaneView memory lane = messenger(to).laneOf(from);
        if (lane.acceptedSeq <= lane.inSeq) return;
        bytes memory messages = row(from, to, lane.inSeq + 1, lane.acceptedSeq);
        vm.prank(publisher, publisher);
        messenger(to).ingest(from, lane.inSeq + 1, messages);
        collect();
    }

    /// @notice Carries all that is in flight on one lane.
    function carry(uint32 from, uint32 to) internal {
        deliver(from, to, publish(from, to));
        ingest(from, to);
    }

    /// @notice Carries everything until nothing is in flight and everything is acknowledged.
    function drain() internal {
        uint256 count = spokeChains.length;
        for (uint256 i; i < 4 * count; ++i) {
            uint32 chain = spokeChains[i / 2 % count];
            if (i & 1 == 0) carry(chain, HUB);
            else carry(HUB, chain);
        }
        for (uint256 i; i < count; ++i) {
            uint32 chain = spokeChains[i];
            assertEq(inFlight(chain, HUB) + inFlight(HUB, chain), 0, "nothing is in flight after a drain");
        }
    }

    function inFlight(uint32 from, uint32 to) internal view returns (uint256) {
        return messenger(from).laneOf(to).outSeq - messenger(to).laneOf(from).inSeq;
    }

    /// @notice The committee's vote, by its first `signers` members.
    function committeeVote(uint32 from, uint32 to, bytes memory data, uint256 signers) internal {
        Committee committee = committees[to];
        bytes[] memory signatures = committeeSignatures(from, to, data, signers);
        committee.attest(from, data, signatures);
    }

    function committeeSignatures(uint32 from, uint32 to, bytes memory data, uint256 signers)
        internal
        view
        returns (bytes[] memory signatures)
    {
        bytes32 digest = committeeDigest(from, to, data);
        uint256[] memory keys = new uint256[](signers);
        for (uint256 i; i < signers; ++i) {
            keys[i] = committeeKeys[i];
            for (uint256 j = i; j > 0 && vm.addr(keys[j - 1]) > vm.addr(keys[j]); --j) {
                (keys[j - 1], keys[j]) = (keys[j], keys[j - 1]);
            }
        }
        signatures = new bytes[](signers);
        for (uint256 i; i < signers; ++i) {
            signatures[i] = sign(keys[i], digest);
        }
    }

    function committeeDigest(uint32 from, uint32 to, bytes memory data) internal view returns (bytes32) {
        Committee committee = committees[to];
        return _typed(
            address(committee),
            "Causeway Committee",
            keccak256(abi.encode(committee.ATTESTATION_TYPEHASH(), from, keccak256(data)))
        );
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _typed(address verifier, string memory name, bytes32 structHash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    // ------------------------------------------------------------------------------------------------------ the traders

    /// @notice `who` deposits for his own account. Native coin included.
    function deposit(address who, uint32 chain, address token, uint256 amount) internal returns (uint64 seq) {
        return depositFor(who, chain, token, amount, plain(who));
    }

    function depositFor(address who, uint32 chain, address token, uint256 amount, AccountId account)
        internal
        returns (uint64 seq)
    {
        Spoke spoke = spokes[chain];
        uint256 fee = spoke.appendFee(HUB);
        vm.prank(who, who);
        seq = token == NATIVE
            ? spoke.depositNative{value: amount + fee}(amount, account)
            : spoke.deposit{value: fee}(token, amount, account);
        collect();
    }

    /// @notice `who` withdraws from his own account to himself.
    function withdraw(address who, AssetId asset, uint256 amount) internal returns (uint64 seq) {
        uint256 fee = gateway.appendFee(asset.chain());
        vm.prank(who, who);
        seq = hub.withdraw{value: fee}(plain(who), asset, amount, who, ALL);
        collect();
    }

    /// @notice `who` asks for an exit by ticket.
    function requestExit(address who, uint32 chain, address token, uint128 amount) internal returns (uint64 seq) {
        uint256 fee = spokes[chain].appendFee(HUB);
        vm.prank(who, who);
        seq = spokes[chain].requestExit{value: fee}(plain(who), token, amount, who);
        collect();
    }

    function cashOf(address who) internal view returns (int256) {
        return hub.accountOf(plain(who)).cash;
    }

    function vaultOf(AssetId asset) internal view returns (IHub.Vault memory vault) {
        (, vault) = hub.assetOf(asset);
    }

    function owedAt(AssetId asset) internal view returns (uint256) {
        (ISpoke.Vault memory vault,) = spokes[asset.chain()].vaultOf(asset.token());
        return vault.owed;
    }

    receive() external payable {}
}
