import { Counter, Gauge, Registry } from 'prom-client'

/** The node's figures, for Prometheus. */
export type Metrics = ReturnType<typeof createMetrics>

/** Makes a registry of its own, so that several nodes can run in one process. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const gauge = (name: string, help: string, labelNames: string[]) =>
    new Gauge({ name: `causeway_${name}`, help, labelNames, registers })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `causeway_${name}`, help, labelNames, registers })
  return {
    registry,
    headBlock: gauge('head_block', 'Newest block of the chain', ['chain']),
    finalBlock: gauge('final_block', 'Newest block that is believed', ['chain']),
    readBlock: gauge('read_block', 'Newest block that was read', ['chain']),
    balance: gauge('sender_balance', 'Native coin of the sending key', ['chain']),
    laneSequence: gauge('lane_sequence', 'How far a lane is, by stage', ['from', 'to', 'stage']),
    laneFrozen: gauge('lane_frozen', '1 while the lane is frozen at its destination', [
      'from',
      'to',
    ]),
    transactions: gauge('transactions', 'Transactions by state', ['chain', 'state']),
    errors: counter('errors_total', 'Failed steps', ['loop']),
    rpcFailures: counter('rpc_failures_total', 'Requests that an RPC failed', ['chain', 'rpc']),
    reorgs: counter('reorgs_total', 'Reorganisations below finality', ['chain']),
    contradictions: counter('contradictions_total', 'Things bridges say that no chain said', [
      'from',
      'to',
    ]),
    published: counter('publishes_total', 'Checkpoints this node published', ['from', 'to']),
    ingested: counter('ingests_total', 'Messages this node brought', ['from', 'to']),
    kept: counter('keeps_total', 'Calls that this node queued to keep markets going', ['what']),
    priceAge: gauge('price_observed_age_seconds', 'Since the oracle last observed a price', [
      'price',
    ]),
    priceRefused: gauge('price_refused', '1 while the oracle refuses a price', ['price']),
    holders: gauge('holders', 'Accounts that hold positions', []),
    expired: gauge(
      'expired_expiries',
      'Expiries that have passed and that somebody still holds',
      [],
    ),
    scanned: gauge('accounts_scanned', 'Accounts whose margin is watched', []),
    scanSeconds: gauge('scan_seconds', 'How long the last look at all of them took', []),
    auctionsOpen: gauge('auctions_open', 'Auctions that are open', []),
    bids: counter('bids_total', 'Bids of this node, queued and made', ['result']),
    bidProfit: counter('bid_profit_usd', 'What bids that were made got, before their costs', []),
    signed: counter('signatures_total', 'Signatures this node gave', ['kind']),
  }
}
