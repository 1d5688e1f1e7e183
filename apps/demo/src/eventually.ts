const POLL_EVERY_MS = 25

/** Nothing on the emulator takes longer; a slow machine is allowed for. */
const PATIENCE_MS = 15_000

/** Asks `probe` until it has an answer. `what` says, in the error, what never came. */
export async function eventually<Value>(what: string, probe: () => Promise<Value | undefined>): Promise<Value> {
  const giveUpAtMs = Date.now() + PATIENCE_MS
  while (Date.now() < giveUpAtMs) {
    const value = await probe()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS))
  }
  throw new Error(`Waited ${PATIENCE_MS} ms in vain: ${what}`)
}
