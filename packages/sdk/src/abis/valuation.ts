// Made from the compiled contract by tools/abis.mjs.
export const valuationAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "engine",
        "type": "address",
        "internalType": "contract RiskGatherer"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "ARRAYS",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IRiskArrays"
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
    "name": "PARAMETERS",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IRiskParameters"
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
    "name": "leftIn",
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
    "outputs": [
      {
        "name": "left",
        "type": "int256",
        "internalType": "int256"
      },
      {
        "name": "underlyings",
        "type": "bytes6[]",
        "internalType": "bytes6[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "marksOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "m",
        "type": "tuple",
        "internalType": "struct IValuation.Marks",
        "components": [
          {
            "name": "positions",
            "type": "uint256[]",
            "internalType": "uint256[]"
          },
          {
            "name": "notionals",
            "type": "uint256[]",
            "internalType": "uint256[]"
          },
          {
            "name": "haircuts",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "notional",
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
    "name": "pricesOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "legs",
        "type": "uint256[]",
        "internalType": "uint256[]"
      },
      {
        "name": "assets",
        "type": "bytes32[]",
        "internalType": "AssetId[]"
      }
    ],
    "outputs": [
      {
        "name": "marks",
        "type": "uint256[]",
        "internalType": "uint256[]"
      },
      {
        "name": "prices",
        "type": "uint256[]",
        "internalType": "uint256[]"
      },
      {
        "name": "haircuts",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "error",
    "name": "OptionPricing_TooLarge",
    "inputs": [
      {
        "name": "forward",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "strike",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "variance",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "Risk_NoAssetPrice",
    "inputs": [
      {
        "name": "asset",
        "type": "bytes32",
        "internalType": "AssetId"
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
    "name": "Risk_PriceTooHigh",
    "inputs": [
      {
        "name": "price",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "Risk_StaleSurface",
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
        "name": "time",
        "type": "uint40",
        "internalType": "uint40"
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
  },
  {
    "type": "error",
    "name": "Valuation_BadScenario",
    "inputs": [
      {
        "name": "scenario",
        "type": "uint8",
        "internalType": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "Valuation_BadScenarios",
    "inputs": [
      {
        "name": "expected",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "actual",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Valuation_Correlated",
    "inputs": []
  }
] as const
