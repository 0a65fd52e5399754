// Made from the compiled contract by tools/abis.mjs.
export const riskEngineAbi = [
  {
    "type": "function",
    "name": "initialMargin",
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
        "internalType": "struct IRiskEngine.Margin",
        "components": [
          {
            "name": "equity",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "requirement",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "maintenance",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "initial",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "maintenanceMargin",
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
        "internalType": "struct IRiskEngine.Margin",
        "components": [
          {
            "name": "equity",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "requirement",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "maintenance",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "initial",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "refresh",
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
      },
      {
        "name": "strikes",
        "type": "uint64[]",
        "internalType": "uint64[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "CollateralSet",
    "inputs": [
      {
        "name": "asset",
        "type": "bytes32",
        "indexed": true,
        "internalType": "AssetId"
      },
      {
        "name": "params",
        "type": "tuple",
        "indexed": false,
        "internalType": "struct IRiskEngine.CollateralParams",
        "components": [
          {
            "name": "underlying",
            "type": "bytes6",
            "internalType": "bytes6"
          },
          {
            "name": "basisRate",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "listed",
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
    "name": "CorrelationsSet",
    "inputs": [
      {
        "name": "correlations",
        "type": "tuple[]",
        "indexed": false,
        "internalType": "struct IRiskEngine.Correlation[]",
        "components": [
          {
            "name": "first",
            "type": "bytes6",
            "internalType": "bytes6"
          },
          {
            "name": "second",
            "type": "bytes6",
            "internalType": "bytes6"
          },
          {
            "name": "share",
            "type": "uint32",
            "internalType": "uint32"
          }
        ]
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Refreshed",
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
        "name": "anchor",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "strikes",
        "type": "uint64[]",
        "indexed": false,
        "internalType": "uint64[]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "RiskSet",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "params",
        "type": "tuple",
        "indexed": false,
        "internalType": "struct IRiskEngine.RiskParams",
        "components": [
          {
            "name": "scanRange",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "volShock",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "basisRate",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "floorRate",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "shortRate",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "tenorRate",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "concentration",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "listed",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "Risk_BadParams",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ]
  },
  {
    "type": "error",
    "name": "Risk_Expired",
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
    "name": "Risk_IsolatedMixed",
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
    "name": "Risk_NoArray",
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
      },
      {
        "name": "strike",
        "type": "uint64",
        "internalType": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "Risk_NoPrice",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "refusal",
        "type": "uint8",
        "internalType": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "Risk_NoSurface",
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
    "name": "Risk_StaleArray",
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
      },
      {
        "name": "strike",
        "type": "uint64",
        "internalType": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "Risk_Unlisted",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ]
  }
] as const
