import type { Benchmark, Row } from './benchmark.ts'
import { openContactCenter, type ContactCenter } from './contact-center.ts'
import { median } from './quantile.ts'

const SIZES = {
  full: { points: [0, 10_000, 50_000], warmUp: 500, blocks: 10, tasksPerBlock: 40 },
  tiny: { points: [0, 10], warmUp: 1, blocks: 2, tasksPerBlock: 3 },
} as const

const CENTER = { queues: 10, workers: 50 } as const

/** How time goes on beside the tasks. TaskRouter deletes a finished task after 5 minutes. */
const MODES = [
  { time: 'a second per task: finished ones are deleted', routingDelayMs: 20, pauseMs: 1000 },
  { time: 'stands: finished ones stay', routingDelayMs: 0, pauseMs: 0 },
] as const

type Mode = (typeof MODES)[number]

/** The life of a task: created, routed, its reservation found, accepted, completed. */
export const finishedTasks: Benchmark = {
  name: 'finished-tasks',
  question: 'What does a task cost after thousands of others, in milliseconds? (target: no more than the first)',
  run: async (size) => {
    const { points, ...block } = SIZES[size]
    const rows: Row[] = []
    for (const mode of MODES) {
      const used = await openUsed(mode)
      for (const point of points) {
        await used.serveUntil(point)
        rows.push({ 'finished before': String(point), time: mode.time, ...(await compare(used, mode, block)) })
      }
    }
    return rows
  },
}

interface Block {
  /** Five minutes' worth of tasks: from then on each costs its own deletion too, as it does in a used account. */
  readonly warmUp: number
  readonly blocks: number
  readonly tasksPerBlock: number
}

/** A fresh center takes turns with the used one: on a shared machine only what was measured together compares. */
async function compare(used: UsedCenter, mode: Mode, { warmUp, blocks, tasksPerBlock }: Block): Promise<Row> {
  const fresh = await openUsed(mode)
  const usedMs: number[] = []
  const freshMs: number[] = []
  await fresh.serveUntil(warmUp)
  for (let number = 0; number < blocks; number++) {
    freshMs.push(await fresh.measure(tasksPerBlock))
    usedMs.push(await used.measure(tasksPerBlock))
  }
  return {
    'a task': median(usedMs),
    'a task of a fresh account': median(freshMs),
    ratio: median(usedMs) / median(freshMs),
  }
}

interface UsedCenter {
  /** Serves tasks until this many are finished. */
  serveUntil(finished: number): Promise<void>
  /** The milliseconds that one of `count` tasks takes. */
  measure(count: number): Promise<number>
}

async function openUsed({ routingDelayMs, pauseMs }: Mode): Promise<UsedCenter> {
  const center = await openContactCenter({ ...CENTER, routingDelayMs })
  let finished = 0
  const serveOne = async (): Promise<void> => {
    await live(center, finished)
    center.clock.advanceBy(pauseMs)
    finished += 1
  }
  return {
    serveUntil: async (count) => {
      for (let left = count - finished; left > 0; left--) await serveOne()
    },
    measure: async (count) => {
      const startMs = performance.now()
      for (let number = 0; number < count; number++) await serveOne()
      return (performance.now() - startMs) / count
    },
  }
}

async function live(center: ContactCenter, number: number): Promise<void> {
  const taskSid = await center.createTask(number)
  center.route()
  await center.serve(taskSid)
}
