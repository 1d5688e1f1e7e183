import type { ConversationParticipant, LoggedChange, Reservation, Task } from '@conversation-transfer/twilio-emulator'
import { askedFor } from '../live/asked-for.ts'
import type { Lane } from '../view/conversation-story.ts'
import type { Cast } from './cast.ts'
import { LaneBook, type WantedSpan } from './lane-book.ts'

/** Who was there when: `changes` are those of one conversation, oldest first. */
export function lanesOf(changes: readonly LoggedChange[], cast: Cast): Lane[] {
  const book = new LaneBook()
  const scene = newScene()
  for (const logged of changes) {
    follow(scene, logged, cast)
    for (const lane of lanesIn(scene, cast)) book.add(lane)
    book.draw(logged.at, wantedSpans(scene))
  }
  return book.lanes()
}

/** What holds after the changes so far. */
interface Scene {
  isOpen: boolean
  isParked: boolean
  hasAsked: boolean
  readonly customers: Map<string, ConversationParticipant>
  readonly tasks: Map<string, Task>
  readonly reservations: Map<string, Reservation>
  /** Tasks whose invite names one worker: they wait in no queue. */
  readonly direct: Set<string>
  /** Tasks whose agent is in the channel, and those whose agent has gone or could not come. */
  readonly joined: Set<string>
  readonly over: Set<string>
}

function newScene(): Scene {
  return {
    isOpen: true,
    isParked: false,
    hasAsked: false,
    customers: new Map(),
    tasks: new Map(),
    reservations: new Map(),
    direct: new Set(),
    joined: new Set(),
    over: new Set(),
  }
}

function follow(scene: Scene, logged: LoggedChange, cast: Cast): void {
  const { kind, change } = logged
  if ('task' in change) scene.tasks.set(change.task.sid, change.task)
  if ('reservation' in change) scene.reservations.set(change.reservation.sid, change.reservation)
  switch (kind) {
    case 'task.deleted':
    case 'task.system-deleted':
      scene.tasks.delete(logged.change.task.sid)
      return
    case 'invite.created':
      if (askedFor(logged.change.invite)?.kind === 'worker') scene.direct.add(logged.change.invite.taskSid)
      return
    case 'participant.joined':
      scene.joined.add(logged.change.participant.routing?.taskSid ?? '')
      return
    case 'participant.left':
      scene.over.add(logged.change.participant.routing?.taskSid ?? '')
      return
    case 'participant.add-failed':
      scene.over.add(logged.change.task.sid)
      return
    case 'channel.updated':
      scene.isParked = logged.change.channel.status === 'inactive'
      return
    case 'message.added':
      scene.hasAsked = true
      return
    case 'conversation.state-updated':
      scene.isOpen = logged.change.conversation.state !== 'closed'
      return
    case 'conversation.deleted':
      scene.isOpen = false
      return
    case 'conversation-participant.added':
      if (cast.isCustomer(logged.change.participant)) {
        scene.customers.set(logged.change.participant.sid, logged.change.participant)
      }
      return
    case 'conversation-participant.removed':
      scene.customers.delete(logged.change.participant.sid)
      return
    default:
  }
}

function lanesIn(scene: Scene, cast: Cast): Omit<Lane, 'spans'>[] {
  const customers = [...scene.customers.values()]
  const workers = new Set([...scene.reservations.values()].map(({ workerSid }) => workerSid))
  const queues = new Set(waitingTasks(scene).map(({ taskQueueSid }) => taskQueueSid ?? ''))
  return [
    ...customers.map((row) => ({ id: row.sid, kind: 'customer', name: cast.customer(row) }) as const),
    ...[...queues].map((id) => ({ id, kind: 'queue', name: cast.queue(id) }) as const),
    ...[...workers].map((id) => ({ id, kind: 'agent', name: cast.worker(id) }) as const),
  ]
}

function wantedSpans(scene: Scene): WantedSpan[] {
  const customerKind = isAlone(scene) ? 'alone' : 'inside'
  const customers = scene.isOpen ? [...scene.customers.keys()] : []
  return [
    ...customers.map((laneId) => ({ laneId, kind: customerKind }) as const),
    ...waitingTasks(scene).map(({ taskQueueSid = '' }) => ({ laneId: taskQueueSid, kind: 'waiting' }) as const),
    ...[...scene.reservations.values()].flatMap((reservation) => agentSpan(scene, reservation)),
  ]
}

function agentSpan({ joined, over }: Scene, { workerSid, taskSid, status }: Reservation): WantedSpan[] {
  if (status === 'pending') return [{ laneId: workerSid, kind: 'ringing' }]
  if (status === 'wrapping') return [{ laneId: workerSid, kind: 'wrapup' }]
  const isInside = status === 'accepted' && joined.has(taskSid) && !over.has(taskSid)
  return isInside ? [{ laneId: workerSid, kind: 'inside' }] : []
}

/** Nobody there and nobody on the way, to a customer who has asked and whose channel is not parked (IN-18). */
function isAlone({ tasks, over, hasAsked, isParked }: Scene): boolean {
  const isServed = [...tasks.values()].some(({ sid, status }) => {
    return status === 'pending' || status === 'reserved' || (status === 'assigned' && !over.has(sid))
  })
  return hasAsked && !isParked && !isServed
}

function waitingTasks({ tasks, direct }: Scene): Task[] {
  return [...tasks.values()].filter(({ sid, status, taskQueueSid }) => {
    return (status === 'pending' || status === 'reserved') && taskQueueSid !== undefined && !direct.has(sid)
  })
}
