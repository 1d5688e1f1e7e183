/**
 * The time of a statement. Its first value is a virtual time, or null for the database's own clock: several processes agree
 * on what is due however their own clocks differ. Cut to milliseconds, so that a time is the same here, in JavaScript and back.
 * Stable within a statement, unlike `clock_timestamp()`, so that an index can find what is due.
 */
export const NOW = `coalesce($1::timestamptz, date_trunc('milliseconds', statement_timestamp()))`

/** Milliseconds as SQL. */
export const interval = (durationMs: number): string => `interval '${durationMs} milliseconds'`
