import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
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
} from '../testing/chat.ts'
import { ALL_READ, examined, lookAt, stepsAtOnce, stepsOf } from '../testing/look.ts'
import { sameWorkerTwice } from './same-worker-twice.ts'

const second = { ...agent(ALICE), participantSid: testSid('UT', 70), taskSid: INVITE_TASK }

/** Alice is inside by her own task, and by an invite that she accepted later. */
const twice: Observation = {
  ...chatOf(ALICE, BOB),
  participants: [...chatOf(ALICE, BOB).participants, second],
  tasks: [
    ...chatOf(ALICE, BOB).tasks,
    {
      ...inviteTask('assigned'),
      reservations: [{ sid: testSid('WR', 70), workerSid: ALICE, status: 'accepted', createdAtMs: NOW_MS }],
    },
  ],
}

test('the newer of two participants of one agent is closed', () => {
  expect(stepsAtOnce(sameWorkerTwice, twice)).toEqual([
    { kind: 'closeParticipant', channel: twice.channel, participantSid: second.participantSid, status: 'closed' },
  ])
})

test('which one is newer follows from when the task was accepted, not from the order of the list', () => {
  const reversed = { ...twice, participants: twice.participants.toReversed(), tasks: twice.tasks.toReversed() }
  expect(stepsAtOnce(sameWorkerTwice, reversed)).toMatchObject([{ participantSid: second.participantSid }])
})

test('it is remembered that the agent may have lost their place with it', () => {
  expect(examined(sameWorkerTwice, twice).repair?.remember).toEqual({ deduplicated: [ALICE] })
})

test('two agents are not one', () => {
  expect(stepsOf(sameWorkerTwice, chatOf(ALICE, BOB))).toEqual([])
})

/** Alice’s older participant is still in the channel, and she is no longer in the conversation. */
const shutOut: Observation = {
  ...chatOf(ALICE),
  participants: chatOf(ALICE).participants.map((one) =>
    one.workerSid === ALICE ? { ...one, inConversation: 'no' } : one,
  ),
  onDemand: { workers: { [ALICE]: { sid: ALICE, name: 'Alice', available: true } } },
}

test('an agent who lost their place is invited again, and then the old participant is closed', () => {
  const memory = { deduplicated: [ALICE] }
  expect(stepsAtOnce(sameWorkerTwice, shutOut, { memory })).toEqual([])
  expect(stepsOf(sameWorkerTwice, shutOut, { memory })).toMatchObject([
    {
      kind: 'createInvite',
      target: { type: 'worker', sid: ALICE },
      mark: { attempt: 1, transferId: `${shutOut.channel.channelSid}:1` },
    },
    { kind: 'closeParticipant', participantSid: agent(ALICE).participantSid },
  ])
  expect(examined(sameWorkerTwice, shutOut, { memory }).repair?.remember).toEqual({ deduplicated: [] })
})

test('the new invite continues the transfer by which the agent had come', () => {
  const mark = inviteOf().mark
  const came = { ...shutOut, tasks: [taskOf(ALICE, { conversationTransfer: mark })] }
  expect(stepsOf(sameWorkerTwice, came, { memory: { deduplicated: [ALICE] } })).toMatchObject([
    { mark: { transferId: 'transfer-1:2', attempt: 2 } },
    { kind: 'closeParticipant' },
  ])
})

test('how the agent is called is read first', () => {
  const { onDemand: _nothing, ...unread } = shutOut
  const onlyOthers = { ...unread, onDemand: ALL_READ }
  const firstSeen = { [`same-worker-twice ${agent(ALICE).participantSid} shut out`]: NOW_MS - 20_000 }
  for (const chat of [unread, onlyOthers]) {
    const look = lookAt(chat, { memory: { deduplicated: [ALICE], firstSeen } })
    expect(sameWorkerTwice.examine(look)).toMatchObject({ reads: [{ of: 'worker', sid: ALICE }] })
  }
})

test('an agent who is not in the conversation for other reasons is another rule’s matter', () => {
  expect(stepsOf(sameWorkerTwice, shutOut)).toEqual([])
  expect(stepsOf(sameWorkerTwice, chatOf(ALICE), { memory: { deduplicated: [ALICE] } })).toEqual([])
})

test('only an agent who is out of the conversation, and whose task goes on, has lost their place', () => {
  const memory = { deduplicated: [ALICE] }
  const alice = (change: object, status: 'assigned' | 'wrapping' = 'assigned'): Observation => ({
    ...shutOut,
    participants: shutOut.participants.map((one) => (one.workerSid === ALICE ? { ...one, ...change } : one)),
    tasks: [{ ...taskOf(ALICE), status }],
  })
  expect(stepsOf(sameWorkerTwice, alice({}), { memory })).toHaveLength(2)
  expect(stepsOf(sameWorkerTwice, alice({ inConversation: 'unknown' }), { memory })).toEqual([])
  expect(stepsOf(sameWorkerTwice, alice({}, 'wrapping'), { memory })).toEqual([])
  expect(stepsOf(sameWorkerTwice, alice({ taskSid: testSid('WT', 9) }), { memory })).toEqual([])
  expect(stepsOf(sameWorkerTwice, alice({ workerSid: BOB }), { memory })).toEqual([])
})

test('of several who were inside twice, the one who is invited again is not watched any more', () => {
  const { repair } = examined(sameWorkerTwice, shutOut, { memory: { deduplicated: [BOB, ALICE] } })
  expect(repair?.remember).toEqual({ deduplicated: [BOB] })
})
