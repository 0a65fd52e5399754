// What the table compares our numbers with.

/** The most that a transaction may use. `npm run gas` fails above it. */
export const limits = {
  deposit: 80_000,
  credit_existing: 45_000,
  credit_new: 75_000,
  withdraw_total: 200_000,
}

/** What others pay for the same: whole transactions, cold, steady state. */
export const peers = {
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
      ['checkpoint_per_deposit_1', 'total, shared by 1'],
      ['checkpoint_per_deposit_10', 'total, shared by 10'],
      ['checkpoint_per_deposit_100', 'total, shared by 100'],
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
    ],
  ],
]

/** The contracts whose size is kept. */
export const sized = [
  'Clearing',
  'Committee',
  'Gateway',
  'Hub',
  'Keyring',
  'LayerZeroTransport',
  'Oracle',
  'Quorum',
  'SignedFeed',
  'Spoke',
  'WormholeTransport',
]
