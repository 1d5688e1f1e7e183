/** What the statements need of a database: Postgres through a network, or in this process. */
export interface Database extends Queries {
  /** All or nothing. The statements of `run` are made one after the other. */
  transaction<T>(run: (queries: Queries) => Promise<T>): Promise<T>
  /**
   * Calls `onNotification` at each notification of the channel, and whenever one may have been missed. Returns what ends that.
   */
  listen(channel: string, onNotification: () => void): () => void
  close(): Promise<void>
}

export interface Queries {
  /** Rows as the driver gives them: whoever asks decodes them. Rejects with a `StoreUnavailable` if the database is away. */
  query(sql: string, values: readonly SqlValue[]): Promise<readonly unknown[]>
  /** Several statements without values, as migrations are. */
  script(sql: string): Promise<void>
}

/** Times are written as ISO texts: both drivers give them to Postgres as they are. */
export type SqlValue = string | number | boolean | null | readonly (string | number | null)[]
