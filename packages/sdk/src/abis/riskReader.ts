// Made from the compiled contract by tools/abis.mjs.
export const riskReaderAbi = [
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
    "name": "inputOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "initial",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct MarginInput",
        "components": [
          {
            "name": "cash",
            "type": "int256",
            "internalType": "int256"
          },
          {
            "name": "mode",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "initial",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "initialFactor",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "words",
            "type": "uint256[]",
            "internalType": "uint256[]"
          },
          {
            "name": "costs",
            "type": "int256[]",
            "internalType": "int256[]"
          },
          {
            "name": "places",
            "type": "uint256[]",
            "internalType": "uint256[]"
          },
          {
            "name": "markets",
            "type": "tuple[]",
            "internalType": "struct MarketInput[]",
            "components": [
              {
                "name": "index",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "confidence",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "mark",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "params",
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
            ]
          },
          {
            "name": "expiries",
            "type": "tuple[]",
            "internalType": "struct ExpiryInput[]",
            "components": [
              {
                "name": "market",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "forward",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "tau",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "tauAtPublication",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "settled",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "slice",
                "type": "tuple",
                "internalType": "struct ISurfaces.Slice",
                "components": [
                  {
                    "name": "a",
                    "type": "int40",
                    "internalType": "int40"
                  },
                  {
                    "name": "b",
                    "type": "uint40",
                    "internalType": "uint40"
                  },
                  {
                    "name": "rho",
                    "type": "int24",
                    "internalType": "int24"
                  },
                  {
                    "name": "m",
                    "type": "int32",
                    "internalType": "int32"
                  },
                  {
                    "name": "sigma",
                    "type": "uint40",
                    "internalType": "uint40"
                  },
                  {
                    "name": "basis",
                    "type": "int32",
                    "internalType": "int32"
                  },
                  {
                    "name": "time",
                    "type": "uint40",
                    "internalType": "uint40"
                  }
                ]
              }
            ]
          },
          {
            "name": "blobs",
            "type": "tuple[]",
            "internalType": "struct BlobInput[]",
            "components": [
              {
                "name": "expiry",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "anchor",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "scanRange",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "rows",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          },
          {
            "name": "lines",
            "type": "tuple[]",
            "internalType": "struct LineInput[]",
            "components": [
              {
                "name": "market",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "amount",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "price",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "haircutBps",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "basisRate",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "late",
                "type": "bool",
                "internalType": "bool"
              }
            ]
          },
          {
            "name": "pairs",
            "type": "tuple[]",
            "internalType": "struct PairInput[]",
            "components": [
              {
                "name": "first",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "second",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "share",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          }
        ]
      }
    ],
    "stateMutability": "view"
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
  }
] as const
