// Made from the compiled contract by tools/abis.mjs.
export const surfacesAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "publishers",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "threshold_",
        "type": "uint16",
        "internalType": "uint16"
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
    "name": "MAX_AHEAD",
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
    "name": "MAX_BASIS",
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
    "name": "MAX_BASIS_MOVE",
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
    "name": "MAX_VARIANCE_FALL",
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
    "name": "MAX_VARIANCE_RISE",
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
    "name": "MEMORY",
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
    "name": "MIN_INTERVAL",
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
    "name": "SLICE_TYPEHASH",
    "inputs": [],
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
    "name": "SURFACE_TYPEHASH",
    "inputs": [],
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
        "name": "threshold_",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "eip712Domain",
    "inputs": [],
    "outputs": [
      {
        "name": "fields",
        "type": "bytes1",
        "internalType": "bytes1"
      },
      {
        "name": "name",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "version",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "chainId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "verifyingContract",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "extensions",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "view"
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
    "name": "EIP712DomainChanged",
    "inputs": [],
    "anonymous": false
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
    "name": "ECDSAInvalidSignature",
    "inputs": []
  },
  {
    "type": "error",
    "name": "ECDSAInvalidSignatureLength",
    "inputs": [
      {
        "name": "length",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ECDSAInvalidSignatureS",
    "inputs": [
      {
        "name": "s",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "InvalidShortString",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Publishers_AlreadyAPublisher",
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
    "name": "Publishers_BadThreshold",
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
    "name": "Publishers_NotAPublisher",
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
    "name": "Publishers_OutOfOrder",
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
    "name": "Publishers_TooFew",
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
  },
  {
    "type": "error",
    "name": "StringTooLong",
    "inputs": [
      {
        "name": "str",
        "type": "string",
        "internalType": "string"
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
    "name": "Surfaces_TooSoon",
    "inputs": [
      {
        "name": "time",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "earliest",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
