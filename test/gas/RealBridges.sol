// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {WormholeSetup} from "causeway/devnet/WormholeSetup.sol";
import {Test, Vm} from "forge-std/Test.sol";

/// The calls needed of LayerZero's contracts, whose artifacts come from the vendor's packages.
interface ILayerZero {
    struct UlnConfig {
        uint64 confirmations;
        uint8 requiredDVNCount;
        uint8 optionalDVNCount;
        uint8 optionalDVNThreshold;
        address[] requiredDVNs;
        address[] optionalDVNs;
    }

    struct ExecutorConfig {
        uint32 maxMessageSize;
        address executor;
    }

    struct SetDefaultUlnConfigParam {
        uint32 eid;
        UlnConfig config;
    }

    struct SetDefaultExecutorConfigParam {
        uint32 eid;
        ExecutorConfig config;
    }

    struct SetConfigParam {
        uint32 eid;
        uint32 configType;
        bytes config;
    }

    struct Price {
        uint128 priceRatio;
        uint64 gasPriceInUnit;
        uint32 gasPerByte;
    }

    struct UpdatePrice {
        uint32 eid;
        Price price;
    }

    struct ExecutorDst {
        uint32 dstEid;
        uint64 lzReceiveBaseGas;
        uint64 lzComposeBaseGas;
        uint16 multiplierBps;
        uint128 floorMarginUSD;
        uint128 nativeCap;
    }

    struct DvnDst {
        uint32 dstEid;
        uint64 gas;
        uint16 multiplierBps;
        uint128 floorMarginUSD;
    }

    struct ExecuteParam {
        uint32 vid;
        address target;
        bytes callData;
        uint256 expiration;
        bytes signatures;
    }

    struct Origin {
        uint32 srcEid;
        bytes32 sender;
        uint64 nonce;
    }

    event PacketSent(bytes encodedPayload, bytes options, address sendLibrary);

    function initialize(address priceUpdater) external;
    function initialize(address, address, address[] calldata, address, address, address[] calldata) external;
    function setWorkerFeeLib(address) external;
    function registerLibrary(address) external;
    function setTreasury(address) external;
    function setDefaultUlnConfigs(SetDefaultUlnConfigParam[] calldata) external;
    function setDefaultExecutorConfigs(SetDefaultExecutorConfigParam[] calldata) external;
    function setDefaultSendLibrary(uint32 eid, address library_) external;
    function setDefaultReceiveLibrary(uint32 eid, address library_, uint256 gracePeriod) external;
    function setPrice(UpdatePrice[] calldata) external;
    function setNativeTokenPriceUSD(uint128) external;
    function setDstConfig(ExecutorDst[] calldata) external;
    function setDstConfig(DvnDst[] calldata) external;
    function setSendLibrary(address oapp, uint32 eid, address library_) external;
    function setReceiveLibrary(address oapp, uint32 eid, address library_, uint256 gracePeriod) external;
    function setConfig(address oapp, address library_, SetConfigParam[] calldata) external;
    function execute(ExecuteParam[] calldata) external;
    function verify(bytes calldata header, bytes32 payloadHash, uint64 confirmations) external;
    function commitVerification(bytes calldata header, bytes32 payloadHash) external;
    function lzReceive(Origin calldata, address receiver, bytes32 guid, bytes calldata message, bytes calldata extra)
        external
        payable;
}

/// LayerZero V2 of one chain.
struct LayerZero {
    uint32 eid;
    ILayerZero endpoint;
    ILayerZero sendUln;
    ILayerZero receiveUln;
    ILayerZero priceFeed;
    ILayerZero executor;
    ILayerZero[3] dvns; // two outside ones, then the operators'
}

/// A LayerZero packet, as its source emitted it.
struct Packet {
    bytes header; // 81 bytes
    bytes payload; // guid | message
    bytes32 guid;
    bytes message;
    uint64 nonce;
    uint32 srcEid;
    bytes32 sender;
    address receiver;
}

/// @notice The real bridges, deployed from the vendors' own bytecode, as often as a test has chains; and the keys of those
/// who attest: two signers for each DVN, nineteen guardians of whom thirteen sign.
abstract contract RealBridges is Test {
    uint64 internal constant CONFIRMATIONS = 2;
    uint8 internal constant CONSISTENCY = 1;
    uint256 internal constant GUARDIANS = 19;
    uint256 internal constant GUARDIAN_QUORUM = 13;
    bytes internal constant RECEIVE_OPTIONS = hex"0003010011010000000000000000000000000007a120"; // 500,000 gas

    string private constant PROTOCOL = "node_modules/@layerzerolabs/lz-evm-protocol-v2/artifacts/contracts/";
    string private constant MESSAGELIB = "node_modules/@layerzerolabs/lz-evm-messagelib-v2/artifacts/contracts/";
    string private constant CORE_BRIDGE =
        "node_modules/@wormhole-foundation/sdk-evm-core/dist/esm/ethers-contracts/factories/Implementation__factory.js";

    address internal relayer = makeAddr("relayer");
    bytes private _coreBytecode;

    // ------------------------------------------------------------------------------------------------------ LayerZero

    function _deployLayerZero(uint32 eid) internal returns (LayerZero memory lz) {
        lz.eid = eid;
        lz.endpoint = _create(PROTOCOL, "EndpointV2.sol/EndpointV2", abi.encode(eid, address(this)));
        lz.sendUln = _create(
            MESSAGELIB, "uln/uln302/SendUln302.sol/SendUln302", abi.encode(lz.endpoint, uint256(200_000), 0.1 ether)
        );
        lz.receiveUln = _create(MESSAGELIB, "uln/uln302/ReceiveUln302.sol/ReceiveUln302", abi.encode(lz.endpoint));
        ILayerZero treasury = _create(MESSAGELIB, "Treasury.sol/Treasury", "");
        lz.priceFeed = _create(MESSAGELIB, "PriceFeed.sol/PriceFeed", "");
        lz.priceFeed.initialize(address(this));
        address[] memory libraries = new address[](1);
        libraries[0] = address(lz.sendUln);
        address[] memory admins = new address[](2);
        (admins[0], admins[1]) = (address(this), relayer);
        lz.executor = _create(MESSAGELIB, "Executor.sol/Executor", "");
        lz.executor
            .initialize(address(lz.endpoint), address(0), libraries, address(lz.priceFeed), address(this), admins);
        lz.executor
            .setWorkerFeeLib(address(_create(MESSAGELIB, "ExecutorFeeLib.sol/ExecutorFeeLib", abi.encode(eid, 1e18))));
        ILayerZero dvnFees = _create(MESSAGELIB, "uln/dvn/DVNFeeLib.sol/DVNFeeLib", abi.encode(eid, 1e18));
        for (uint256 i; i < 3; ++i) {
            bytes memory arguments =
                abi.encode(eid, eid % 30_000, libraries, lz.priceFeed, _dvnSigners(i), uint64(2), admins);
            lz.dvns[i] = _create(MESSAGELIB, "uln/dvn/DVN.sol/DVN", arguments);
            lz.dvns[i].setWorkerFeeLib(address(dvnFees));
        }
        lz.endpoint.registerLibrary(address(lz.sendUln));
        lz.endpoint.registerLibrary(address(lz.receiveUln));
        lz.sendUln.setTreasury(address(treasury));
    }

    /// Tells `lz` of the chain `remote`: prices, gas, and LayerZero's defaults, which require the two outside DVNs.
    function _wireLayerZero(LayerZero memory lz, uint32 remote) internal {
        ILayerZero.SetDefaultUlnConfigParam[] memory uln = new ILayerZero.SetDefaultUlnConfigParam[](1);
        uln[0] = ILayerZero.SetDefaultUlnConfigParam(remote, _ulnConfig(lz, 2));
        lz.sendUln.setDefaultUlnConfigs(uln);
        lz.receiveUln.setDefaultUlnConfigs(uln);
        ILayerZero.SetDefaultExecutorConfigParam[] memory executor = new ILayerZero.SetDefaultExecutorConfigParam[](1);
        executor[0] = ILayerZero.SetDefaultExecutorConfigParam(
            remote, ILayerZero.ExecutorConfig({maxMessageSize: 10_000, executor: address(lz.executor)})
        );
        lz.sendUln.setDefaultExecutorConfigs(executor);
        lz.endpoint.setDefaultSendLibrary(remote, address(lz.sendUln));
        lz.endpoint.setDefaultReceiveLibrary(remote, address(lz.receiveUln), 0);

        ILayerZero.UpdatePrice[] memory prices = new ILayerZero.UpdatePrice[](1);
        prices[0] = ILayerZero.UpdatePrice(remote % 30_000, ILayerZero.Price(1e20, 1e9, 16));
        lz.priceFeed.setPrice(prices);
        lz.priceFeed.setNativeTokenPriceUSD(3_000e20);
        ILayerZero.ExecutorDst[] memory executorDst = new ILayerZero.ExecutorDst[](1);
        executorDst[0] = ILayerZero.ExecutorDst(remote, 80_000, 25_000, 12_000, 0, 0.1 ether);
        lz.executor.setDstConfig(executorDst);
        ILayerZero.DvnDst[] memory dvnDst = new ILayerZero.DvnDst[](1);
        dvnDst[0] = ILayerZero.DvnDst(remote, 80_000, 12_000, 0);
        for (uint256 i; i < 3; ++i) {
            lz.dvns[i].setDstConfig(dvnDst);
        }
    }

    /// Pins libraries, executor, the first `count` DVNs and confirmations of an application whose delegate is the test.
    function _pin(LayerZero memory lz, address oapp, uint32 remote, uint256 count) internal {
        lz.endpoint.setSendLibrary(oapp, remote, address(lz.sendUln));
        lz.endpoint.setReceiveLibrary(oapp, remote, address(lz.receiveUln), 0);
        _pinDvns(lz, oapp, remote, count);
    }

    /// Pins only the executor, the DVNs and the confirmations.
    function _pinDvns(LayerZero memory lz, address oapp, uint32 remote, uint256 count) internal {
        bytes memory uln = abi.encode(_ulnConfig(lz, count));
        ILayerZero.SetConfigParam[] memory receiving = new ILayerZero.SetConfigParam[](1);
        receiving[0] = ILayerZero.SetConfigParam(remote, 2, uln);
        lz.endpoint.setConfig(oapp, address(lz.receiveUln), receiving);
        ILayerZero.SetConfigParam[] memory sending = new ILayerZero.SetConfigParam[](2);
        sending[0] = ILayerZero.SetConfigParam(
            remote, 1, abi.encode(ILayerZero.ExecutorConfig({maxMessageSize: 10_000, executor: address(lz.executor)}))
        );
        sending[1] = ILayerZero.SetConfigParam(remote, 2, uln);
        lz.endpoint.setConfig(oapp, address(lz.sendUln), sending);
    }

    /// The packet among the logs.
    function _packetIn(Vm.Log[] memory logs) internal pure returns (Packet memory packet) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics.length == 0 || logs[i].topics[0] != ILayerZero.PacketSent.selector) continue;
            (bytes memory encoded,,) = abi.decode(logs[i].data, (bytes, bytes, address));
            packet.header = _slice(encoded, 0, 81);
            packet.payload = _slice(encoded, 81, encoded.length - 81);
            packet.guid = bytes32(_slice(encoded, 81, 32));
            packet.message = _slice(encoded, 113, encoded.length - 113);
            packet.nonce = uint64(bytes8(_slice(encoded, 1, 8)));
            packet.srcEid = uint32(bytes4(_slice(encoded, 9, 4)));
            packet.sender = bytes32(_slice(encoded, 13, 32));
            packet.receiver = address(uint160(uint256(bytes32(_slice(encoded, 49, 32)))));
            return packet;
        }
        revert("no packet was sent");
    }

    /// Calldata with which an operator of DVN `index` has it attest to the packet.
    function _executeCall(LayerZero memory lz, uint256 index, Packet memory packet)
        internal
        view
        returns (bytes memory)
    {
        bytes memory callData = abi.encodeCall(
            ILayerZero.verify, (packet.header, keccak256(packet.payload), CONFIRMATIONS)
        );
        uint32 vid = lz.eid % 30_000;
        uint256 expiration = vm.getBlockTimestamp() + 1 days;
        bytes32 hash = keccak256(abi.encodePacked(vid, address(lz.receiveUln), expiration, callData));
        bytes32 digest = keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", hash));
        bytes memory signatures;
        address[] memory signers = _dvnSigners(index);
        for (uint256 i; i < signers.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_dvnKey(index, signers[i]), digest);
            signatures = abi.encodePacked(signatures, r, s, v);
        }
        ILayerZero.ExecuteParam[] memory params = new ILayerZero.ExecuteParam[](1);
        params[0] = ILayerZero.ExecuteParam(vid, address(lz.receiveUln), callData, expiration, signatures);
        return abi.encodeCall(ILayerZero.execute, (params));
    }

    function _receiveCall(Packet memory packet) internal pure returns (bytes memory) {
        ILayerZero.Origin memory origin = ILayerZero.Origin(packet.srcEid, packet.sender, packet.nonce);
        return abi.encodeCall(ILayerZero.lzReceive, (origin, packet.receiver, packet.guid, packet.message, ""));
    }

    // ------------------------------------------------------------------------------------------------------- Wormhole

    /// The core bridge of one chain, with guardian set 0.
    function _deployWormhole(uint16 wormholeChain) internal returns (address) {
        if (_coreBytecode.length == 0) {
            string[] memory parts = vm.split(vm.readFile(CORE_BRIDGE), "const _bytecode = '");
            _coreBytecode = vm.parseBytes(vm.split(parts[1], "'")[0]);
        }
        address[] memory guardians = new address[](GUARDIANS);
        for (uint256 i; i < GUARDIANS; ++i) {
            guardians[i] = vm.addr(_guardianKey(i));
        }
        address implementation = _create(_coreBytecode);
        bytes memory setup = abi.encodeCall(
            WormholeSetup.setup,
            (implementation, guardians, wormholeChain, block.chainid, uint16(1), bytes32(uint256(4)), 0)
        );
        return address(new ERC1967Proxy(address(new WormholeSetup()), setup));
    }

    /// A VAA over what `emitter` published, with the signatures of guardians 0 to 12.
    function _vaa(uint16 wormholeChain, address emitter, uint64 sequence, bytes memory payload)
        internal
        view
        returns (bytes memory)
    {
        bytes memory body = abi.encodePacked(
            uint32(vm.getBlockTimestamp()),
            uint32(3),
            wormholeChain,
            bytes32(uint256(uint160(emitter))),
            sequence,
            CONSISTENCY,
            payload
        );
        bytes32 digest = keccak256(abi.encodePacked(keccak256(body)));
        bytes memory signatures;
        for (uint256 i; i < GUARDIAN_QUORUM; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_guardianKey(i), digest);
            signatures = abi.encodePacked(signatures, uint8(i), r, s, v - 27);
        }
        return abi.encodePacked(uint8(1), uint32(0), uint8(GUARDIAN_QUORUM), signatures, body);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _create(string memory folder, string memory name, bytes memory arguments) private returns (ILayerZero) {
        bytes memory code = vm.parseJsonBytes(vm.readFile(string.concat(folder, name, ".json")), ".bytecode");
        return ILayerZero(_create(bytes.concat(code, arguments)));
    }

    function _create(bytes memory code) private returns (address created) {
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        require(created != address(0), "the vendor's contract could not be deployed");
    }

    /// The first `count` DVNs in the order that the library insists on.
    function _ulnConfig(LayerZero memory lz, uint256 count) private pure returns (ILayerZero.UlnConfig memory config) {
        address[] memory dvns = new address[](count);
        for (uint256 i; i < count; ++i) {
            uint256 place = i;
            for (; place != 0 && dvns[place - 1] > address(lz.dvns[i]); --place) {
                dvns[place] = dvns[place - 1];
            }
            dvns[place] = address(lz.dvns[i]);
        }
        config.confirmations = CONFIRMATIONS;
        config.requiredDVNCount = uint8(count);
        config.requiredDVNs = dvns;
        config.optionalDVNs = new address[](0);
    }

    /// Two signers, ascending.
    function _dvnSigners(uint256 index) private pure returns (address[] memory signers) {
        signers = new address[](2);
        (signers[0], signers[1]) = (vm.addr(0xd000 + index * 2), vm.addr(0xd001 + index * 2));
        if (signers[0] > signers[1]) (signers[0], signers[1]) = (signers[1], signers[0]);
    }

    function _dvnKey(uint256 index, address signer) private pure returns (uint256 key) {
        key = 0xd000 + index * 2;
        if (vm.addr(key) != signer) ++key;
    }

    function _guardianKey(uint256 index) private pure returns (uint256) {
        return 0x9000 + index;
    }

    function _slice(bytes memory data, uint256 from, uint256 length) internal pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i; i < length; ++i) {
            part[i] = data[from + i];
        }
    }
}
