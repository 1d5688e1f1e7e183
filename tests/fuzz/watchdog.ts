import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** No input may keep the process busy for as long, however slow the machine is. */
const SILENCE_MS_MAX = 60_000

/** How much of the last input is told. */
const TOLD_BYTES_MAX = 4_096

/** What watches from another thread. A loop without end lets no timer run in its own. */
export interface Watchdog {
  /** To be called before each input is tried. */
  readonly feed: (input: string) => void
  readonly stop: () => Promise<void>
}

/** When nothing was fed to it for a minute, it prints the last input and what plays it again, and ends the process. */
export function startWatchdog(replay: string): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const told = new Uint8Array(new SharedArrayBuffer(TOLD_BYTES_MAX))
  const worker = new Worker(join(import.meta.dirname, 'watchdog-thread.mjs'), {
    workerData: { beats, told, replay, silenceMsMax: SILENCE_MS_MAX },
    execArgv: [],
  })
  worker.unref()
  const encoder = new TextEncoder()
  return {
    feed: (input) => {
      told.fill(0)
      told.set(encoder.encode(input.slice(0, TOLD_BYTES_MAX / 4)))
      Atomics.add(beats, 0, 1)
      Atomics.notify(beats, 0)
    },
    stop: async () => {
      await worker.terminate()
    },
  }
}
