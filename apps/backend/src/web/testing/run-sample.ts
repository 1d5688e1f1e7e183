import { run } from '../../run.ts'
import { createMemoryStore } from './memory-store.ts'
import { createSampleStore } from './sample-store.ts'

/** A backend as a process, with a store in memory and without work: what the tests of the process start. */
await run({
  openStore: async () => {
    const store = process.env['SAMPLE'] === 'yes' ? await createSampleStore(() => Date.now()) : createMemoryStore()
    if (process.env['FROZEN'] === 'yes')
      await store.allowance.freeze('22 destructive steps were asked for in one minute, and 20 are allowed.')
    return store
  },
  startWork: () => ({ stop: () => Promise.resolve() }),
})
