import type { Benchmark, Row } from './benchmark.ts'
import { openContactCenter, type ContactCenter, type ContactCenterOptions } from './contact-center.ts'
import { quantile } from './quantile.ts'

const SIZES = {
  full: {
    small: { queues: 1, workers: 10 },
    large: { queues: 100, workers: 1000 },
    tasks: 500,
  },
  tiny: {
    small: { queues: 1, workers: 2 },
    large: { queues: 5, workers: 10 },
    tasks: 5,
  },
} as const

/** Routing a task is what happens between its creation and the reservation, without the calls around it. */
export const routing: Benchmark = {
  name: 'routing',
  question:
    'How long does TaskRouter take to route a task, in milliseconds? (target: 5 with 100 queues, 1,000 workers)',
  run: async (size) => {
    const { small, large, tasks } = SIZES[size]
    const measured = [
      await openMeasured('somebody is free', small),
      await openMeasured('somebody is free', large),
      await openMeasured('nobody is there', { ...large, activity: 'Offline' }),
    ]
    // The first tasks pay for the compiler; and all three take turns, so that a busy moment of the machine hits all.
    for (let number = 0; number < tasks / 5; number++) for (const one of measured) await one.play(number)
    for (const { routeMs, taskMs } of measured) routeMs.length = taskMs.length = 0
    for (let number = 0; number < tasks; number++) for (const one of measured) await one.play(number)
    return measured.map(({ row }) => row())
  },
}

interface Measured {
  readonly routeMs: number[]
  readonly taskMs: number[]
  readonly play: (number: number) => Promise<void>
  readonly row: () => Row
}

async function openMeasured(situation: string, options: ContactCenterOptions): Promise<Measured> {
  const center = await openContactCenter(options)
  const routeMs: number[] = []
  const taskMs: number[] = []
  return {
    routeMs,
    taskMs,
    play: async (number) => {
      const startMs = performance.now()
      const taskSid = await center.createTask(number)
      const createdMs = performance.now()
      center.route()
      routeMs.push(performance.now() - createdMs)
      await (options.activity === undefined ? center.serve(taskSid) : center.cancel(taskSid))
      taskMs.push(performance.now() - startMs)
      letLearn(center)
    },
    row: () => ({
      queues: String(options.queues),
      workers: String(options.workers),
      situation,
      'route p50': quantile(routeMs, 0.5),
      'route p95': quantile(routeMs, 0.95),
      'whole life p50': quantile(taskMs, 0.5),
    }),
  }
}

/** The worker who is free again is offered what waits: not a part of the next task's routing. */
function letLearn(center: ContactCenter): void {
  center.route()
}
