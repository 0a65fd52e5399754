// What the table compares our numbers with.

/** The most that a transaction may use. `npm run gas` fails above it. */
export const limits = {
  deposit: 80_000,
  credit_existing: 45_000,
  credit_new: 75_000,
  withdraw_total: 200_000,
  trade_perp: 250_000,
  trade_perp_matched: 400_000,
  margin_check_options_32: 400_000,
  margin_check_options_127: 1_500_000,
  margin_check_cross_32: 400_000,
  refresh_option: 60_000,
  auction_open_perp_1: 150_000,
  auction_open_options_64: 350_000,
  bid_leg_options_64: 900_000,
}

const derive = 'Derive v2-core 7736900d'

/** What others pay for the same: whole transactions, cold, steady state. Derive: built and measured by us, 0.8.27, 100 runs. */
export const peers = {
  auction_open_perp_1: { gas: 563_000, source: `${derive}, standard manager` },
  auction_open_options_64: { gas: 5_000_000, source: `${derive}, 64 options` },
  bid_leg_options_64: { gas: 15_500_000, source: `${derive}, one of 64 options` },
  deposit: { gas: 63_096, source: 'Across SpokePool.deposit at 8ab0730: no message, no margin' },
  credit_existing: { gas: 175_825, source: 'Orderly contract-evm 425cad4, cross-chain-v2 3206bce' },
  credit_new: { gas: 271_662, source: 'Orderly, the same' },
  credit_existing_alone: {
    gas: 542_202,
    source: 'Wormhole lending example 224bcc1, its VAA included',
  },
  withdraw_total: {
    gas: 1_161_606,
    source: 'Orderly: hub 549,665, spoke 451,456, acknowledgement 160,485',
  },
  checkpoint_per_deposit_10: {
    gas: 430_396,
    source: 'Orderly: LayerZero send, 2 DVNs, in each deposit',
  },
  trade_perp: { gas: 548_308, source: `${derive}, standard manager` },
  trade_perp_matched: { gas: 960_564, source: `${derive}, through its matching` },
  trade_option: { gas: 573_905, source: `${derive}, standard manager; 1,957,740 portfolio` },
  margin_check_options_8: { gas: 3_360_000, source: `${derive}, portfolio, 33 scenarios` },
  margin_check_options_32: { gas: 10_870_000, source: `${derive}, the same` },
  margin_check_options_64: { gas: 21_200_000, source: `${derive}, the same` },
  margin_check_options_127: { gas: 42_600_000, source: `${derive}, the same` },
  margin_check_cross_8: { gas: 775_000, source: `${derive}, standard manager, one expiry` },
  margin_check_cross_32: { gas: 2_880_000, source: `${derive}, the same` },
  margin_check_cross_64: { gas: 7_660_000, source: `${derive}, the same` },
  margin_check_cross_127: { gas: 23_700_000, source: `${derive}, the same` },
}

/** What a check costs as a line through these: name of the line, then snapshots by number of positions. */
export const lines = {
  margin_check_options: [0, 8, 32, 64, 127],
  margin_check_cross: [8, 32, 64, 127],
  margin_check_linear: [1, 8, 32],
}

/** The table: title of a chapter, then its rows (name of a snapshot, what it is). */
export const chapters = [
  [
    'Deposit, on the spoke',
    [
      ['deposit', 'ERC-20, allowance left over'],
      ['deposit_max_allowance', 'the same, endless allowance'],
      ['deposit_exact_allowance', 'the same, allowance used up'],
      ['deposit_permit', 'with an EIP-2612 permit'],
      ['deposit_native', 'native coin'],
    ],
  ],
  [
    'Credit, on the hub',
    [
      ['credit_existing', 'each of ten, account holds the asset'],
      ['credit_new', 'each of ten, account is new'],
      ['credit_existing_cash', 'each of ten, cash'],
      ['credit_new_cash', 'each of ten, cash, account is new'],
      ['credit_existing_alone', 'whole ingest of one'],
      ['credit_new_alone', 'whole ingest of one, account is new'],
    ],
  ],
  [
    'Withdrawal',
    [
      ['withdraw_hub', 'collateral, on the hub'],
      ['withdraw_cash_hub', 'cash, on the hub'],
      ['withdraw_spoke', 'whole ingest of its release alone'],
      ['withdraw_spoke_ten_each', 'each of ten releases in one ingest'],
      ['withdraw_total', 'hub and spoke, alone'],
    ],
  ],
  [
    'Trading: both sides checked at initial margin',
    [
      ['trade_perp', 'perpetual, by a venue, both have some'],
      ['trade_perp_new', 'the first position of both'],
      ['trade_perp_reducing', 'both have less of it afterwards'],
      ['trade_perp_matched', 'two signed orders, with fees'],
      ['trade_option', 'portfolio, both have some'],
      ['trade_option_new', 'portfolio, the first of both'],
      ['withdraw_with_positions', 'cash, on the hub, with a perpetual'],
      ['set_mode', 'with a perpetual'],
      ['poke_funding', 'two prices'],
      ['settle_expired', 'one option'],
    ],
  ],
  [
    'Initial margin, arrays current',
    [
      ['margin_check_options_0', 'portfolio, cash alone'],
      ['margin_check_options_8', 'portfolio, two expiries, 8 strikes'],
      ['margin_check_options_32', 'two expiries, 32 strikes'],
      ['margin_check_options_32_chain', 'two expiries, 16 calls, 16 puts'],
      ['margin_check_options_64', 'two expiries, 64 strikes'],
      ['margin_check_options_127', 'three expiries, 127 strikes'],
      ['margin_check_options_each', 'slope of the line, for each option'],
      ['margin_check_options_base', 'where it begins'],
      ['margin_check_cross_8', 'cross, two expiries, 8 strikes'],
      ['margin_check_cross_32', 'two expiries, 32 strikes'],
      ['margin_check_cross_64', 'two expiries, 64 strikes'],
      ['margin_check_cross_127', 'three expiries, 127 strikes'],
      ['margin_check_cross_each', 'slope of the line, for each option'],
      ['margin_check_cross_base', 'where it begins'],
      ['margin_check_linear_1', 'portfolio, a perpetual'],
      ['margin_check_linear_8', 'and futures of 7 expiries'],
      ['margin_check_linear_32', 'and futures of 31 expiries'],
      ['margin_check_linear_each', 'slope of the line, for each'],
      ['margin_check_linear_base', 'where it begins'],
      ['margin_check_perps_8', 'perpetuals of 8 underlyings'],
    ],
  ],
  [
    'Liquidation',
    [
      ['auction_open_perp_1', 'one scenario named, cross, a perpetual'],
      ['auction_open_options_64', 'one scenario named, portfolio, two expiries, 64 strikes'],
      ['auction_open_options_64_whole', 'the whole maintenance margin computed'],
      ['bid_perp_1', 'a fifth of the perpetual'],
      ['bid_leg_options_64', 'one of 64 options'],
    ],
  ],
  [
    'Risk arrays',
    [
      ['refresh_option', 'each of 32 strikes'],
      ['refresh_option_chain', 'each of 16 calls and 16 puts'],
      ['refresh_option_new', 'each of 32 strikes, never computed'],
      ['refresh_32', 'whole transaction of 32 strikes'],
      ['refresh_8', 'whole transaction of 8 strikes'],
      ['margin_check_with_refresh_32', '32 strikes, two refreshes and a check'],
      ['margin_check_with_refresh_32_chain', '16 calls, 16 puts, the same'],
    ],
  ],
  [
    'Checkpoint, over both bridges',
    [
      ['publish', 'LayerZero with three DVNs, and Wormhole'],
      ['publish_two_dvns', 'the same with two DVNs'],
      ['publish_heartbeat', 'three DVNs, nothing new'],
      ['dvn_verify', 'each DVN (two signatures)'],
      ['lz_commit', 'three DVNs'],
      ['lz_commit_two_dvns', 'two DVNs'],
      ['lz_receive', 'first vote'],
      ['vaa_receive', '13 of 19, second vote, accepts'],
      ['vaa_receive_first', '13 of 19, first vote'],
      ['lz_receive_second', 'second vote, accepts'],
      ['accept', 'part of the second vote'],
      ['checkpoint_source', 'publish'],
      ['checkpoint_destination', 'all six transactions there'],
      ['checkpoint_total', 'three DVNs'],
      ['checkpoint_total_two_dvns', 'two DVNs'],
      ['checkpoint_from_hub_total', 'three DVNs, from the hub'],
      ['checkpoint_per_deposit_1', 'each, one in it'],
      ['checkpoint_per_deposit_10', 'each of ten in it'],
      ['checkpoint_per_deposit_100', 'each of a hundred in it'],
    ],
  ],
  [
    'Floors, measured beside them',
    [
      ['floor_oapp_send_1dvn', 'empty OApp, 128 bytes, 1 DVN'],
      ['floor_oapp_send_2dvn', '2 DVNs'],
      ['floor_oapp_send_3dvn', '3 DVNs'],
      ['floor_oapp_send_1dvn_176', '176 bytes, 1 DVN'],
      ['floor_oapp_send_2dvn_176', '2 DVNs'],
      ['floor_oapp_send_3dvn_176', '3 DVNs'],
      ['floor_dvn_verify', 'DVN.execute'],
      ['floor_commit', '1 DVN'],
      ['floor_commit_2dvn', '2 DVNs'],
      ['floor_commit_3dvn', '3 DVNs'],
      ['floor_lz_receive_empty', 'into an empty OApp'],
      ['floor_wormhole_publish', 'from an app, 128 bytes'],
      ['floor_vaa_core', '13 of 19, core bridge and mapping'],
      ['floor_vaa_sdk', '13 of 19, Solidity SDK and bitmap'],
      ['floor_erc20_transfer_from', 'OpenZeppelin, allowance left over'],
      ['floor_erc20_transfer', 'OpenZeppelin'],
      ['floor_sstore_new', 'one new slot'],
      ['floor_read_64_positions', '64 slots read, nothing else'],
      ['floor_auction_open_options_64', 'what opening touches, each once, cold'],
      ['floor_bid_leg_options_64', 'what the bid touches, each once, cold'],
    ],
  ],
]

/** The trades, checks and refreshes that are taken apart. */
export const apart = [
  'trade_perp',
  'trade_perp_matched',
  'trade_option',
  'margin_check_options_8',
  'margin_check_options_32',
  'margin_check_cross_32',
  'margin_check_linear_8',
  'refresh_8',
]

/** The contracts whose size is kept. */
export const sized = [
  'ChainlinkAdapter',
  'Clearing',
  'Committee',
  'Exchange',
  'Gateway',
  'Hub',
  'Keyring',
  'LayerZeroTransport',
  'Liquidation',
  'Oracle',
  'Quorum',
  'RiskArrays',
  'RiskEngine',
  'RiskParameters',
  'RiskReader',
  'SignedFeed',
  'Spoke',
  'Surfaces',
  'Valuation',
  'WormholeTransport',
]
