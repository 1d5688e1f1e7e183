import * as fc from 'fast-check'
import type { InviteMark } from '../invite-mark.ts'
import type {
  Observation,
  ObservedInvite,
  ObservedParticipant,
  ObservedReservation,
  ObservedTask,
  OnDemand,
  PresentTask,
} from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { WorkerSid } from '../sid.ts'
import {
  agent,
  ALICE,
  BOB,
  CAROL,
  chatOf,
  inviteOf,
  inviteTask,
  NOW_MS,
  POLICY,
  SALES,
  taskOf,
  testSid,
} from './chat.ts'

const WORKERS = [ALICE, BOB, CAROL] as const

const worker: fc.Arbitrary<WorkerSid> = fc.constantFrom(...WORKERS)
const status = fc.constantFrom('pending', 'reserved', 'assigned', 'wrapping', 'completed', 'canceled', 'gone')
const presence = mostly('yes', 'no', 'unknown')

/** The usual one as often as all others together. */
function mostly<const Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(fc.constant(usual), fc.constantFrom(...others))
}

/** As often as not. */
function maybe<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(arbitrary, { freq: 2 })
}

/** The usual one eight times as often as all others together. */
function usually<const Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
}

/** A chat in any state, among them those that nobody meant to be possible, with all that could be read of it. */
export interface AnyChat {
  /** As it is at first sight: nothing has been read on demand. */
  readonly observation: Observation
  readonly onDemand: Required<OnDemand>
}

interface Joined {
  readonly participant: ObservedParticipant
  readonly task: ObservedTask
}

/** An agent or a supervisor, with the task that they came with; twice the same worker is two of them. */
const joined = (number: number): fc.Arbitrary<Joined> =>
  fc
    .record({
      workerSid: worker,
      type: fc.constantFrom('agent', 'agent', 'agent', 'agent', 'supervisor'),
      status: fc.oneof(fc.constant('assigned' as const), status),
      inConversation: presence,
      acceptedMs: fc.integer({ min: 0, max: 10 }),
      length: fc.constantFrom(0, 0, 0, 3_500),
    })
    .map(({ workerSid, type, status: taskStatus, inConversation, acceptedMs, length }) => {
      const sid = testSid('WT', 10 + number)
      const task = withStatus({ ...taskOf(workerSid, length > 0 ? { form: 'x'.repeat(length) } : {}), sid }, taskStatus)
      const participant = { ...agent(workerSid), participantSid: testSid('UT', 10 + number), taskSid: sid, type }
      return { participant: { ...participant, inConversation }, task: acceptedAt(task, NOW_MS - 500_000 + acceptedMs) }
    })

function withStatus(task: PresentTask, taskStatus: PresentTask['status'] | 'gone'): ObservedTask {
  return taskStatus === 'gone' ? { sid: task.sid, status: 'gone' } : { ...task, status: taskStatus }
}

function acceptedAt(task: ObservedTask, createdAtMs: number): ObservedTask {
  return task.status === 'gone'
    ? task
    : { ...task, reservations: task.reservations.map((one) => ({ ...one, createdAtMs })) }
}

const reservation: fc.Arbitrary<Pick<ObservedReservation, 'workerSid' | 'status'>> = fc.record({
  workerSid: worker,
  status: fc.constantFrom('pending', 'accepted', 'rejected', 'timeout', 'rescinded'),
})

interface Invited {
  readonly invite: ObservedInvite
  readonly task: ObservedTask
}

const REASONS = [
  '',
  'Task canceled on Workflow timeout',
  'Declined',
  `Canceled by ${ALICE}`,
  'Accepted, and never joined',
]

const invited = (number: number): fc.Arbitrary<Invited> =>
  fc
    .record({
      mark: fc.record({
        transferId: fc.constantFrom('transfer-1', 'transfer-2', `${testSid('UO', 1)}:1`),
        mode: fc.constantFrom('cold', 'warm'),
        attempt: fc.integer({ min: 1, max: 5 }),
        fromWorkerSid: fc.option(worker, { nil: undefined }),
        fromParticipantSid: fc.option(fc.constantFrom(testSid('UT', 10), testSid('UT', 11)), { nil: undefined }),
        release: fc.option(fc.constant('on_accept'), { nil: undefined }),
        note: fc.option(fc.constant('x'.repeat(700)), { nil: undefined }),
      }),
      isOurs: fc.constantFrom(true, true, true, false),
      target: fc.option(worker, { nil: undefined }),
      status,
      reservations: fc.array(reservation, { maxLength: 4 }),
      reason: fc.constantFrom(...REASONS),
    })
    .map(({ mark, isOurs, target, status: taskStatus, reservations, reason }) => {
      const sid = testSid('WT', 50 + number)
      const task: PresentTask = {
        ...inviteTask('pending'),
        sid,
        createdAtMs: NOW_MS - 10_000 + number,
        reason,
        reservations: reservations.map((one, index) => ({
          ...one,
          sid: testSid('WR', 100 + number * 10 + index),
          createdAtMs: NOW_MS - 9_000 + index,
        })),
      }
      return { invite: inviteWith(number, target, isOurs ? mark : undefined), task: withStatus(task, taskStatus) }
    })

function inviteWith(
  number: number,
  target: WorkerSid | undefined,
  mark: Partial<InviteMark> | undefined,
): ObservedInvite {
  return {
    ...inviteOf(mark),
    inviteSid: testSid('KG', 50 + number),
    taskSid: testSid('WT', 50 + number),
    createdAtMs: NOW_MS - 10_000 + number,
    ...(mark === undefined ? { mark: undefined } : {}),
    target:
      target === undefined
        ? { type: 'queue', sid: SALES, name: 'Sales' }
        : { type: 'worker', sid: target, name: 'Somebody' },
  }
}

/** Who has come with an invite, is inside with its task. */
const following = (number: number): fc.Arbitrary<ObservedParticipant> =>
  fc.record({ workerSid: worker, inConversation: presence }).map(({ workerSid, inConversation }) => ({
    ...agent(workerSid),
    participantSid: testSid('UT', 50 + number),
    taskSid: testSid('WT', 50 + number),
    inConversation,
  }))

const onDemand: fc.Arbitrary<Required<OnDemand>> = fc.record({
  lastMessage: fc.oneof(
    fc.constant('none' as const),
    fc.record({ byCustomer: fc.constantFrom('yes', 'no', 'unknown'), atMs: fc.constant(NOW_MS - 60_000) }),
  ),
  studioWebhook: fc.oneof(
    fc.constant('none' as const),
    fc.record({ createdAtMs: fc.constantFrom(NOW_MS - 1000, NOW_MS - 900_000) }),
  ),
  channelTasksRead: fc.constant(true),
  workers: fc
    .array(fc.boolean(), { minLength: 3, maxLength: 3 })
    .map((available) =>
      Object.fromEntries(
        WORKERS.map((sid, index) => [sid, { sid, name: `Worker ${index}`, available: available[index] === true }]),
      ),
    ),
  verdicts: fc
    .array(fc.constantFrom('served', 'failed', 'unknown'), { minLength: 3, maxLength: 3 })
    .map((verdicts) => Object.fromEntries(verdicts.map((verdict, index) => [testSid('WT', 50 + index), verdict]))),
})

const attributes = fc.constantFrom(
  undefined,
  {},
  { topic: 'delivery' },
  { topic: 'delivery', invites: { [testSid('WT', 50)]: {} } },
  { parked: true },
)

/** Any chat of one customer. */
export const anyChat: fc.Arbitrary<AnyChat> = fc
  .record({
    customer: mostly('yes', 'unknown', 'no', 'left'),
    people: fc.tuple(maybe(joined(0)), maybe(joined(1)), maybe(joined(2))),
    first: maybe(status),
    invites: fc.oneof(fc.constant([]), fc.tuple(maybe(invited(0)), maybe(invited(1)), maybe(invited(2)))),
    followers: fc.tuple(fc.option(following(0)), fc.option(following(1))),
    channelStatus: usually('active', 'inactive', 'closed', 'failed', 'gone', 'pause'),
    channelType: usually('web', 'chat', 'sms', 'whatsapp', 'email'),
    conversationState: usually('active', 'inactive', 'closed', 'gone'),
    attributes,
    catchAllQueueSid: fc.option(fc.constant(SALES), { nil: undefined }),
    onDemand,
  })
  .map(({ people, invites, first, followers, ...drawn }) => {
    const chat = chatOf()
    const came = people.filter((one) => one !== null)
    const out = invites.filter((one) => one !== null)
    const inList = followers.filter((one) => one !== null && out.some(({ task }) => task.sid === one.taskSid))
    const participants = [
      ...chat.participants.flatMap((one) =>
        drawn.customer === 'left' ? [] : [{ ...one, inConversation: drawn.customer }],
      ),
      ...came.map(({ participant }) => participant),
      ...inList.filter((one) => one !== null),
    ]
    const tasks = [
      ...(first === null ? [] : [withStatus({ ...taskOf(ALICE), sid: testSid('WT', 30), reservations: [] }, first)]),
      ...came.map(({ task }) => task),
      ...out.map(({ task }) => task),
    ]
    const observation: Observation = {
      ...chat,
      channel: { ...chat.channel, status: drawn.channelStatus, type: drawn.channelType },
      conversation: {
        ...chat.conversation,
        state: drawn.conversationState,
        attributes: drawn.attributes,
        memberSids: participants.flatMap(({ memberSid, inConversation }) =>
          inConversation === 'no' || memberSid === undefined ? [] : [memberSid],
        ),
      },
      participants,
      invites: out.map(({ invite }) => invite),
      tasks,
      workflow: {
        knownWorkerQueueSids: chat.workflow?.knownWorkerQueueSids ?? [],
        queueSids: [SALES],
        catchesRest: true,
        ...(drawn.catchAllQueueSid === undefined ? {} : { catchAllQueueSid: drawn.catchAllQueueSid }),
      },
    }
    return { observation, onDemand: drawn.onDemand }
  })

export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    release: fc.constantFrom('immediate', 'on_accept'),
    wrapup: fc.constantFrom('closed', 'wrapup'),
    stranded: fc.constantFrom('close', 'inactive', 'requeue'),
    offlineGraceMs: fc.option(fc.constant(300_000), { nil: undefined }),
    parkedMarker: fc.option(fc.constant('parked'), { nil: undefined }),
    transferLimit: fc.integer({ min: 1, max: 3 }),
    participantsMax: fc.integer({ min: 2, max: 6 }),
  } as const)
  .map((drawn) => ({ ...POLICY, ...drawn }))
