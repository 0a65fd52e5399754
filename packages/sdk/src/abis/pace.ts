// Made from the compiled contract by tools/abis.mjs.
export const paceAbi = [
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
        "internalType": "address"
      },
      {
        "name": "gateway",
        "type": "address",
        "internalType": "contract IGateway"
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
    "name": "RISK",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract ISources"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "adapt",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "feesOf",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct IPace.Fees",
        "components": [
          {
            "name": "average",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "time",
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
    "name": "forecastOf",
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
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "marketOf",
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
        "internalType": "struct IPace.Market",
        "components": [
          {
            "name": "price",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "variance",
            "type": "uint56",
            "internalType": "uint56"
          },
          {
            "name": "ratio",
            "type": "uint24",
            "internalType": "uint24"
          },
          {
            "name": "time",
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
    "name": "observe",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "observeBaseFee",
    "inputs": [],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "paceOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "pace",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "congestion",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "silence",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "speed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "paceWith",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      },
      {
        "name": "underlyings",
        "type": "bytes6[]",
        "internalType": "bytes6[]"
      }
    ],
    "outputs": [
      {
        "name": "pace",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "congestion",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "silence",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "speed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "event",
    "name": "BaseFeeObserved",
    "inputs": [
      {
        "name": "baseFee",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "average",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "VolatilityObserved",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "indexed": true,
        "internalType": "bytes6"
      },
      {
        "name": "price",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "variance",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "ratio",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "Pace_TooEarly",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      },
      {
        "name": "since",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Pace_Unlisted",
    "inputs": [
      {
        "name": "underlying",
        "type": "bytes6",
        "internalType": "bytes6"
      }
    ]
  }
] as const
