// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LayerZero, Packet, RealBridges} from "./RealBridges.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Gateway} from "causeway/hub/Gateway.sol";
import {Hub} from "causeway/hub/Hub.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {RiskEngine} from "causeway/margin/RiskEngine.sol";
import {Clearing} from "causeway/market/Clearing.sol";
import {Exchange} from "causeway/market/Exchange.sol";
import {IBlocks} from "causeway/messaging/IBlocks.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {LayerZeroTransport} from "causeway/messaging/LayerZeroTransport.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";
import {WormholeTransport} from "causeway/messaging/WormholeTransport.sol";
import {Oracle} from "causeway/oracle/Oracle.sol";
import {Surfaces} from "causeway/oracle/Surfaces.sol";
import {IPermit2} from "causeway/spoke/IPermit2.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";
import {Vm} from "forge-std/Test.sol";
import {ICoreBridge} from "wormhole-sdk/interfaces/ICoreBridge.sol";

/// OpenZeppelin's ERC-20 with its permit, nothing added.
contract Token is ERC20, ERC20Permit {
    uint8 private immutable DECIMALS;

    constructor(string memory symbol_, uint8 decimals_) ERC20(symbol_, symbol_) ERC20Permit(symbol_) {
        DECIMALS = decimals_;
        _mint(msg.sender, 1e30);
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }
}

/// One chain of the world: its bridges and our contracts in front of them.
struct Side {
    uint32 chain;
    uint16 wormholeChain;
    address core;
    LayerZero lz;
    IMessenger messenger;
    Quorum quorum;
    LayerZeroTransport layerZero;
    WormholeTransport wormhole;
}

/// What a checkpoint looks like between its source and its destination.
struct Crossing {
    Packet packet; // over LayerZero
    bytes vaa; // over Wormhole
}

/// @notice Causeway on two chains in one EVM, the hub on base and a spoke on ethereum, over the real bridges; and whole
/// transactions, each cold and measured by itself.
abstract contract World is RealBridges {
    uint32 internal constant ETHEREUM = 1;
    uint32 internal constant BASE = 3;
    uint256 internal constant APPEND_FEE = 0.00001 ether;
    uint256 internal constant ALICE_KEY = 0xa11ce;

    Side internal spokeSide;
    Side internal hubSide;
    Spoke internal spoke;
    Hub internal hub;
    Gateway internal gateway;
    Oracle internal oracle;
    Clearing internal clearing;
    Surfaces internal surfaces;
    RiskEngine internal risk;
    Exchange internal exchange;
    ILiquidation internal liquidation;
    Token internal weth;
    Token internal usd;
    address internal alice = vm.addr(ALICE_KEY);
    address internal hubAuthority;

    /// Messages appended and not yet ingested, of the lane from each chain; and the first of them.
    mapping(uint32 chain => bytes) internal waiting;
    mapping(uint32 chain => uint64) internal firstSeq;

    address[] private _labelled;
    string[] private _labels;

    // ----------------------------------------------------------------------------------------------------- deployment

    /// Both chains, and enough traffic in both directions that no slot is written for the first time afterwards except
    /// those that every crossing needs anew.
    function _build() internal {
        vm.roll(20_000_000);
        vm.warp(1_800_000_000);
        vm.deal(relayer, 1_000 ether);
        vm.deal(alice, 1_000 ether);

        LayerZero memory lz = _deployLayerZero(30101);
        LayerZero memory lzHub = _deployLayerZero(30184);
        _wireLayerZero(lz, lzHub.eid);
        _wireLayerZero(lzHub, lz.eid);
        (spokeSide.chain, spokeSide.wormholeChain, spokeSide.lz) = (ETHEREUM, 2, lz);
        (hubSide.chain, hubSide.wormholeChain, hubSide.lz) = (BASE, 30, lzHub);
        spokeSide.core = _deployWormhole(spokeSide.wormholeChain);
        hubSide.core = _deployWormhole(hubSide.wormholeChain);

        hubAuthority = address(new AccessManager(address(this)));
        address gatewayAddress = _buildHub(hubAuthority);

        address spokeAuthority = address(new AccessManager(address(this)));
        uint256 nonce = vm.getNonce(address(this));
        address spokeAddress = vm.computeCreateAddress(address(this), nonce + 1);
        spokeSide.quorum = new Quorum(IMessenger(spokeAddress), spokeAuthority);
        spoke = new Spoke(
            Spoke.Config({
                chain: ETHEREUM,
                hubChain: BASE,
                gateway: gatewayAddress,
                epoch: 0,
                appendFee: APPEND_FEE,
                quorum: address(spokeSide.quorum),
                blocks: IBlocks(address(0)),
                authority: spokeAuthority,
                escape: makeAddr("escape"),
                permit2: IPermit2(address(0))
            })
        );
        assertEq(address(spoke), spokeAddress);
        spokeSide.messenger = spoke;
        gateway.connect(ETHEREUM, spokeAddress, 0);

        _addTransports(spokeSide);
        _addTransports(hubSide);
        _connect(spokeSide, hubSide);
        _connect(hubSide, spokeSide);
        firstSeq[ETHEREUM] = firstSeq[BASE] = 1;

        weth = new Token("WETH", 18);
        usd = new Token("USD", 6);
        _list(address(weth), 18, false);
        _list(address(usd), 6, true);
        _list(NATIVE, 18, false);
        spoke.prepare(BASE, 1, 255);
        gateway.prepare(ETHEREUM, 1, 255);
        _labelAll();
        _warmUp();
    }

    /// The hub, and what trades and margins beside it.
    function _buildHub(address authority) private returns (address gatewayAddress) {
        oracle = Oracle(_ship("Oracle", abi.encode(authority)));
        uint256 nonce = vm.getNonce(address(this));
        gatewayAddress = vm.computeCreateAddress(address(this), nonce + 2);
        address clearingAddress = vm.computeCreateAddress(address(this), nonce + 3);
        address riskAddress = vm.computeCreateAddress(address(this), nonce + 5);
        address exchangeAddress = vm.computeCreateAddress(address(this), nonce + 6);
        address liquidationAddress = vm.computeCreateAddress(address(this), nonce + 8);
        hubSide.quorum = new Quorum(IMessenger(gatewayAddress), authority);
        hub = new Hub(
            IGateway(gatewayAddress),
            oracle,
            Clearing(clearingAddress),
            ILiquidation(liquidationAddress),
            BASE,
            authority
        );
        gateway = new Gateway(hub, BASE, APPEND_FEE, address(hubSide.quorum), IBlocks(address(0)), authority);
        address surfacesAddress = vm.computeCreateAddress(address(this), nonce + 4);
        clearing = Clearing(
            _ship(
                "Clearing",
                abi.encode(hub, riskAddress, oracle, surfacesAddress, exchangeAddress, liquidationAddress, authority)
            )
        );
        surfaces = Surfaces(_ship("Surfaces", abi.encode(_publishers(), uint16(2), authority)));
        risk = RiskEngine(_ship("RiskEngine", abi.encode(hub, clearing, oracle, surfaces, gateway, authority)));
        exchange = Exchange(_ship("Exchange", abi.encode(hub, clearing, authority)));
        address valuation = _ship("Valuation", abi.encode(risk));
        liquidation =
            ILiquidation(_ship("Liquidation", abi.encode(hub, clearing, risk, valuation, gateway, uint32(BASE))));
        assertEq(address(liquidation), liquidationAddress);
        assertEq(address(gateway), gatewayAddress);
        assertEq(address(clearing), clearingAddress);
        assertEq(address(risk), riskAddress);
        assertEq(address(exchange), exchangeAddress);
        hubSide.messenger = gateway;
    }

    /// One of our contracts out of its artifact: `new` would have it compiled again within each suite.
    function _ship(string memory name, bytes memory arguments) internal returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(string.concat(name, ".sol:", name)), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        assertTrue(created != address(0), name);
    }

    /// The keys of those who sign prices and surfaces, in ascending order of address.
    function _publisherKeys() internal pure returns (uint256[3] memory keys) {
        keys = [uint256(0x0a), 0x0b, 0x0c];
        for (uint256 i; i < 3; ++i) {
            for (uint256 j = i; j > 0 && vm.addr(keys[j - 1]) > vm.addr(keys[j]); --j) {
                (keys[j - 1], keys[j]) = (keys[j], keys[j - 1]);
            }
        }
    }

    function _publishers() internal pure returns (address[] memory publishers) {
        publishers = new address[](3);
        for (uint256 i; i < 3; ++i) {
            publishers[i] = vm.addr(_publisherKeys()[i]);
        }
    }

    function _addTransports(Side storage side) private {
        side.layerZero = new LayerZeroTransport(address(side.lz.endpoint), side.quorum, address(this));
        side.wormhole = new WormholeTransport(ICoreBridge(side.core), side.quorum, CONSISTENCY, address(this));
        side.quorum.addTransport(address(side.layerZero));
        side.quorum.addTransport(address(side.wormhole));
    }

    function _connect(Side storage here, Side storage there) private {
        here.layerZero.connect(there.chain, there.lz.eid, _toBytes32(address(there.layerZero)), RECEIVE_OPTIONS);
        here.wormhole.connect(there.chain, there.wormholeChain, _toBytes32(address(there.wormhole)));
        _pin(here.lz, address(here.layerZero), there.lz.eid, 3);
    }

    function _list(address token, uint8 decimals, bool isCash) private {
        AssetId asset = toAssetId(ETHEREUM, token);
        uint128 million = uint128(1e6 * 10 ** decimals);
        hub.listAsset(asset, decimals, isCash, isCash ? 0 : 500);
        hub.setLimits(asset, 1_000 * million, isCash ? million / 1_000 : 0, 100 * million, 100 * million);
        spoke.setVault(token, uint120(1_000 * million), 100 * million);
    }

    function _warmUp() private {
        weth.transfer(alice, 1_000_000e18);
        usd.transfer(alice, 1_000_000e6);
        vm.startPrank(alice);
        weth.approve(address(spoke), 500_000e18);
        usd.approve(address(spoke), 500_000e6);
        vm.stopPrank();
        for (uint256 i; i < 2; ++i) {
            _deposit(address(weth), 1_234.567890123456789e18, alice);
            _deposit(address(usd), 123_456.789012e6, alice);
            _cross(spokeSide, hubSide);
            _ingest(hubSide, spokeSide);
            _withdraw(address(weth), 1.234567890123456789e18);
            _withdraw(address(usd), 12.345678e6);
            _cross(hubSide, spokeSide);
            _ingest(spokeSide, hubSide);
        }
        _deposit(address(weth), 1e18, alice);
        _cross(spokeSide, hubSide);
        _ingest(hubSide, spokeSide);
        _tick();
    }

    // ------------------------------------------------------------------------------------------------------- crossing

    /// A deposit by alice, for `owner`'s first account.
    function _deposit(address token, uint256 amount, address owner) internal returns (uint256) {
        return _run("", alice, address(spoke), spoke.appendFee(BASE), _depositCall(token, amount, owner));
    }

    function _depositCall(address token, uint256 amount, address owner) internal view returns (bytes memory) {
        return abi.encodeCall(spoke.deposit, (token, amount, _account(owner)));
    }

    function _withdraw(address token, uint256 amount) internal returns (uint256) {
        return _run("", alice, address(hub), gateway.appendFee(ETHEREUM), _withdrawCall(token, amount));
    }

    function _withdrawCall(address token, uint256 amount) internal view returns (bytes memory) {
        return abi.encodeCall(hub.withdraw, (_account(alice), toAssetId(ETHEREUM, token), amount, alice, 0));
    }

    /// All of a checkpoint's way, LayerZero's vote first.
    function _cross(Side storage from, Side storage to) internal {
        (, Crossing memory c) = _publish("", from, to);
        for (uint256 i; i < 3; ++i) {
            _verify("", to, i, c);
        }
        _commit("", to, c);
        _receive("", to, c);
        _receiveVaa("", to, c);
    }

    function _publish(string memory name, Side storage from, Side storage to)
        internal
        returns (uint256 used, Crossing memory c)
    {
        _tick();
        uint256[] memory fees = new uint256[](2);
        fees[0] = from.layerZero.quote(to.chain);
        uint64 sequence = ICoreBridge(from.core).nextSequence(address(from.wormhole));
        bytes memory call = abi.encodeCall(from.quorum.publish, (to.chain, fees));
        Vm.Log[] memory logs;
        (used, logs) = _runLogged(name, relayer, address(from.quorum), fees[0], call);
        c.packet = _packetIn(logs);
        c.vaa = _vaa(from.wormholeChain, address(from.wormhole), sequence, c.packet.message);
        _tick();
    }

    function _verify(string memory name, Side storage to, uint256 dvn, Crossing memory c) internal returns (uint256) {
        return _run(name, relayer, address(to.lz.dvns[dvn]), 0, _executeCall(to.lz, dvn, c.packet));
    }

    function _commit(string memory name, Side storage to, Crossing memory c) internal returns (uint256) {
        bytes memory call =
            abi.encodeCall(to.lz.receiveUln.commitVerification, (c.packet.header, keccak256(c.packet.payload)));
        return _run(name, relayer, address(to.lz.receiveUln), 0, call);
    }

    function _receive(string memory name, Side storage to, Crossing memory c) internal returns (uint256) {
        return _run(name, relayer, address(to.lz.endpoint), 0, _receiveCall(c.packet));
    }

    function _receiveVaa(string memory name, Side storage to, Crossing memory c) internal returns (uint256) {
        return _run(name, relayer, address(to.wormhole), 0, abi.encodeCall(to.wormhole.receiveVaa, (c.vaa)));
    }

    /// Ingests at `to` all that waits on the lane from `from`.
    function _ingest(Side storage to, Side storage from) internal returns (uint256) {
        return _ingest("", to, from);
    }

    function _ingest(string memory name, Side storage to, Side storage from) internal returns (uint256 used) {
        bytes memory call = abi.encodeCall(to.messenger.ingest, (from.chain, firstSeq[from.chain], waiting[from.chain]));
        used = _run(name, relayer, address(to.messenger), 0, call);
        firstSeq[from.chain] = to.messenger.laneOf(from.chain).inSeq + 1;
        delete waiting[from.chain];
    }

    // ---------------------------------------------------------------------------------------------------- measurement

    /// One whole transaction, which must succeed. Returns its gas: what a receipt would say if the suite runs isolated.
    /// A name makes it a snapshot, and leaves what `npm run gas` needs to take the transaction apart.
    function _run(string memory name, address from, address to, uint256 value, bytes memory data)
        internal
        returns (uint256 used)
    {
        (used,) = _runLogged(name, from, to, value, data);
    }

    function _runLogged(string memory name, address from, address to, uint256 value, bytes memory data)
        internal
        returns (uint256 used, Vm.Log[] memory logs)
    {
        if (bytes(name).length != 0) _trace(name, from, to, value, data);
        vm.recordLogs();
        vm.prank(from, from);
        (bool success, bytes memory result) = to.call{value: value}(data);
        used = vm.lastCallGas().gasTotalUsed;
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
        logs = vm.getRecordedLogs();
        _noteAppended(logs);
        if (bytes(name).length != 0) _record(name, used);
    }

    /// Commits a number under its name, when asked to: `npm run gas` asks.
    function _record(string memory name, uint256 value) internal {
        if (vm.envOr("CAUSEWAY_GAS", false)) vm.snapshotValue("Gas", name, value);
    }

    /// The next block.
    function _tick() internal {
        vm.roll(vm.getBlockNumber() + 1);
        vm.warp(vm.getBlockTimestamp() + 12);
    }

    function _label(address account, string memory name) internal {
        _labelled.push(account);
        _labels.push(name);
    }

    function _account(address owner) internal pure returns (AccountId) {
        return toAccountId(owner, 0, 0);
    }

    function _noteAppended(Vm.Log[] memory logs) private {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IMessenger.Appended.selector) continue;
            (uint8 kind, bytes memory body) = abi.decode(logs[i].data, (uint8, bytes));
            uint32 from = logs[i].emitter == address(spoke) ? ETHEREUM : BASE;
            waiting[from] = abi.encodePacked(waiting[from], kind, uint16(body.length), body);
        }
    }

    /// Writes the state before the transaction and the transaction, so that it can be run again elsewhere.
    function _trace(string memory name, address from, address to, uint256 value, bytes memory data) private {
        string memory folder = vm.envOr("CAUSEWAY_GAS_TRACES", string(""));
        if (bytes(folder).length == 0) return;
        vm.dumpState(string.concat(folder, "/", name, ".state.json"));
        string memory key = string.concat("trace.", name);
        vm.serializeAddress(key, "from", from);
        vm.serializeAddress(key, "to", to);
        vm.serializeString(key, "value", vm.toString(value));
        vm.serializeUint(key, "block", vm.getBlockNumber());
        vm.serializeUint(key, "time", vm.getBlockTimestamp());
        vm.serializeAddress(key, "labelled", _labelled);
        vm.serializeString(key, "labels", _labels);
        vm.writeJson(vm.serializeBytes(key, "data", data), string.concat(folder, "/", name, ".call.json"));
    }

    function _labelAll() private {
        _label(address(spoke), "Spoke");
        _label(address(hub), "Hub");
        _label(address(gateway), "Gateway");
        _label(address(hub.KEYRING()), "Keyring");
        _label(address(oracle), "Oracle");
        _label(address(clearing), "Clearing");
        _label(address(surfaces), "Surfaces");
        _label(address(risk), "RiskEngine");
        _label(address(risk.PARAMETERS()), "RiskParameters");
        _label(address(risk.ARRAYS()), "RiskArrays");
        _label(address(exchange), "Exchange");
        _label(address(weth), "token");
        _label(address(usd), "token");
        _labelSide(spokeSide);
        _labelSide(hubSide);
    }

    function _labelSide(Side storage side) private {
        _label(address(side.quorum), "Quorum");
        _label(address(side.layerZero), "LayerZeroTransport");
        _label(address(side.wormhole), "WormholeTransport");
        _label(side.core, "Wormhole core");
        _label(address(side.lz.endpoint), "LayerZero endpoint");
        _label(address(side.lz.sendUln), "LayerZero send library");
        _label(address(side.lz.receiveUln), "LayerZero receive library");
        _label(address(side.lz.executor), "LayerZero executor");
        for (uint256 i; i < 3; ++i) {
            _label(address(side.lz.dvns[i]), "DVNs");
        }
    }

    function _toBytes32(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
