import { expect, test } from 'vitest'
import { createRandom } from '../../world/random.ts'
import { VirtualClock } from '../../world/virtual-clock.ts'
import { createWorld, type World } from '../../world/world.ts'
import { createActivity } from './activities.ts'
import { reservationsOfTask } from './reservation-row.ts'
import { acceptReservation } from './reservations.ts'
import { startRouting } from './routing.ts'
import type { Task } from './state.ts'
import { createTaskChannel } from './task-channels.ts'
import { createTaskQueue } from './task-queues.ts'
import { completeTask, createTask, findTask } from './tasks.ts'
import { createWorker } from './workers.ts'
import { createWorkflow } from './workflows.ts'

const QUEUES = 100
const WORKERS = 1000
const ROUTED_MS = 50
/** What a task may cost with all of these, in real milliseconds. */
const TASK_MS_MAX = 5

interface Center {
  readonly world: World
  readonly clock: VirtualClock
  readonly workflowSid: string
  readonly taskChannelSid: string
}

/** Every tenth worker is in each queue, and one queue has them all; a filter for each queue. */
function createCenter(): Center {
  const clock = new VirtualClock(Date.UTC(2026, 0, 31))
  const world = createWorld({ clock, random: createRandom(1) })
  startRouting(world)
  const available = createActivity(world, { friendlyName: 'Available', available: true })
  const channel = createTaskChannel(world, { uniqueName: 'chat', friendlyName: 'Chat' })
  const queues = Array.from({ length: QUEUES }, (_, index) => {
    const targetWorkers = index === 0 ? '1==1' : `routing.skills HAS "skill${index % 10}"`
    return createTaskQueue(world, { friendlyName: `Queue ${index}`, targetWorkers })
  })
  for (let index = 0; index < WORKERS; index++) {
    const attributes = JSON.stringify({ routing: { skills: [`skill${index % 10}`] } })
    createWorker(world, { friendlyName: `worker${index}`, attributes, activitySid: available.sid })
  }
  const filters = queues.map(({ sid }, index) => ({ expression: `queue == ${index}`, targets: [{ queue: sid }] }))
  const configuration = JSON.stringify({ task_routing: { filters } })
  const workflow = createWorkflow(world, { friendlyName: 'All', configuration })
  return { world, clock, workflowSid: workflow.sid, taskChannelSid: channel.sid }
}

function serve({ world, clock, workflowSid, taskChannelSid }: Center, number: number): void {
  const attributes = JSON.stringify({ queue: number % QUEUES })
  const task = createTask(world, { attributes, workflowSid, taskChannelSid })
  clock.advanceBy(ROUTED_MS)
  const [reservation] = reservationsOfTask(world, task.sid)
  if (reservation === undefined) throw new Error('Nobody was asked.')
  acceptReservation(world, reservation)
  completeTask(world, current(world, task))
  clock.advanceBy(ROUTED_MS)
}

function current(world: World, task: Task): Task {
  return findTask(world, task.sid) ?? task
}

function measure(center: Center, count: number): number {
  const startMs = performance.now()
  for (let number = 0; number < count; number++) serve(center, number)
  return (performance.now() - startMs) / count
}

test('a task among 100 queues and 1,000 workers is routed and served in a few milliseconds', () => {
  const center = createCenter()
  measure(center, QUEUES)
  expect(measure(center, 2 * QUEUES)).toBeLessThan(TASK_MS_MAX)
}, 60_000)

test('a task costs no more after thousands have been served', () => {
  const center = createCenter()
  measure(center, 2 * QUEUES)
  const before = measure(center, 3 * QUEUES)
  measure(center, 20 * QUEUES)
  center.clock.advanceBy(10 * 60_000)
  expect(center.world.taskrouter.tasks.all()).toEqual([])
  expect(center.world.taskrouter.timers.size).toBe(0)
  // Three times: a machine that is busy with something else must not make this fail.
  expect(measure(center, 3 * QUEUES)).toBeLessThan(3 * before)
}, 120_000)
