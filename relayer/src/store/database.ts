/** A row as the driver gives it. Numbers of 64 bits come as bigint, number or text: read them with `big`. */
export type Row = Record<string, unknown>

/** What can be asked of a database, in or outside of a transaction. */
export type Queryable = {
  query<row extends Row = Row>(sql: string, parameters?: readonly unknown[]): Promise<row[]>
}

/** PostgreSQL, embedded or a server. */
export type Database = Queryable & {
  /** Runs `work` in one transaction: all of it, or nothing. */
  transaction<result>(work: (tx: Queryable) => Promise<result>): Promise<result>
  close(): Promise<void>
}

/** A 64-bit number of a row. */
export function big(value: unknown): bigint {
  return BigInt(value as string | number | bigint)
}

/** bigint is sent as text: both drivers understand it. */
export function toParameters(parameters: readonly unknown[] = []): unknown[] {
  return parameters.map((value) => (typeof value === 'bigint' ? value.toString() : value))
}
