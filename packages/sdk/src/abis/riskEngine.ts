// Made from the compiled contract by tools/abis.mjs.
export const riskEngineAbi = [
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
        "name": "gateway",
        "type": "address",
        "internalType": "contract IGateway"
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
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "initialFactor",
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
        "name": "input",
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
        "name": "params",
        "type": "tuple",
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
        "name": "params",
        "type": "tuple",
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
    "name": "Risk_BadCollateral",
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
    "name": "Risk_BadCorrelation",
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
    "name": "Risk_BadFactor",
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
    "name": "Risk_TooFast",
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
    "name": "Risk_TooManyCorrelations",
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
