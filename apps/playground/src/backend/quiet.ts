import type { Log } from '@conversation-transfer/backend'

/** Whoever plays has a page for what happens; only what nobody foresaw is said in the terminal. */
export const QUIET: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, sentence) => {
    process.stderr.write(`backend: ${sentence} ${JSON.stringify(fields)}\n`)
  },
}
