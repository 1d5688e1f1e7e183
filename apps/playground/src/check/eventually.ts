const LOOK_EVERY_MS = 50
const WAIT_MS_MAX = 30_000

/** Waits until it is so. `what` is a sentence; the error says that it never became true. */
export async function eventually(what: string, isSo: () => boolean): Promise<void> {
  const giveUpAtMs = performance.now() + WAIT_MS_MAX
  while (!isSo()) {
    if (performance.now() > giveUpAtMs) throw new Error(`Waited ${WAIT_MS_MAX / 1000} s in vain until ${what}.`)
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS)
    })
  }
}
