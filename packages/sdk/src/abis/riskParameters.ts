// Made from the compiled contract by tools/abis.mjs.
export const riskParametersAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "hub",
        "type": "address",
        "internalType": "contract IHub"
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
    "name": "INTERVAL",
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
    "name": "MOST_ADDED",
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
    "name": "STEPS",
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
    "name": "collateralOf",
    "inputs": [
      {
        "name": "asset",
        "type": "bytes32",
        "internalType": "AssetId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct IRiskParameters.CollateralParams",
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
      },
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
    "name": "correlations",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "tuple[]",
        "internalType": "struct IRiskParameters.Correlation[]",
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
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "follow",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "forecast",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "forecaster",
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
    "name": "rangeAfter",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "forecast",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
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
    "name": "rangeOf",
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
        "internalType": "struct IRiskParameters.Range",
        "components": [
          {
            "name": "least",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "changedAt",
            "type": "uint48",
            "internalType": "uint48"
          },
          {
            "name": "followedAt",
            "type": "uint48",
            "internalType": "uint48"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "riskOf",
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
        "internalType": "struct IRiskParameters.RiskParams",
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
      },
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
    "name": "setCollateral",
    "inputs": [
      {
        "name": "asset",
        "type": "bytes32",
        "internalType": "AssetId"
      },
      {
        "name": "p",
        "type": "tuple",
        "internalType": "struct IRiskParameters.CollateralParams",
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
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setCorrelations",
    "inputs": [
      {
        "name": "list",
        "type": "tuple[]",
        "internalType": "struct IRiskParameters.Correlation[]",
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
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setForecaster",
    "inputs": [
      {
        "name": "forecaster_",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setInitialFactor",
    "inputs": [
      {
        "name": "factor",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setRisk",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "p",
        "type": "tuple",
        "internalType": "struct IRiskParameters.RiskParams",
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
    "outputs": [],
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
        "internalType": "struct IRiskParameters.CollateralParams",
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
        "internalType": "struct IRiskParameters.Correlation[]",
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
    "name": "ForecasterSet",
    "inputs": [
      {
        "name": "forecaster",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InitialFactorSet",
    "inputs": [
      {
        "name": "factor",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
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
        "internalType": "struct IRiskParameters.RiskParams",
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
    "name": "RiskParameters_BadCollateral",
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
    "name": "RiskParameters_BadCorrelation",
    "inputs": [
      {
        "name": "first",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "second",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ]
  },
  {
    "type": "error",
    "name": "RiskParameters_BadFactor",
    "inputs": [
      {
        "name": "factor",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "RiskParameters_BadParams",
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
    "name": "RiskParameters_NotTheForecaster",
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
    "name": "RiskParameters_TooFast",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "present",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "asked",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "free",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "RiskParameters_TooManyCorrelations",
    "inputs": [
      {
        "name": "count",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "RiskParameters_Unmoved",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "present",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "free",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
