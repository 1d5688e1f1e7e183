import type { WorkflowTarget } from '@conversation-transfer/taskrouter-language'
import type { Clock } from '../../world/clock.ts'
import { Deadlines } from '../../world/deadlines.ts'
import { SidIndex } from '../../world/sid-index.ts'
import { Table } from '../../world/table.ts'
import { EventLog } from './event-log.ts'
import { WaitingTasks } from './waiting-tasks.ts'

/** TaskRouter's rows. Times are milliseconds since 1970; `attributes` are the JSON text that Twilio stores. */
export interface TaskrouterState {
  readonly activities: Table<Activity>
  readonly taskChannels: Table<TaskChannel>
  readonly taskQueues: Table<TaskQueue>
  readonly workflows: Table<Workflow>
  readonly workers: Table<Worker>
  readonly workerChannels: Table<WorkerChannel>
  readonly tasks: Table<Task>
  readonly reservations: Table<Reservation>
  workspace: Workspace
  /** What saves a search through all reservations; only reservation-row.ts writes it. */
  readonly reservationIndex: ReservationIndex
  /** The worker channels of each worker; only worker-row.ts writes it. */
  readonly workerChannelIndex: SidIndex
  /** The workers of each queue, as far as anybody asked; only queue-members.ts writes it. */
  readonly queueMembers: Map<string, Set<string>>
  /** The one thing that time will do to a row, by its sid, and when a task's target is over; see resume-routing.ts. */
  readonly timers: Deadlines
  readonly routing: RoutingState
  readonly events: EventLog
  /** When lists were last asked for by an expression over attributes, by the name of the filter. */
  readonly evaluatedAtMs: Map<string, readonly number[]>
}

export function createTaskrouterState(clock: Clock): TaskrouterState {
  return {
    activities: new Table(clock),
    taskChannels: new Table(clock),
    taskQueues: new Table(clock),
    workflows: new Table(clock),
    workers: new Table(clock),
    workerChannels: new Table(clock),
    tasks: new Table(clock),
    reservations: new Table(clock),
    workspace: emptyWorkspace(clock.now()),
    reservationIndex: { byTask: new SidIndex(), byWorker: new SidIndex(), openByWorker: new SidIndex() },
    workerChannelIndex: new SidIndex(),
    queueMembers: new Map(),
    timers: new Deadlines(clock),
    routing: { waiting: new WaitingTasks(), tasksDue: new Set(), workersDue: new Set(), runAtMs: undefined },
    events: new EventLog(),
    evaluatedAtMs: new Map(),
  }
}

interface Dated {
  readonly sid: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface Workspace {
  readonly friendlyName: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** What a new worker starts in. */
  readonly defaultActivitySid: string | undefined
  /** Where a worker goes who lets a reservation ring out. */
  readonly timeoutActivitySid: string | undefined
  readonly eventCallbackUrl: string | undefined
  /** Event types, separated by commas; undefined lets all through. */
  readonly eventsFilter: string | undefined
  readonly prioritizeQueueOrder: 'FIFO' | 'LIFO'
}

function emptyWorkspace(nowMs: number): Workspace {
  return {
    friendlyName: 'Flex Task Assignment',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    defaultActivitySid: undefined,
    timeoutActivitySid: undefined,
    eventCallbackUrl: undefined,
    eventsFilter: undefined,
    prioritizeQueueOrder: 'FIFO',
  }
}

export interface Activity extends Dated {
  readonly friendlyName: string
  readonly available: boolean
}

export interface TaskChannel extends Dated {
  readonly uniqueName: string
  readonly friendlyName: string
  readonly channelOptimizedRouting: boolean
}

export interface TaskQueue extends Dated {
  readonly friendlyName: string
  /** An expression over worker attributes; undefined reaches nobody. */
  readonly targetWorkers: string | undefined
  readonly maxReservedWorkers: number
  readonly taskOrder: 'FIFO' | 'LIFO'
}

export interface Workflow extends Dated {
  readonly friendlyName: string
  /** The JSON text of the configuration. */
  readonly configuration: string
  readonly taskReservationTimeoutSeconds: number
  readonly assignmentCallbackUrl: string | undefined
  readonly fallbackAssignmentCallbackUrl: string | undefined
}

export interface Worker extends Dated {
  readonly friendlyName: string
  readonly attributes: string
  readonly activitySid: string
  readonly statusChangedAtMs: number
  /** Where the worker was before, and for how long; undefined until the first move. */
  readonly previousActivity: { readonly sid: string; readonly durationMs: number } | undefined
  /** Since when the worker has been free, or when the last reservation came: who waits longest is reserved first. */
  readonly idleSinceMs: number
  /** Counts the changes; it is the ETag. */
  readonly version: number
}

export interface WorkerChannel extends Dated {
  readonly workerSid: string
  readonly taskChannelSid: string
  readonly available: boolean
  readonly configuredCapacity: number
}

export type TaskStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled'

export interface Task extends Dated {
  readonly status: TaskStatus
  readonly attributes: string
  readonly priority: number
  readonly reason: string | undefined
  readonly taskChannelSid: string
  readonly workflowSid: string | undefined
  readonly taskQueueSid: string | undefined
  readonly queueEnteredAtMs: number | undefined
  readonly virtualStartMs: number
  readonly timeoutSeconds: number
  readonly routingTarget: string | undefined
  readonly ignoreCapacity: boolean
  /** How often it has gone from pending to reserved. */
  readonly assignmentCount: number
  /** Where it is in its workflow; undefined until it has been routed, and where no workflow routes it. */
  readonly step: RoutingStep | undefined
  /** Counts the changes; it is the ETag. */
  readonly version: number
}

/** The position of a task in its workflow, kept with the target itself: the workflow may change while a task waits. */
export interface RoutingStep {
  /** Undefined for the default filter, and for a task that is routed straight to a queue. */
  readonly filterIndex: number | undefined
  readonly targetIndex: number
  readonly target: WorkflowTarget
  /** Whether the task has waited in vain in any target so far. */
  readonly timedOut: boolean
}

export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'
  | 'wrapping'
  | 'completed'

export interface Reservation extends Dated {
  readonly status: ReservationStatus
  readonly taskSid: string
  readonly workerSid: string
  /** Counts the changes; it is the ETag. */
  readonly version: number
}

export interface ReservationIndex {
  readonly byTask: SidIndex
  readonly byWorker: SidIndex
  /** Those that take up capacity: pending, accepted, wrapping. */
  readonly openByWorker: SidIndex
}

/** What the routing has yet to do. */
export interface RoutingState {
  readonly waiting: WaitingTasks
  readonly tasksDue: Set<string>
  readonly workersDue: Set<string>
  /** When the routing runs next; undefined if it has nothing to do. */
  runAtMs: number | undefined
}
