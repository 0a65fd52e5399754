import { parseAbi } from 'viem'
import * as abis from '../abis/index.js'

/** Errors of contracts that ours call into, or that only show: price adapters, tokens, the face of cash, Permit2, LayerZero, Wormhole, AccessManager. */
export const foreignErrors = parseAbi([
  'error ChainlinkAdapter_NoFeed(bytes32 underlying)',
  'error ChainlinkAdapter_IncompleteRound(bytes32 underlying, uint80 roundId)',
  'error ChainlinkAdapter_TooManyDecimals(bytes32 underlying, uint8 decimals)',
  'error PythAdapter_NoFeed(bytes32 underlying)',
  'error PythAdapter_ExponentTooLarge(bytes32 underlying, int32 exponent)',
  'error CashFace_OnlyInTheBook()',
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
  'error ERC20InvalidSender(address sender)',
  'error ERC20InvalidReceiver(address receiver)',
  'error ERC20InvalidApprover(address approver)',
  'error ERC20InvalidSpender(address spender)',
  'error ERC2612ExpiredSignature(uint256 deadline)',
  'error ERC2612InvalidSigner(address signer, address owner)',
  'error InvalidNonce()',
  'error SignatureExpired(uint256 signatureDeadline)',
  'error InvalidSigner()',
  'error InvalidSignature()',
  'error InvalidSignatureLength()',
  'error InvalidContractSignature()',
  'error InvalidAmount(uint256 maxAmount)',
  'error LZ_InvalidNonce(uint64 nonce)',
  'error LZ_PayloadHashNotFound(bytes32 expected, bytes32 actual)',
  'error LZ_PathNotVerifiable()',
  'error LZ_PathNotInitializable()',
  'error LZ_ULN_Verifying()',
  'error AccessManagerNotReady(bytes32 operationId)',
  'error AccessManagerNotScheduled(bytes32 operationId)',
  'error AccessManagerExpired(bytes32 operationId)',
])

/** Every error that a call to a deployment can end with. */
export const knownErrors = [
  ...Object.values(abis).flatMap((abi) => abi.filter((item) => item.type === 'error')),
  ...foreignErrors,
]
