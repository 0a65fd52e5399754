import { sayAmount, sayTime, sayToken } from './format.js'
import type { Sentence } from './sentences.js'

/** Errors of the vaults, and of the tokens that lie in them. */
export const spokeSentences: Record<string, Sentence> = {
  Spoke_ZeroAmount: ['fix', 'The amount is zero: give an amount above zero.'],
  Spoke_ZeroReceiver: ['fix', 'The receiver is the zero address: name who should be paid.'],
  Spoke_ReservedAccount: [
    'fix',
    'The account has no owner, so nobody could ever take the deposit out: name an account with an owner.',
  ],
  Spoke_UnknownToken: [
    'fix',
    ({ token }, c) =>
      `The vault does not take the token ${sayToken(c, token)}: use one of the listed tokens of this chain.`,
  ],
  Spoke_Halted: [
    'wait',
    ({ token }, c) =>
      `Deposits of ${sayToken(c, token)} are stopped on this chain until its governance opens them again; deposit another token or on another chain. Withdrawals go on.`,
  ],
  Spoke_OverCap: [
    'fix',
    ({ token, amount, room }, c) =>
      `The vault's cap leaves room for ${sayAmount(c, token, room)} only, not ${sayAmount(c, token, amount)}: deposit less, or on another chain.`,
  ],
  Spoke_ShortTransfer: [
    'give up',
    ({ token }, c) =>
      `The vault did not receive the full amount: ${sayToken(c, token)} takes a fee on transfers or has shrunk, and cannot be deposited.`,
  ],
  Spoke_UseDepositNative: [
    'fix',
    'The native coin is deposited with depositNative, not as a token: name the token "native" or its symbol.',
  ],
  Spoke_NotTheOwner: [
    'fix',
    ({ caller }) =>
      `${caller} does not own the account, as seen from this chain: use the owner's key, or for a contract account the contract on its own chain.`,
  ],
  Spoke_NotAContract: [
    'fix',
    'Only a contract names a signer: a key pair signs for itself and needs none.',
  ],
  Spoke_BadLegs: [
    'fix',
    ({ expected, actual }) =>
      `The legs of the bid are ${actual} bytes long, its terms speak of ${expected}: bring 40 for each token and 32 for each position.`,
  ],
  Spoke_Late: [
    'fix',
    ({ deadline }) =>
      `The bid's deadline has passed (${sayTime(deadline)}): give one that leaves it time to cross.`,
  ],
  Spoke_NotWaiting: [
    'give up',
    ({ seq }) => `No release waits under number ${seq} with these terms: it was paid already.`,
  ],
  Spoke_StillWaiting: [
    'wait',
    ({ seq, matureAt }) =>
      `Release ${seq} still waits for the vault's outflow limit or a brake: repeat at ${sayTime(matureAt)} at the latest.`,
  ],
  Spoke_NothingToClaim: [
    'give up',
    ({ receiver, token }, c) =>
      `There is nothing of ${sayToken(c, token)} to claim for ${receiver}.`,
  ],
  Spoke_PaymentRefused: [
    'fix',
    ({ token, to }, c) =>
      `${sayToken(c, token)} or ${to} refused the payment: claim it to another address, or once the token works again.`,
  ],
  Spoke_NoDeficit: ['give up', 'The vault holds all that it owes: there is no deficit to report.'],
  Spoke_OnlySelf: ['give up', 'Only the vault itself makes this call.'],
  Spoke_TooLittleGas: [
    'retry',
    'The transaction had too little gas left for a payout: repeat with more gas.',
  ],
  Spoke_NotTighter: ['fix', 'The new cap is not below the present one.'],
  Spoke_BrakeSpent: [
    'wait',
    ({ nextAt }) =>
      `The token was braked in the last 30 days: it can be braked again at ${sayTime(nextAt)}.`,
  ],
  Spoke_HatchClosed: [
    'wait',
    ({ opensAt }) =>
      `The hub is not silent for long enough: the hatch could open at ${sayTime(opensAt)} if nothing is heard until then.`,
  ],
  Spoke_HatchOpen: [
    'give up',
    'The hub fell silent and the hatch of this vault is open: it takes no deposits; leave by reclaim or escape.',
  ],
  Spoke_IngestFirst: [
    'fix',
    ({ ingested, accepted }) =>
      `The vault knows of releases up to ${accepted} and handled only ${ingested}: ingest the rest first.`,
  ],
  Spoke_NotReclaimable: [
    'give up',
    ({ seq }) =>
      `Deposit ${seq} cannot be reclaimed: the hub had it, it went back already, or the body is another one.`,
  ],
  Spoke_NotTheEscape: ['give up', 'Only the escape contract makes this call.'],

  ERC20InsufficientBalance: [
    'fix',
    ({ balance, needed }) =>
      `The wallet holds ${balance} units of the token, ${needed} are needed: fund it or use less.`,
  ],
  ERC20InsufficientAllowance: [
    'fix',
    ({ allowance, needed }) =>
      `The vault may take ${allowance} units of the token, ${needed} are needed: approve them first.`,
  ],
  ERC20InvalidReceiver: ['fix', ({ receiver }) => `The token does not pay to ${receiver}.`],
  ERC20InvalidSender: ['fix', ({ sender }) => `The token does not let ${sender} send.`],
  ERC20InvalidApprover: ['fix', ({ approver }) => `The token does not let ${approver} approve.`],
  ERC20InvalidSpender: ['fix', ({ spender }) => `The token does not let ${spender} spend.`],
  ERC2612ExpiredSignature: ['fix', 'The permit has expired: sign a new one.'],
  ERC2612InvalidSigner: ['fix', 'The permit was not signed by the token holder.'],
  SafeERC20FailedOperation: [
    'fix',
    ({ token }, c) =>
      `The transfer of ${sayToken(c, token)} failed: check balance and allowance, and that the token lets you send.`,
  ],
  InvalidNonce: ['fix', 'The Permit2 nonce was used before: sign with a fresh one.'],
  SignatureExpired: ['fix', 'The Permit2 signature has expired: sign a new one.'],
  InvalidSigner: [
    'fix',
    'The Permit2 signature is not by the token holder: sign with the wallet that sends.',
  ],
  InvalidContractSignature: ['fix', 'The wallet contract does not confirm the Permit2 signature.'],
  InvalidSignature: ['fix', 'The Permit2 signature is malformed.'],
  InvalidSignatureLength: ['fix', 'The Permit2 signature has the wrong length.'],
  InvalidAmount: [
    'fix',
    'The Permit2 signature covers less than the deposit: sign for the exact amount.',
  ],
}
