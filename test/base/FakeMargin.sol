// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "causeway/hub/IHub.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice What the risk engine asks of the hub, as a test told it.
contract FakeHub {
    mapping(AccountId => IHub.Account) private _accounts;
    mapping(AccountId => IHub.Holding[]) private _holdings;
    mapping(AssetId => IHub.AssetConfig) private _assets;

    function setAccount(AccountId account, int128 cash, uint8 mode) external {
        _accounts[account].cash = cash;
        _accounts[account].mode = mode;
    }

    function list(AssetId asset, bool isCash, uint16 haircutBps) external {
        _assets[asset].chain = asset.chain();
        _assets[asset].isCash = isCash;
        _assets[asset].haircutBps = haircutBps;
    }

    function hold(AccountId account, AssetId asset, uint256 amount) external {
        _holdings[account].push(IHub.Holding({asset: asset, amount: amount}));
    }

    /// What it earned or owes since its cash last changed.
    mapping(AccountId => int256) public interestOf;

    function holdingsOf(AccountId account) external view returns (IHub.Account memory, IHub.Holding[] memory) {
        return (_accounts[account], _holdings[account]);
    }

    function setInterest(AccountId account, int256 amount) external {
        interestOf[account] = amount;
    }

    function assetOf(AssetId asset) external view returns (IHub.AssetConfig memory config, IHub.Vault memory vault) {
        return (_assets[asset], vault);
    }
}

/// @notice What it asks of clearing: two slots for a linear position, one for an option, as clearing keeps them.
contract FakeClearing {
    struct Settlement {
        uint256 fixedPart;
        uint256 remaining;
        bool isFixed;
        bool isSet;
    }

    mapping(AccountId => uint256[]) private _words;
    mapping(AccountId => mapping(uint256 word => int256)) private _costs;
    mapping(bytes6 => int256) public premiumOf;
    mapping(bytes6 => mapping(uint40 => Settlement)) private _settlements;

    function add(AccountId account, InstrumentId id, int96 size, int256 cost) external {
        uint256 word = (uint256(InstrumentId.unwrap(id)) << 96) | uint96(size);
        _words[account].push(word);
        _costs[account][word] = cost;
    }

    function clear(AccountId account) external {
        delete _words[account];
    }

    function setPremium(bytes6 underlying, int256 premium) external {
        premiumOf[underlying] = premium;
    }

    function setSettlement(bytes6 underlying, uint40 expiry, uint256 fixedPart, uint256 remaining, bool isFixed)
        external
    {
        _settlements[underlying][expiry] = Settlement(fixedPart, remaining, isFixed, true);
    }

    function risksOf(AccountId account) external view returns (uint256[] memory words, int256[] memory costs) {
        words = _words[account];
        costs = new int256[](words.length);
        for (uint256 i; i < words.length; ++i) {
            if (InstrumentId.wrap(uint160(words[i] >> 96)).isLinear()) costs[i] = _costs[account][words[i]];
        }
    }

    function settlementOf(bytes6 underlying, uint40 expiry) external view returns (uint256, uint256, bool) {
        Settlement memory s = _settlements[underlying][expiry];
        return s.isSet ? (s.fixedPart, s.remaining, s.isFixed) : (0, 1e18, false);
    }
}

/// @notice Prices of underlyings, and of tokens by theirs.
contract FakePrices {
    mapping(bytes32 => IOracle.Price) private _prices;
    mapping(AssetId => bytes32) public underlyingOf;
    mapping(bytes32 => uint256) private _seen;
    mapping(bytes32 => uint64) private _seenAt;

    function see(bytes32 underlying, uint256 price) external {
        (_seen[underlying], _seenAt[underlying]) = (price, uint64(block.timestamp));
    }

    function seenOf(bytes32 underlying) external view returns (uint256, uint64) {
        return (_seen[underlying], _seenAt[underlying]);
    }

    function set(bytes32 underlying, uint256 price, uint256 confidence) external {
        _prices[underlying] =
            IOracle.Price(price, confidence, uint64(block.timestamp), IOracle.Refusal.None, address(0));
    }

    function refuse(bytes32 underlying, IOracle.Refusal refusal) external {
        _prices[underlying] = IOracle.Price(0, 0, uint64(block.timestamp), refusal, address(0));
    }

    function setAsset(AssetId asset, bytes32 underlying) external {
        underlyingOf[asset] = underlying;
    }

    function priceOf(bytes32 underlying) external view returns (IOracle.Price memory) {
        return _prices[underlying];
    }

    function assetPrice(AssetId asset) external view returns (IOracle.Price memory) {
        return _prices[underlyingOf[asset]];
    }
}

/// @notice Slices as they were set.
contract FakeSurfaces {
    mapping(bytes6 => mapping(uint40 => ISurfaces.Slice)) private _slices;

    function set(bytes6 underlying, uint40 expiry, ISurfaces.Slice calldata slice) external {
        _slices[underlying][expiry] = slice;
    }

    function sliceOf(bytes6 underlying, uint40 expiry) external view returns (ISurfaces.Slice memory) {
        return _slices[underlying][expiry];
    }
}

/// @notice When each chain was last heard.
contract FakeGateway {
    mapping(uint32 => uint64) public heardAt;

    function hear(uint32 chain, uint64 time) external {
        heardAt[chain] = time;
    }
}
