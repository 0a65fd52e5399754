// Made from the compiled contract by tools/abis.mjs.
export const riskArraysAbi = [
  {
    "type": "constructor",
    "inputs": [
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
      }
    ],
    "stateMutability": "nonpayable"
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
    "name": "ENGINE",
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
    "name": "markOf",
    "inputs": [
      {
        "name": "expiry",
        "type": "tuple",
        "internalType": "struct ExpiryInput",
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
        "name": "strike",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "isCall",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "pure"
  },
  {
    "type": "function",
    "name": "newestOf",
    "inputs": [
      {
        "name": "instrument",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
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
    "name": "placesOf",
    "inputs": [
      {
        "name": "instruments",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "outputs": [
      {
        "name": "places",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "refresh",
    "inputs": [
      {
        "name": "parameters",
        "type": "address",
        "internalType": "contract IRiskParameters"
      },
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
    "outputs": [
      {
        "name": "forward",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "blob",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "nonpayable"
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
    "name": "RiskArrays_BadStrikes",
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
    "name": "RiskArrays_NotTheEngine",
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
    "name": "RiskArrays_NotWritten",
    "inputs": []
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
