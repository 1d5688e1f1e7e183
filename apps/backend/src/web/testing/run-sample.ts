import { run } from '../../run.ts'
import { createMemoryStore } from './memory-store.ts'
import { createSampleStore } from './sample-store.ts'

/**
 * A backend as a process, with a store in memory and without work: what the tests of the process start. Its parent may ask how
 * much memory it holds, and how much it has held at most.
 */
await run({
  openStore: async () => {
    const store = process.env['SAMPLE'] === 'yes' ? await createSampleStore(() => Date.now()) : createMemoryStore()
    if (process.env['FROZEN'] === 'yes')
      await store.allowance.freeze('22 steps were asked for in one minute; 20 are allowed.')
    process.on('message', () => {
      globalThis.gc?.()
      process.send?.({ heldBytes: heldBytes(), peakBytes, writes: store.writes.length, rows: rowsIn(store.writes) })
      peakBytes = 0
    })
    return store
  },
  startWork: () => ({
    stop: () => (process.env['NEVER_STOPS'] === 'yes' ? new Promise<void>(() => undefined) : Promise.resolve()),
  }),
})

const SAMPLE_EVERY_MS = 20
let peakBytes = 0
setInterval(() => {
  peakBytes = Math.max(peakBytes, heldBytes())
}, SAMPLE_EVERY_MS).unref()

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function rowsIn(writes: readonly (readonly unknown[])[]): number {
  return writes.reduce((rows, marks) => rows + marks.length, 0)
}
