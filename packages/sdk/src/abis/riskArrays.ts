// Made from the compiled contract by tools/abis.mjs.
export const riskArraysAbi = [
  {
    "type": "function",
    "name": "ENGINE",
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
    "name": "write",
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
      },
      {
        "name": "e",
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
        "name": "scanRange",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "volShock",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "outputs": [],
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
  }
] as const
