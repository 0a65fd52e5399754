import type { Abi, AbiEvent } from 'viem'
import { gatewayAbi, hubAbi, liquidationAbi, quorumAbi, spokeAbi } from '../abis/index.js'

function eventOf<const abi extends Abi, name extends string>(abi: abi, name: name) {
  return abi.find((item) => item.type === 'event' && item.name === name) as Extract<
    abi[number],
    { type: 'event'; name: name }
  >
}

/** The events by which crossings and auctions are followed. */
export const events = {
  appended: eventOf(gatewayAbi, 'Appended'),
  accepted: eventOf(gatewayAbi, 'Accepted'),
  ingested: eventOf(gatewayAbi, 'Ingested'),
  rejected: eventOf(gatewayAbi, 'MessageRejected'),
  released: eventOf(spokeAbi, 'Released'),
  releaseWaiting: eventOf(spokeAbi, 'ReleaseWaiting'),
  releaseClaimable: eventOf(spokeAbi, 'ReleaseClaimable'),
  claimed: eventOf(spokeAbi, 'Claimed'),
  credited: eventOf(hubAbi, 'Credited'),
  depositPending: eventOf(hubAbi, 'DepositPending'),
  depositRefunded: eventOf(hubAbi, 'DepositRefunded'),
  withdrawn: eventOf(hubAbi, 'Withdrawn'),
  ticketBooked: eventOf(hubAbi, 'TicketBooked'),
  ticketClosed: eventOf(hubAbi, 'TicketClosed'),
  signerSet: eventOf(hubAbi, 'SignerSet'),
  auctionOpened: eventOf(liquidationAbi, 'AuctionOpened'),
  auctionClosed: eventOf(liquidationAbi, 'AuctionClosed'),
  bidMade: eventOf(liquidationAbi, 'BidMade'),
  bidReturned: eventOf(liquidationAbi, 'BidReturned'),
  collateralSeized: eventOf(liquidationAbi, 'CollateralSeized'),
  collateralReleased: eventOf(liquidationAbi, 'CollateralReleased'),
  published: eventOf(quorumAbi, 'Published'),
  attested: eventOf(quorumAbi, 'Attested'),
  committeeAttested: eventOf(quorumAbi, 'CommitteeAttested'),
  laneFrozen: eventOf(quorumAbi, 'LaneFrozen'),
} as const satisfies Record<string, AbiEvent>
