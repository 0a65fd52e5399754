// Made from the compiled contract by tools/abis.mjs.
export const clearingAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "hub",
        "type": "address",
        "internalType": "contract IHub"
      },
      {
        "name": "risk",
        "type": "address",
        "internalType": "contract IRiskEngine"
      },
      {
        "name": "oracle",
        "type": "address",
        "internalType": "contract IOracle"
      },
      {
        "name": "surfaces",
        "type": "address",
        "internalType": "contract ISurfaces"
      },
      {
        "name": "exchange",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "liquidation",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "authority",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "EXCHANGE",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "HUB",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IHub"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "LIQUIDATION",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "ORACLE",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IOracle"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "RISK",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IRiskEngine"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "SURFACES",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract ISurfaces"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "assign",
    "inputs": [
      {
        "name": "to",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "fills",
        "type": "tuple[]",
        "internalType": "struct IClearing.Fill[]",
        "components": [
          {
            "name": "maker",
            "type": "bytes32",
            "internalType": "AccountId"
          },
          {
            "name": "instrument",
            "type": "uint160",
            "internalType": "InstrumentId"
          },
          {
            "name": "size",
            "type": "int96",
            "internalType": "int96"
          },
          {
            "name": "price",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "takerFee",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "makerFee",
            "type": "int128",
            "internalType": "int128"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "authority",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "fixSettlement",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "isConsumingScheduledOp",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isVenue",
    "inputs": [
      {
        "name": "venue",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "list",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      },
      {
        "name": "cap",
        "type": "uint112",
        "internalType": "uint112"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "listingOf",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct IClearing.Listing",
        "components": [
          {
            "name": "openInterest",
            "type": "uint112",
            "internalType": "uint112"
          },
          {
            "name": "cap",
            "type": "uint112",
            "internalType": "uint112"
          },
          {
            "name": "listed",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "lowerCap",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      },
      {
        "name": "cap",
        "type": "uint112",
        "internalType": "uint112"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "observeSettlement",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "perpetualOf",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct IClearing.Perpetual",
        "components": [
          {
            "name": "fundingIndex",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "time",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "premium",
            "type": "int32",
            "internalType": "int32"
          },
          {
            "name": "price",
            "type": "uint56",
            "internalType": "uint56"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "pokeFunding",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "positionOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ],
    "outputs": [
      {
        "name": "position",
        "type": "tuple",
        "internalType": "struct IClearing.Position",
        "components": [
          {
            "name": "instrument",
            "type": "uint160",
            "internalType": "InstrumentId"
          },
          {
            "name": "size",
            "type": "int96",
            "internalType": "int96"
          },
          {
            "name": "cost",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "fundingIndex",
            "type": "int128",
            "internalType": "int128"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "positionsOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "positions",
        "type": "tuple[]",
        "internalType": "struct IClearing.Position[]",
        "components": [
          {
            "name": "instrument",
            "type": "uint160",
            "internalType": "InstrumentId"
          },
          {
            "name": "size",
            "type": "int96",
            "internalType": "int96"
          },
          {
            "name": "cost",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "fundingIndex",
            "type": "int128",
            "internalType": "int128"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "premiumOf",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "int256",
        "internalType": "int256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "requireInitial",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "risksOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "words",
        "type": "uint256[]",
        "internalType": "uint256[]"
      },
      {
        "name": "costs",
        "type": "int256[]",
        "internalType": "int256[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "setAuthority",
    "inputs": [
      {
        "name": "newAuthority",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setVenue",
    "inputs": [
      {
        "name": "venue",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "listed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settle",
    "inputs": [
      {
        "name": "taker",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "venue",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "authorised",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "fills",
        "type": "tuple[]",
        "internalType": "struct IClearing.Fill[]",
        "components": [
          {
            "name": "maker",
            "type": "bytes32",
            "internalType": "AccountId"
          },
          {
            "name": "instrument",
            "type": "uint160",
            "internalType": "InstrumentId"
          },
          {
            "name": "size",
            "type": "int96",
            "internalType": "int96"
          },
          {
            "name": "price",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "takerFee",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "makerFee",
            "type": "int128",
            "internalType": "int128"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "reduced",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settleExpired",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "instruments",
        "type": "uint160[]",
        "internalType": "InstrumentId[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settlePosition",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settlementOf",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "outputs": [
      {
        "name": "fixedPart",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "remaining",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "isFixed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "trade",
    "inputs": [
      {
        "name": "taker",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "fills",
        "type": "tuple[]",
        "internalType": "struct IClearing.Fill[]",
        "components": [
          {
            "name": "maker",
            "type": "bytes32",
            "internalType": "AccountId"
          },
          {
            "name": "instrument",
            "type": "uint160",
            "internalType": "InstrumentId"
          },
          {
            "name": "size",
            "type": "int96",
            "internalType": "int96"
          },
          {
            "name": "price",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "takerFee",
            "type": "int128",
            "internalType": "int128"
          },
          {
            "name": "makerFee",
            "type": "int128",
            "internalType": "int128"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "made",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "AuthorityUpdated",
    "inputs": [
      {
        "name": "authority",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "FundingIntegrated",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "fundingIndex",
        "type": "int128",
        "indexed": false,
        "internalType": "int128"
      },
      {
        "name": "premium",
        "type": "int32",
        "indexed": false,
        "internalType": "int32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "FundingSettled",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "paid",
        "type": "int256",
        "indexed": false,
        "internalType": "int256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InstrumentListed",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "indexed": true,
        "internalType": "InstrumentId"
      },
      {
        "name": "cap",
        "type": "uint112",
        "indexed": false,
        "internalType": "uint112"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "MakerSkipped",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "indexed": true,
        "internalType": "InstrumentId"
      },
      {
        "name": "maker",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "reason",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PositionSettled",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "instrument",
        "type": "uint160",
        "indexed": true,
        "internalType": "InstrumentId"
      },
      {
        "name": "size",
        "type": "int96",
        "indexed": false,
        "internalType": "int96"
      },
      {
        "name": "paid",
        "type": "int256",
        "indexed": false,
        "internalType": "int256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "SettlementFixed",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "indexed": true,
        "internalType": "uint40"
      },
      {
        "name": "price",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "fallen",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "SettlementObserved",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "indexed": true,
        "internalType": "uint40"
      },
      {
        "name": "price",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Traded",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "indexed": true,
        "internalType": "InstrumentId"
      },
      {
        "name": "taker",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "maker",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "size",
        "type": "int96",
        "indexed": false,
        "internalType": "int96"
      },
      {
        "name": "price",
        "type": "uint128",
        "indexed": false,
        "internalType": "uint128"
      },
      {
        "name": "takerFee",
        "type": "int128",
        "indexed": false,
        "internalType": "int128"
      },
      {
        "name": "makerFee",
        "type": "int128",
        "indexed": false,
        "internalType": "int128"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "VenueSet",
    "inputs": [
      {
        "name": "venue",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "listed",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "AccessManagedInvalidAuthority",
    "inputs": [
      {
        "name": "authority",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "AccessManagedRequiredDelay",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "delay",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "AccessManagedUnauthorized",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_AlreadyFixed",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_Closed",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      },
      {
        "name": "since",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_FeeNotCovered",
    "inputs": [
      {
        "name": "fee",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_Malformed",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NoForward",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NoPosition",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotAVenue",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotAuthorised",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "venue",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotExpired",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotFixed",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotInWindow",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotItself",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotLinear",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotListed",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotLower",
    "inputs": [
      {
        "name": "cap",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_NotTheLiquidation",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_OffMark",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      },
      {
        "name": "price",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "least",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "most",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_OpenInterest",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint160",
        "internalType": "InstrumentId"
      },
      {
        "name": "openInterest",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "cap",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_ReservedAccount",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_SameAccount",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_TooLittleGas",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Clearing_TooManyFills",
    "inputs": [
      {
        "name": "fills",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_TooManyPositions",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_Unhealthy",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "equity",
        "type": "int256",
        "internalType": "int256"
      },
      {
        "name": "required",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Clearing_ZeroSize",
    "inputs": []
  },
  {
    "type": "error",
    "name": "ReentrancyGuardReentrantCall",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedIntDowncast",
    "inputs": [
      {
        "name": "bits",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "value",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedIntToUint",
    "inputs": [
      {
        "name": "value",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedUintDowncast",
    "inputs": [
      {
        "name": "bits",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "value",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedUintToInt",
    "inputs": [
      {
        "name": "value",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
