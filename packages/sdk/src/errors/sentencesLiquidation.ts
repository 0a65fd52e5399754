import { type Hex, hexToBigInt } from 'viem'
import { formatAmount } from '../client/units.js'
import { type ErrorContext, sayAsset, sayCash, sayChain, sayInstrument, sayTime } from './format.js'
import type { Sentence } from './sentences.js'

/** A leg of a bid in words: an asset names its chain, an instrument has nothing in its place. */
function sayLeg(leg: Hex, context: ErrorContext): string {
  const id = hexToBigInt(leg)
  return id >> 160n === 0n ? sayInstrument(id) : sayAsset(context, leg)
}

/** Shares of the stake in words. */
const sayShares = (shares: unknown) => formatAmount(BigInt(String(shares)), 21)

/** Errors of liquidations and of what values their accounts. */
export const liquidationSentences: Record<string, Sentence> = {
  Liquidation_NotTheHub: ['give up', 'Only the hub books the bids of spokes.'],
  Liquidation_NotTheVault: ['give up', 'Only the staking vault moves what is staked.'],
  Liquidation_NotAuthorised: [
    'fix',
    ({ caller }) =>
      `${caller} may not bid for this account: bid as its owner, or as an operator who may trade.`,
  ],
  Liquidation_Healthy: [
    'give up',
    ({ equity, maintenance }) =>
      `The account is not below maintenance: its equity is ${sayCash(equity)}, maintenance ${sayCash(maintenance)}.`,
  ],
  Liquidation_NotShort: [
    'fix',
    ({ left }) =>
      `In the scenarios named the account has ${sayCash(left)} left, so they prove nothing: name others, or none to have all of its margin computed.`,
  ],
  Liquidation_Open: ['give up', 'An auction against this account is open already: bid in it.'],
  Liquidation_NotOpen: [
    'give up',
    'There is no auction against this account: open one if it is below maintenance; else there is nothing to do.',
  ],
  Liquidation_BelowInitial: [
    'wait',
    ({ equity, initial }) =>
      `The account is still below initial margin (equity ${sayCash(equity)}, initial margin ${sayCash(initial)}): its auction stays open.`,
  ],
  Liquidation_OwnAccount: [
    'fix',
    'Both accounts are of one owner: nobody is paid for taking over from himself. Bid for an account of another owner.',
  ],
  Liquidation_Reserved: ['fix', 'The account belongs to the book itself: it is never liquidated.'],
  Liquidation_Late: [
    'fix',
    ({ deadline }) => `The bid's deadline has passed (${sayTime(deadline)}): bid again.`,
  ],
  Liquidation_BadShare: [
    'fix',
    ({ share }) => `A share of ${share} millionths is more than all: bid for at most 1,000,000.`,
  ],
  Liquidation_NothingTaken: [
    'fix',
    'The bid takes nothing: name a share, collateral or positions.',
  ],
  Liquidation_TooMuch: [
    'retry',
    ({ leg, wanted, held }, context) =>
      `The bid takes ${sayCash(wanted)} of ${sayLeg(leg as Hex, context)}, the account has ${sayCash(held)}: somebody may have been faster. Look again, and take less.`,
  ],
  Liquidation_NoPrice: [
    'wait',
    ({ asset }, context) =>
      `${sayAsset(context, asset)} has no price that is believed now, so nothing of it is sold: leave it out of the bid, or wait for its price.`,
  ],
  Liquidation_TooDear: [
    'retry',
    ({ cost, maxCost }) =>
      `The bid would cost ${sayCash(cost)}, it allows ${sayCash(maxCost)}: allow more, take less, or wait until the discount has grown.`,
  ],
  Liquidation_NoBetter: [
    'fix',
    ({ equity, maintenance }) =>
      `The account would be no better off (equity ${sayCash(equity)}, maintenance ${sayCash(maintenance)} afterwards): take what its margin suffers from, or a share of all.`,
  ],
  Liquidation_Excessive: [
    'fix',
    ({ equity, initial }) =>
      `The bid takes more than restores initial margin (equity ${sayCash(equity)}, initial margin ${sayCash(initial)} afterwards): take less.`,
  ],
  Liquidation_LeavesDust: [
    'fix',
    ({ maintenance }) =>
      `What would be left needs only ${sayCash(maintenance)} of margin, too little for anybody to bid for: take all of it.`,
  ],
  Liquidation_FundExhausted: [
    'wait',
    ({ fund, needed }) =>
      `The insurance fund has ${sayCash(fund)}, the bid needs ${sayCash(needed)} of it: take less, or declare the insolvency so that deleveraging begins.`,
  ],
  Liquidation_ReceiverNotOwner: [
    'fix',
    ({ receiver }) =>
      `Who only acts for an owner sends nothing to others (${receiver}): name the owner as receiver, or none.`,
  ],
  Liquidation_Solvent: [
    'give up',
    ({ equityAtMark }) =>
      `At mark the account is solvent (${sayCash(equityAtMark)}): bids suffice for it.`,
  ],
  Liquidation_FundSuffices: [
    'give up',
    ({ fund, lacking }) =>
      `The insurance fund has ${sayCash(fund)}, the account lacks ${sayCash(lacking)}: bids suffice for it.`,
  ],
  Liquidation_NotYet: [
    'wait',
    ({ since }) =>
      BigInt(String(since)) < 1_000_000n
        ? 'The insolvency has not been declared: declare it first.'
        : `It is too early: possible from ${sayTime(since)}.`,
  ],
  Liquidation_NotOpposite: [
    'fix',
    ({ instrument }) =>
      `The two accounts do not stand on opposite sides of ${sayInstrument(instrument)}: choose one that does.`,
  ],
  Liquidation_NotEligible: [
    'wait',
    ({ score, threshold }) =>
      `The account's requirement is ${score} millionths of its equity, those from ${threshold} on are called upon now: choose a riskier one, or wait.`,
  ],
  Liquidation_NotEmpty: [
    'fix',
    'The account still has positions, collateral or cash: only a debt that nothing stands behind is covered.',
  ],
  Liquidation_NoHaircut: [
    'give up',
    'There is no haircut to give back, or nothing in the fund to give it back from.',
  ],
  Liquidation_UnknownBid: [
    'give up',
    ({ chain, seq }, context) =>
      `Message ${seq} from ${sayChain(context, chain)} is no bid that waits: it was made already, is not there yet, or is another one.`,
  ],
  Liquidation_StillInTime: [
    'wait',
    ({ deadline }) => `The bid can still be made, until ${sayTime(deadline)}: execute it, or wait.`,
  ],
  Liquidation_NothingToReturn: [
    'wait',
    ({ chain, seq }, context) =>
      `Nothing of bid ${seq} from ${sayChain(context, chain)} can go back now: its account is empty, needs its cash, or the vault cannot pay yet.`,
  ],
  Liquidation_FeeTooLow: [
    'fix',
    ({ needed }) => `The value must pay for what is sent back: at least ${needed} wei more.`,
  ],
  Liquidation_TooLittleGas: ['retry', 'The call had too little gas left: repeat with more gas.'],
  Liquidation_ValueRefused: [
    'fix',
    ({ caller }) => `${caller} does not take back what is left of the value: send exactly enough.`,
  ],
  Pace_TooEarly: [
    'wait',
    ({ since }) => `The price was counted in a moment ago: again possible from ${sayTime(since)}.`,
  ],
  Pace_Unlisted: ['fix', 'This underlying is not listed: name one that is traded.'],
  InsuranceVault_NotTheLiquidation: ['fix', 'Fees are swept by the liquidation: sweepFees.'],
  InsuranceVault_NotEnoughShares: [
    'fix',
    ({ shares, balance }) =>
      `The request is for ${sayShares(shares)} shares, there are ${sayShares(balance)}: ask for fewer.`,
  ],
  InsuranceVault_UnknownAccount: [
    'fix',
    ({ who }) =>
      `Whether ${who} is a key pair or a contract cannot be told here, so its account is unknown: send the transaction from it, and name no other receiver.`,
  ],
  InsuranceVault_Solvent: [
    'give up',
    ({ equityAtMark }) =>
      `At mark the account is solvent (${sayCash(equityAtMark)}): the fund pays nothing for it, and nobody is held.`,
  ],
  InsuranceVault_Trifle: [
    'give up',
    ({ lacking, least }) =>
      `The account lacks ${sayCash(lacking)}; for less than ${sayCash(least)} nobody is held.`,
  ],
  InsuranceVault_HeldLongEnough: [
    'wait',
    ({ since }) =>
      `Exits have been held for as long as may be: again possible from ${sayTime(since)}.`,
  ],
  CashFace_OnlyInTheBook: [
    'fix',
    'Cash of the book is no token that can be sent: withdraw it, transfer it between own accounts, or stake it.',
  ],
  ERC4626ExceededMaxDeposit: [
    'fix',
    ({ assets, max }) =>
      `${sayCash(assets)} is more than the stake takes: it takes ${sayCash(max)}.`,
  ],
  ERC4626ExceededMaxMint: [
    'fix',
    ({ shares, max }) =>
      `${sayShares(shares)} shares are more than the stake gives out: it gives ${sayShares(max)}.`,
  ],
  ERC4626ExceededMaxWithdraw: [
    'wait',
    ({ assets, max }) =>
      `${sayCash(assets)} is more than may leave the stake now (${sayCash(max)}): ask first, and wait until the cooldown is over and exits are not held.`,
  ],
  ERC4626ExceededMaxRedeem: [
    'wait',
    ({ shares, max }) =>
      `${sayShares(shares)} shares are more than may leave now (${sayShares(max)}): ask first, and wait until the cooldown is over and exits are not held.`,
  ],
  Valuation_BadScenarios: [
    'fix',
    ({ expected, actual }) =>
      `${actual} scenarios are named, ${expected} are needed: one for each underlying, in cross margin for each position and token.`,
  ],
  Valuation_BadScenario: [
    'fix',
    ({ scenario }) =>
      `Scenario ${scenario} proves nothing here: name one of 0 to 13, and one for every underlying with options.`,
  ],
  Valuation_Correlated: [
    'fix',
    'The account holds correlated underlyings, which single scenarios do not judge: name none, to have all of its margin computed.',
  ],
}
