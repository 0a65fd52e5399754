import type { Database } from './database.js'

/** The schema, step by step; what has been released is never changed, only followed by further steps. */
const steps: readonly string[] = [
  `
create table cursors (chain int primary key, block bigint not null, hash text);
create table blocks (chain int, number bigint, hash text not null, primary key (chain, number));
create table messages (
  source int, dest int, seq bigint, kind int not null, body text not null, acc text not null,
  block bigint not null, block_hash text not null, tx_hash text not null, log_index int not null,
  primary key (source, dest, seq)
);
create table checkpoints (
  source int, dest int, content text, bytes text not null, out_seq bigint not null, in_seq bigint not null,
  source_block bigint not null, time bigint not null, block bigint not null, tx_hash text not null,
  log_index int not null, seen_at timestamptz not null default now(),
  primary key (source, dest, content)
);
create index checkpoints_block on checkpoints (source, dest, source_block);
create index checkpoints_seq on checkpoints (source, dest, out_seq);
create table packets (
  source int, dest int, nonce bigint, guid text not null, encoded text not null, content text not null,
  block bigint not null, tx_hash text not null,
  primary key (source, dest, nonce)
);
create index packets_content on packets (source, dest, content);
create table vaas (
  source int, sequence bigint, dest int not null, content text not null, bytes text,
  block bigint not null, tx_hash text not null,
  primary key (source, sequence)
);
create index vaas_content on vaas (source, dest, content);
create table arrivals (
  source int, dest int, kind text, seq bigint, block bigint not null, tx_hash text not null, log_index int not null,
  primary key (source, dest, kind, seq)
);
create table signatures (
  kind text, subject text, signer text, signature text not null, expiration bigint not null,
  created_at timestamptz not null default now(), primary key (kind, subject, signer)
);
create table transactions (
  id bigint generated always as identity primary key,
  chain int not null, sender text not null, purpose text not null,
  recipient text not null, data text not null, value text not null, gas bigint, chained boolean not null,
  state text not null, nonce bigint, signed_gas bigint, raw text, hashes text not null default '[]',
  max_fee text, priority_fee text, attempts int not null default 0, error text,
  created_at timestamptz not null default now(), sent_at timestamptz, finished_at timestamptz, block bigint
);
create unique index transactions_nonce on transactions (chain, sender, nonce) where state = 'sent';
create unique index transactions_active on transactions (chain, sender, purpose) where state in ('queued', 'sent');
create index transactions_purpose on transactions (chain, sender, purpose, id);
create table leases (name text primary key, owner text, until timestamptz);
`,
  // positions are added up from the first block on, so everything is read anew
  `
create table instruments (
  id text primary key, underlying text not null, kind text not null, expiry bigint, block bigint not null
);
create index instruments_expiry on instruments (expiry, underlying);
create table position_changes (
  block bigint, log_index int, part int, account text not null, instrument text not null, size numeric not null,
  primary key (block, log_index, part)
);
create table positions (
  account text, instrument text, size numeric not null, primary key (account, instrument)
);
create index positions_instrument on positions (instrument);
delete from cursors;
delete from blocks;
delete from messages;
delete from checkpoints;
delete from packets;
delete from vaas;
delete from arrivals;
`,
  // whose book changed is counted from the first block on, so everything is read anew
  `
create sequence account_touches;
create table accounts (account text primary key, touch bigint not null);
create unique index accounts_touch on accounts (touch);
create table auction_events (
  block bigint, log_index int, account text not null, kind text not null, primary key (block, log_index)
);
create index auction_events_account on auction_events (account, block, log_index);
delete from cursors;
delete from blocks;
delete from messages;
delete from checkpoints;
delete from packets;
delete from vaas;
delete from arrivals;
`,
]

/** Names the lock under which the schema is changed: any number that nothing else in the database uses. */
const migrationLock = 0x0ca5_3a11

/** Brings the schema up to date. Several processes may do so at once. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // held to the end of the transaction: even "if not exists" fails when two processes create a table at once
    await tx.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await tx.query('create table if not exists migrations (step int primary key)')
    const [row] = await tx.query<{ count: unknown }>('select count(*) as count from migrations')
    for (let step = Number(row?.count ?? 0); step < steps.length; step++) {
      for (const statement of (steps[step] as string).split(';'))
        if (statement.trim()) await tx.query(statement)
      await tx.query('insert into migrations (step) values ($1)', [step])
    }
  })
}
