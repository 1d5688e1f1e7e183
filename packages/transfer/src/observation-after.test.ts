import { describe, expect, test } from 'vitest'
import { observationAfter } from './observation-after.ts'
import type { Observation } from './observation.ts'
import type { CloseParticipantStep, StepResult } from './step.ts'
import {
  agent,
  ALICE,
  BOB,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  taskOf,
  testSid,
} from './testing/chat.ts'
import { withInvite } from './testing/look.ts'

const chat = chatOf(ALICE, BOB)
const { channel } = chat
const wrapping = { ...taskOf(BOB), status: 'wrapping' as const }

describe('after somebody has been taken out', () => {
  const closed = (status: CloseParticipantStep['status'], participantSid = agent(ALICE).participantSid): Observation =>
    observationAfter(chat, {
      kind: 'participantClosed',
      step: { kind: 'closeParticipant', channel, participantSid, status },
    })

  test('they are not in the list any more, and their task is completed', () => {
    const after = closed('closed')
    expect(after.participants.map(({ workerSid }) => workerSid)).toEqual([undefined, BOB])
    expect(after.tasks).toEqual([{ ...taskOf(ALICE), status: 'completed' }, taskOf(BOB)])
    expect(after.departedWorkerSids).toEqual([ALICE])
  })

  test('they are in the list for as long as they wrap up', () => {
    const after = closed('wrapup')
    expect(after.participants).toEqual(chat.participants)
    expect(after.tasks).toEqual([{ ...taskOf(ALICE), status: 'wrapping' }, taskOf(BOB)])
    expect(after.departedWorkerSids).toEqual([ALICE])
  })

  test('nothing else is, where they were not in the list', () => {
    expect(closed('closed', testSid('UT', 70))).toEqual({ ...chat, departedWorkerSids: [] })
  })

  test('those who went before them are still known to have gone', () => {
    const step = {
      kind: 'closeParticipant',
      channel,
      participantSid: agent(BOB).participantSid,
      status: 'closed',
    } as const
    const both = observationAfter(closed('closed'), { kind: 'participantClosed', step })
    expect(both.departedWorkerSids).toEqual([ALICE, BOB])
  })
})

describe('after the channel has been closed', () => {
  const before: Observation = {
    ...chat,
    tasks: [taskOf(ALICE), wrapping, { ...inviteTask('pending') }, { sid: testSid('WT', 9), status: 'gone' }],
  }
  const closed = (status: 'closed' | 'inactive'): Observation =>
    observationAfter(before, { kind: 'channelClosed', step: { kind: 'closeChannel', channel, status } })
  const statuses = ['completed', 'completed', 'pending', 'gone']

  test('the conversation is closed too, and who was inside is done', () => {
    const after = closed('closed')
    expect(after.channel).toEqual({ ...channel, status: 'closed' })
    expect(after.conversation).toEqual({ ...chat.conversation, state: 'closed' })
    expect(after.tasks.map(({ status }) => status)).toEqual(statuses)
  })

  test('the conversation stays open where the channel was only left', () => {
    const after = closed('inactive')
    expect(after.channel).toEqual({ ...channel, status: 'inactive' })
    expect(after.conversation).toEqual(chat.conversation)
    expect(after.tasks.map(({ status }) => status)).toEqual(statuses)
  })
})

test('after the conversation has been closed it is', () => {
  expect(observationAfter(chat, { kind: 'conversationClosed' }).conversation.state).toBe('closed')
})

describe('after an invite’s task', () => {
  const invited = withInvite(chat, inviteOf(), {
    ...inviteTask('reserved'),
    reservations: [
      { sid: testSid('WR', 50), workerSid: BOB, status: 'timeout', createdAtMs: NOW_MS },
      { sid: testSid('WR', 51), workerSid: ALICE, status: 'pending', createdAtMs: NOW_MS },
    ],
  })
  const taskAfter = (result: StepResult) => observationAfter(invited, result).tasks.at(-1)

  test.each([
    ['cancelTask', 'canceled'],
    ['completeTask', 'completed'],
  ] as const)('has been ended (%s) it is %s, with the reason', (kind, status) => {
    const step = { kind, taskSid: INVITE_TASK, etag: '3', reason: 'Because' } as const
    expect(taskAfter({ kind: 'taskEnded', step })).toMatchObject({ status, reason: 'Because', etag: '3' })
  })

  test('has been told who is inside, it knows, in another version', () => {
    const step = {
      kind: 'refreshInside',
      taskSid: INVITE_TASK,
      etag: '3',
      taskAttributes: { topic: 'lamp', workerSidsInConversation: [] },
      workerSids: [BOB, ALICE],
    } as const
    expect(taskAfter({ kind: 'insideRefreshed', step, etag: '5' })).toMatchObject({
      etag: '5',
      status: 'reserved',
      attributes: { topic: 'lamp', workerSidsInConversation: [ALICE, BOB] },
    })
  })

  test('has been made to ring no more, it waits, and that ring counts as rejected', () => {
    const step = { kind: 'rejectReservation', taskSid: INVITE_TASK, reservationSid: testSid('WR', 51) } as const
    expect(taskAfter({ kind: 'reservationRejected', step })).toMatchObject({
      status: 'pending',
      reservations: [{ status: 'timeout' }, { workerSid: ALICE, status: 'rejected' }],
    })
  })
})

test('after a claim the task carries it, in another version; a task that is gone cannot', () => {
  const claim = { transferId: 'transfer-1', requestId: 'request-1', at: NOW_MS }
  const step = { kind: 'claim', taskSid: taskOf(ALICE).sid, etag: '3', taskAttributes: { a: 1 }, claim } as const
  expect(observationAfter(chat, { kind: 'claimed', step, etag: '4' }).tasks).toEqual([
    { ...taskOf(ALICE), etag: '4', attributes: { a: 1, conversationTransferClaim: claim } },
    taskOf(BOB),
  ])
  const gone: Observation = { ...chat, tasks: [{ sid: taskOf(ALICE).sid, status: 'gone' }] }
  expect(observationAfter(gone, { kind: 'claimed', step, etag: '4' })).toEqual(gone)
})

test('after an invite was made, it and its task are there', () => {
  const { mark, target } = inviteOf()
  const task = inviteTask('pending')
  const step = {
    kind: 'createInvite',
    channel,
    taskAttributes: {},
    taskChannelUniqueName: 'chat',
    priority: 5,
    mark,
    target: target ?? { type: 'worker', sid: BOB, name: 'Bob' },
  } as const
  const after = observationAfter(chat, { kind: 'inviteCreated', step, inviteSid: testSid('KG', 50), task })
  expect(after.invites).toEqual([inviteOf()])
  expect(after.tasks).toEqual([...chat.tasks, task])
})

test('after the list of invites was written, the conversation has it; where it could not be, nothing more is tried', () => {
  const attributes = { topic: 'delivery', invites: {} }
  expect(observationAfter(chat, { kind: 'invitesWritten', attributes }).conversation).toEqual({
    ...chat.conversation,
    attributes,
  })
  expect(observationAfter(chat, { kind: 'invitesNotWritten' }).conversation).toEqual({
    ...chat.conversation,
    attributes: undefined,
  })
})

test.each<StepResult>([
  { kind: 'claimLost' },
  { kind: 'claimRemoved' },
  {
    kind: 'overtaken',
    step: { kind: 'cancelTask', taskSid: taskOf(ALICE).sid, etag: '3', reason: 'Because' },
  },
])('after $kind nothing is known that was not before', (result) => {
  expect(observationAfter(chat, result)).toBe(chat)
})
