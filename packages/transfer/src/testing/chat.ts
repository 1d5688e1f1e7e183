import type { TransferCommand } from '../command.ts'
import type { InviteMark } from '../invite-mark.ts'
import type { JsonObject } from '../json.ts'
import type { ObservedInvite, ObservedParticipant, Observation, ObservedTarget, PresentTask } from '../observation.ts'
import { DEFAULT_POLICY, type Policy } from '../policy.ts'
import type { ParticipantSid, TaskSid, WorkerSid } from '../sid.ts'

/** A sid with the given prefix that reads well in a failing test: `WT000…0001`. */
export function testSid<Prefix extends string>(prefix: Prefix, number: number): `${Prefix}${string}` {
  return `${prefix}${String(number).padStart(32, '0')}`
}

/** 2026-01-31T09:30:00Z. */
export const NOW_MS = 1_769_851_800_000
export const ALICE: WorkerSid = testSid('WK', 1)
export const BOB: WorkerSid = testSid('WK', 2)
export const CAROL: WorkerSid = testSid('WK', 3)
const EVERYONE = testSid('WQ', 1)
export const SALES = testSid('WQ', 2)
const CONVERSATION = testSid('CH', 1)
const CHANNEL = { interactionSid: testSid('KD', 1), channelSid: testSid('UO', 1), type: 'web', status: 'active' }

export const POLICY: Policy = { ...DEFAULT_POLICY, enabled: true, coldTransfer: true, multiParticipant: true }

/** The worker's task, as it is while they are inside. Alice came first, then Bob, then Carol. */
export function taskOf(workerSid: WorkerSid, attributes: JsonObject = {}): PresentTask {
  const number = Number(workerSid.slice(2))
  return {
    sid: testSid('WT', number),
    status: 'assigned',
    createdAtMs: NOW_MS - 600_000,
    attributes: { conversationSid: CONVERSATION, from: 'guest-1', ...attributes },
    reason: '',
    etag: '3',
    priority: 5,
    taskChannelUniqueName: 'chat',
    reservations: [
      { sid: testSid('WR', number), workerSid, status: 'accepted', createdAtMs: NOW_MS - 600_000 + number * 1000 },
    ],
  }
}

export function agent(workerSid: WorkerSid): ObservedParticipant & { participantSid: ParticipantSid } {
  const number = Number(workerSid.slice(2))
  return {
    participantSid: testSid('UT', number),
    type: 'agent',
    workerSid,
    taskSid: testSid('WT', number),
    conversationSid: CONVERSATION,
    memberSid: testSid('MB', number),
    inConversation: 'yes',
  }
}

const customer: ObservedParticipant = {
  participantSid: testSid('UT', 99),
  type: 'customer',
  memberSid: testSid('MB', 99),
  conversationSid: CONVERSATION,
  inConversation: 'yes',
}

/** An active chat of a customer with the given agents. */
export function chatOf(...workers: readonly WorkerSid[]): Observation {
  return {
    observedAtMs: NOW_MS,
    channel: CHANNEL,
    conversation: {
      sid: CONVERSATION,
      state: 'active',
      attributes: { topic: 'delivery' },
      memberSids: [customer, ...workers.map(agent)].flatMap(({ memberSid }) => memberSid ?? []),
    },
    participants: [customer, ...workers.map(agent)],
    invites: [],
    tasks: workers.map((worker) => taskOf(worker)),
    target: bobAsTarget,
    workflow: { knownWorkerQueueSids: [EVERYONE], queueSids: [EVERYONE, SALES], catchesRest: false },
  }
}

export const bobAsTarget: Extract<ObservedTarget, { type: 'worker' }> = {
  type: 'worker',
  sid: BOB,
  name: 'Bob',
  available: true,
  activityName: 'Available',
  freeCapacity: { chat: 2 },
  queueSids: [EVERYONE, SALES],
}

export const salesAsTarget: Extract<ObservedTarget, { type: 'queue' }> = {
  type: 'queue',
  sid: SALES,
  name: 'Sales',
  hasWorkers: true,
  hasAvailableWorkers: true,
}

/** Alice asks to hand the conversation to Bob. */
export const transferToBob: TransferCommand = {
  kind: 'transfer',
  caller: { workerSid: ALICE, isSupervisor: false },
  transferId: 'transfer-1',
  requestId: 'request-1',
  target: { type: 'worker', sid: BOB },
}

export const INVITE_TASK: TaskSid = testSid('WT', 50)

/** An invite that Alice's transfer to Bob has made. */
export function inviteOf(mark: Partial<InviteMark> = {}): ObservedInvite & { mark: InviteMark } {
  return {
    inviteSid: testSid('KG', 50),
    taskSid: INVITE_TASK,
    createdAtMs: NOW_MS - 1000,
    mark: {
      transferId: 'transfer-1',
      mode: 'cold',
      fromWorkerSid: ALICE,
      fromParticipantSid: agent(ALICE).participantSid,
      attempt: 1,
      targetName: 'Bob',
      ...mark,
    },
    target: { type: 'worker', sid: BOB, name: 'Bob' },
  }
}

export function inviteTask(status: PresentTask['status']): PresentTask {
  return { ...taskOf(BOB), sid: INVITE_TASK, status, createdAtMs: NOW_MS - 1000, reservations: [] }
}
