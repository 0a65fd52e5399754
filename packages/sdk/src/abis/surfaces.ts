// Made from the compiled contract by tools/abis.mjs.
export const surfacesAbi = [
  {
    "type": "function",
    "name": "change",
    "inputs": [
      {
        "name": "added",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "removed",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "hashSurface",
    "inputs": [
      {
        "name": "surface",
        "type": "tuple",
        "internalType": "struct ISurfaces.Surface",
        "components": [
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
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isPublisher",
    "inputs": [
      {
        "name": "publisher",
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
    "name": "publish",
    "inputs": [
      {
        "name": "surface",
        "type": "tuple",
        "internalType": "struct ISurfaces.Surface",
        "components": [
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
        "name": "signatures",
        "type": "bytes[]",
        "internalType": "bytes[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "size",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "sliceOf",
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
        "name": "",
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
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "threshold",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "event",
    "name": "Published",
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
        "name": "slice",
        "type": "tuple",
        "indexed": false,
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
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PublishersChanged",
    "inputs": [
      {
        "name": "added",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      },
      {
        "name": "removed",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      },
      {
        "name": "size",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "Surfaces_AlreadyAPublisher",
    "inputs": [
      {
        "name": "publisher",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_Arbitrage",
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
    "name": "Surfaces_BadThreshold",
    "inputs": [
      {
        "name": "threshold",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "size",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_Expired",
    "inputs": [
      {
        "name": "expiry",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_Future",
    "inputs": [
      {
        "name": "time",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "latestAllowed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_NotAPublisher",
    "inputs": [
      {
        "name": "signer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_NotNewer",
    "inputs": [
      {
        "name": "time",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "latest",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_OutOfOrder",
    "inputs": [
      {
        "name": "signer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Surfaces_TooFar",
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
    "name": "Surfaces_TooFew",
    "inputs": [
      {
        "name": "signatures",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "threshold",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
