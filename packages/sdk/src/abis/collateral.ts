// Made from the compiled contract by tools/abis.mjs.
export const collateralAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "hub",
        "type": "address",
        "internalType": "contract IHub"
      },
      {
        "name": "oracle",
        "type": "address",
        "internalType": "contract IOracle"
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
    "name": "valueOf",
    "inputs": [
      {
        "name": "account",
        "type": "bytes32",
        "internalType": "AccountId"
      }
    ],
    "outputs": [
      {
        "name": "equity",
        "type": "int256",
        "internalType": "int256"
      },
      {
        "name": "lines",
        "type": "tuple[]",
        "internalType": "struct ICollateral.Line[]",
        "components": [
          {
            "name": "asset",
            "type": "bytes32",
            "internalType": "AssetId"
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
            "name": "refusal",
            "type": "uint8",
            "internalType": "enum IOracle.Refusal"
          },
          {
            "name": "haircutBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "value",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedUintToInt",
    "inputs": [
      {
        "name": "value",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
