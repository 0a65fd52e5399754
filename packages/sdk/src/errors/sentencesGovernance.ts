import type { Sentence } from './sentences.js'

/** Errors of governance and of the libraries that the contracts are made from. */
export const governanceSentences: Record<string, Sentence> = {
  AccessManagedUnauthorized: [
    'fix',
    ({ caller }) => `${caller} has no role that allows this call.`,
  ],
  AccessManagedRequiredDelay: [
    'wait',
    ({ delay }) => `The call is delayed by ${delay} seconds: schedule it first, then execute it.`,
  ],
  AccessManagedInvalidAuthority: ['give up', 'The authority is not a contract.'],
  AccessManagerNotReady: ['wait', 'The scheduled call is not ready yet.'],
  AccessManagerNotScheduled: ['fix', 'The call was not scheduled, or was executed or cancelled.'],
  AccessManagerExpired: ['fix', 'The scheduled call expired: schedule it again.'],
  OwnableUnauthorizedAccount: [
    'fix',
    ({ account }) => `${account} is not the owner of the contract.`,
  ],
  OwnableInvalidOwner: ['fix', 'The owner given is not possible.'],
  ReentrancyGuardReentrantCall: [
    'give up',
    'The call came back into itself, which is not allowed.',
  ],
  ECDSAInvalidSignature: ['fix', 'The signature is malformed.'],
  ECDSAInvalidSignatureLength: ['fix', 'The signature has the wrong length.'],
  ECDSAInvalidSignatureS: ['fix', 'The signature is in a form that is not accepted (high s).'],
  InvalidShortString: ['give up', 'A name inside the contract is malformed.'],
  StringTooLong: ['give up', 'A name inside the contract is too long.'],
  SafeCastOverflowedUintToInt: ['fix', ({ value }) => `The number ${value} is too large.`],
  SafeCastOverflowedIntToUint: ['fix', ({ value }) => `The number ${value} is below zero.`],
  SafeCastOverflowedIntDowncast: [
    'fix',
    ({ bits, value }) => `The number ${value} does not fit into ${bits} bits: give a smaller one.`,
  ],
  SafeCastOverflowedUintDowncast: [
    'fix',
    ({ bits, value }) => `The number ${value} does not fit into ${bits} bits: give a smaller one.`,
  ],
  Error: ['fix', ({ message }) => `The contract says: "${message}".`],
  Panic: [
    'give up',
    ({ code }) =>
      Number(code) === 0x11
        ? 'A number left its range inside the contract (panic 0x11): the amount is too large or too small.'
        : `The contract failed an internal check (panic 0x${Number(code).toString(16)}).`,
  ],
}
