// Made from the compiled contract by tools/abis.mjs.
export const liquidationAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "hub",
        "type": "address",
        "internalType": "contract IHub"
      },
      {
        "name": "clearing",
        "type": "address",
        "internalType": "contract IClearing"
      },
      {
        "name": "risk",
        "type": "address",
        "internalType": "contract IRiskEngine"
      },
      {
        "name": "valuation",
        "type": "address",
        "internalType": "contract IValuation"
      },
      {
        "name": "gateway",
        "type": "address",
        "internalType": "contract IGateway"
      },
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "APPRAISAL",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract Appraisal"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "CHAIN",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "CLEARING",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IClearing"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "GATEWAY",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IGateway"
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
    "name": "PACE",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IPace"
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
    "name": "VALUATION",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IValuation"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "VAULT",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IInsuranceVault"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "auctionOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct ILiquidation.Auction",
        "components": [
          {
            "name": "openedAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "insolventAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "pace",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "lossRate",
            "type": "uint128",
            "internalType": "uint128"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "bid",
    "inputs": [
      {
        "name": "b",
        "type": "tuple",
        "internalType": "struct ILiquidation.Bid",
        "components": [
          {
            "name": "account",
            "type": "bytes32",
            "internalType": "AccountId"
          },
          {
            "name": "bidder",
            "type": "bytes32",
            "internalType": "AccountId"
          },
          {
            "name": "share",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "collateral",
            "type": "tuple[]",
            "internalType": "struct ILiquidation.CollateralLeg[]",
            "components": [
              {
                "name": "asset",
                "type": "bytes32",
                "internalType": "AssetId"
              },
              {
                "name": "amount",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "positions",
            "type": "tuple[]",
            "internalType": "struct ILiquidation.PositionLeg[]",
            "components": [
              {
                "name": "instrument",
                "type": "uint160",
                "internalType": "InstrumentId"
              },
              {
                "name": "size",
                "type": "uint96",
                "internalType": "uint96"
              }
            ]
          },
          {
            "name": "maxCost",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "deadline",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "receiver",
            "type": "address",
            "internalType": "address"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "o",
        "type": "tuple",
        "internalType": "struct ILiquidation.Outcome",
        "components": [
          {
            "name": "cost",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "discount",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "fee",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "covered",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "released",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "closed",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "stateMutability": "payable"
  },
  {
    "type": "function",
    "name": "book",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      },
      {
        "name": "body",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "cashWaitsUntil",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "close",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "cover",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "declare",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "deleverage",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "counterparty",
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
        "type": "uint96",
        "internalType": "uint96"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "discountOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "executeBid",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      },
      {
        "name": "body",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [
      {
        "name": "o",
        "type": "tuple",
        "internalType": "struct ILiquidation.Outcome",
        "components": [
          {
            "name": "cost",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "discount",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "fee",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "covered",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "released",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "closed",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "stateMutability": "payable"
  },
  {
    "type": "function",
    "name": "fund",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "haircut",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "moveCash",
    "inputs": [
      {
        "name": "from",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "to",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "open",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "scenarios",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "returnBid",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      },
      {
        "name": "body",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "payable"
  },
  {
    "type": "function",
    "name": "stageOf",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint8",
        "internalType": "uint8"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "sweepFees",
    "inputs": [],
    "outputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "undoHaircut",
    "inputs": [],
    "outputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "AuctionClosed",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuctionOpened",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "opener",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "scenarios",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      },
      {
        "name": "pace",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BidBooked",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "bidder",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "chain",
        "type": "uint32",
        "indexed": true,
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "indexed": false,
        "internalType": "uint64"
      },
      {
        "name": "deadline",
        "type": "uint64",
        "indexed": false,
        "internalType": "uint64"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BidMade",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "bidder",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "outcome",
        "type": "tuple",
        "indexed": false,
        "internalType": "struct ILiquidation.Outcome",
        "components": [
          {
            "name": "cost",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "discount",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "fee",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "covered",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "released",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "closed",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BidReturned",
    "inputs": [
      {
        "name": "bidder",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "chain",
        "type": "uint32",
        "indexed": true,
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "indexed": true,
        "internalType": "uint64"
      },
      {
        "name": "releaseSeq",
        "type": "uint64",
        "indexed": false,
        "internalType": "uint64"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CollateralReleased",
    "inputs": [
      {
        "name": "bidder",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "asset",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AssetId"
      },
      {
        "name": "releaseSeq",
        "type": "uint64",
        "indexed": false,
        "internalType": "uint64"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "receiver",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CollateralSeized",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "bidder",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "asset",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AssetId"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
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
    "name": "DebtCovered",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "byFund",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "byHaircut",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Deleveraged",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "counterparty",
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
    "name": "FeesSwept",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "HaircutUndone",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "outstanding",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InsolvencyDeclared",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "lacking",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "fund",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "lossRate",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PositionSeized",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AccountId"
      },
      {
        "name": "bidder",
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
        "name": "price",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "Liquidation_BadShare",
    "inputs": [
      {
        "name": "share",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_BelowInitial",
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
        "name": "initial",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_Excessive",
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
        "name": "initial",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_FeeTooLow",
    "inputs": [
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_FundExhausted",
    "inputs": [
      {
        "name": "fund",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_FundSuffices",
    "inputs": [
      {
        "name": "fund",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "lacking",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_Healthy",
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
        "name": "maintenance",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_Late",
    "inputs": [
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_LeavesDust",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "maintenance",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NoBetter",
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
        "name": "maintenance",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NoHaircut",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Liquidation_NoPrice",
    "inputs": [
      {
        "name": "asset",
        "type": "bytes32",
        "internalType": "AssetId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NotAuthorised",
    "inputs": [
      {
        "name": "bidder",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NotEligible",
    "inputs": [
      {
        "name": "counterparty",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "score",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "threshold",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NotEmpty",
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
    "name": "Liquidation_NotOpen",
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
    "name": "Liquidation_NotOpposite",
    "inputs": [
      {
        "name": "counterparty",
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
    "name": "Liquidation_NotShort",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "left",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NotTheHub",
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
    "name": "Liquidation_NotTheVault",
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
    "name": "Liquidation_NotYet",
    "inputs": [
      {
        "name": "since",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_NothingTaken",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Liquidation_NothingToReturn",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_Open",
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
    "name": "Liquidation_OwnAccount",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "other",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_ReceiverNotOwner",
    "inputs": [
      {
        "name": "bidder",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "receiver",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_Reserved",
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
    "name": "Liquidation_Solvent",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "equityAtMark",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_StillInTime",
    "inputs": [
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_TooDear",
    "inputs": [
      {
        "name": "cost",
        "type": "int256",
        "internalType": "int256"
      },
      {
        "name": "maxCost",
        "type": "int256",
        "internalType": "int256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_TooLittleGas",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Liquidation_TooMuch",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "leg",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "wanted",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "held",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_UnknownBid",
    "inputs": [
      {
        "name": "chain",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "seq",
        "type": "uint64",
        "internalType": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "Liquidation_ValueRefused",
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
