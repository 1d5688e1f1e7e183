import { expect, test } from 'vitest'
import { seedContactCenter, type ContactCenter } from '../../seed/contact-center.ts'
import { createRandom, type Random } from '../../world/random.ts'
import { VirtualClock } from '../../world/virtual-clock.ts'
import { createWorld, type World } from '../../world/world.ts'
import { candidates } from './candidates.ts'
import { loadOf } from './capacity.ts'
import { queueTakes } from './expressions.ts'
import { membersOf } from './queue-members.ts'
import { OPEN_RESERVATIONS, openReservationsOfWorker, reservationsOfTask } from './reservation-row.ts'
import { acceptReservation, rejectReservation } from './reservations.ts'
import { startRouting } from './routing.ts'
import type { ReservationStatus, TaskStatus } from './state.ts'
import { cancelTask, completeTask, createTask, deleteTask, updateTask, wrapUpTask } from './tasks.ts'
import { updateWorker } from './workers.ts'
import { workerChannelsOf } from './worker-row.ts'

const SEEDS = 20
const STEPS = 100
const ROUTED_MS = 50

interface Play {
  readonly world: World
  readonly clock: VirtualClock
  readonly center: ContactCenter
  readonly random: Random
}

function pick<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : items[random.integer(0, items.length - 1)]
}

/** One thing that somebody does, if it can be done. */
const ACTIONS: readonly ((play: Play) => void)[] = [
  ({ world, center, random }) => {
    const inside = center.workers.filter(() => random.integer(0, 3) === 0).map(({ sid }) => sid)
    const attributes = JSON.stringify({
      transferTargetType: pick(random, ['worker', 'queue', 'nothing']),
      transferTargetSid: pick(random, [...center.workers, ...center.queues])?.sid,
      workerSidsInConversation: inside,
    })
    const workflowSid = pick(random, [center.workflowSid, center.assignWorkflowSid])
    const taskChannelSid = pick(random, world.taskrouter.taskChannels.all())?.sid ?? ''
    createTask(world, { attributes, workflowSid, taskChannelSid, priority: random.integer(0, 2), timeoutSeconds: 900 })
  },
  ({ world, random }) => {
    const reservation = pick(random, withStatus(world, 'pending'))
    if (reservation !== undefined) acceptReservation(world, reservation)
  },
  ({ world, random }) => {
    const reservation = pick(random, withStatus(world, 'pending'))
    if (reservation !== undefined) rejectReservation(world, reservation)
  },
  ({ world, random }) => {
    const task = pick(random, world.taskrouter.tasks.all())
    if (task?.status === 'assigned') wrapUpTask(world, task)
    else if (task?.status === 'wrapping') completeTask(world, task)
    else if (task?.status === 'reserved') cancelTask(world, task, 'test')
  },
  ({ world, random }) => {
    const task = pick(random, world.taskrouter.tasks.all())
    if (task !== undefined && random.integer(0, 4) === 0) deleteTask(world, task)
    else if (task !== undefined) updateTask(world, task, { priority: random.integer(0, 5) })
  },
  ({ world, center, random }) => {
    const worker = pick(random, world.taskrouter.workers.all())
    const activity = pick(random, center.activities)
    if (worker !== undefined) updateWorker(world, worker, { activitySid: activity?.sid })
  },
  ({ world, random }) => {
    const worker = pick(random, world.taskrouter.workers.all())
    const skills = ['sales', 'support'].filter(() => random.integer(0, 1) === 0)
    if (worker !== undefined) updateWorker(world, worker, { attributes: JSON.stringify({ routing: { skills } }) })
  },
  ({ clock, random }) => clock.advanceBy(random.integer(0, 60_000)),
]

function withStatus(world: World, status: ReservationStatus): ReturnType<typeof reservationsOfTask> {
  return world.taskrouter.reservations.all().filter((row) => row.status === status)
}

/** Which open reservations a task of each status has. */
const OPEN_BY_STATUS: Readonly<Record<TaskStatus, (open: readonly ReservationStatus[]) => boolean>> = {
  pending: (open) => open.length === 0,
  reserved: (open) => open.length > 0 && open.every((status) => status === 'pending'),
  assigned: (open) => open.length === 1 && open[0] === 'accepted',
  wrapping: (open) => open.length === 1 && open[0] === 'wrapping',
  completed: (open) => open.length === 0,
  canceled: (open) => open.length === 0,
}

function check({ world }: Play): void {
  const { tasks, reservations, workers, taskQueues } = world.taskrouter
  for (const task of tasks.all()) {
    const statuses = reservationsOfTask(world, task.sid).map(({ status }) => status)
    const open = statuses.filter((status) => OPEN_RESERVATIONS.has(status))
    expect(OPEN_BY_STATUS[task.status](open), `${task.status} with ${statuses.join(', ')}`).toBe(true)
  }
  for (const worker of workers.all()) {
    const open = reservations.all().filter((row) => row.workerSid === worker.sid && OPEN_RESERVATIONS.has(row.status))
    expect(new Set(openReservationsOfWorker(world, worker.sid))).toEqual(new Set(open))
    for (const { taskChannelSid, configuredCapacity } of workerChannelsOf(world, worker.sid)) {
      expect(loadOf(world, worker.sid, taskChannelSid)).toBeLessThanOrEqual(configuredCapacity)
    }
  }
  for (const queue of taskQueues.all()) {
    const expected = workers.all().filter((worker) => queueTakes(world, queue, worker))
    expect(new Set(membersOf(world, queue))).toEqual(new Set(expected))
  }
}

/** Exactly the pending tasks wait, and none of them for somebody who is free. */
function checkSettled({ world }: Play): void {
  const { tasks, routing } = world.taskrouter
  const waiting = tasks.all().filter(({ sid }) => routing.waiting.has(sid))
  expect(waiting).toEqual(tasks.all().filter(({ status }) => status === 'pending'))
  for (const task of waiting) {
    const target = task.step?.target
    const queue = world.taskrouter.taskQueues.get(target?.queueSid ?? '')
    const free = target === undefined || queue === undefined ? undefined : candidates(world, { task, target, queue })
    expect(free).toEqual([])
  }
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
  'whatever people do, nothing contradicts itself (%i)',
  (seed) => {
    const clock = new VirtualClock(0)
    const world = createWorld({ clock, random: createRandom(seed) })
    startRouting(world)
    const play: Play = { world, clock, center: seedContactCenter(world), random: createRandom(seed + 1000) }
    for (let step = 0; step < STEPS; step++) {
      pick(play.random, ACTIONS)?.(play)
      check(play)
      if (play.random.integer(0, 2) > 0) continue
      clock.advanceBy(ROUTED_MS)
      checkSettled(play)
    }
    clock.advanceBy(3 * 86_400_000)
    expect(world.taskrouter.tasks.all()).toEqual([])
    expect(world.taskrouter.reservations.all()).toEqual([])
    expect(world.taskrouter.timers.size).toBe(0)
  },
)
