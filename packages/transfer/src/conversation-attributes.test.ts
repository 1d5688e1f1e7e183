import { expect, test } from 'vitest'
import { mergeAttributes, outdatedAttributes, projectAttributes } from './conversation-attributes.ts'
import type { Observation } from './observation.ts'
import { invitesOutdated } from './rules/invites-outdated.ts'
import { EMPTY_MEMORY } from './memory.ts'
import type { Step } from './step.ts'
import {
  agent,
  ALICE,
  BOB,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  POLICY,
  SALES,
  testSid,
} from './testing/chat.ts'

test('a live invite is shown in the shape of the Flex template, with how far it is', () => {
  const ringing = {
    ...inviteTask('reserved'),
    reservations: [{ sid: testSid('WR', 50), workerSid: BOB, status: 'pending', createdAtMs: NOW_MS }],
  }
  const chat: Observation = { ...chatOf(ALICE), invites: [inviteOf()], tasks: [ringing] }
  expect(projectAttributes(chat).invites).toEqual({
    [INVITE_TASK]: {
      invitesTaskSid: INVITE_TASK,
      targetSid: BOB,
      targetName: 'Bob',
      inviteTargetType: 'Worker',
      timestampCreated: '2026-01-31T09:29:59.000Z',
      mode: 'cold',
      state: 'ringing',
      ringingAt: BOB,
    },
  })
})

test('an invite for a queue is shown as one, and rings at whoever it is offered to now', () => {
  const target = { type: 'queue', sid: SALES, name: 'Sales' } as const
  const offered = (number: number, status: string) => {
    return { sid: testSid('WR', number), workerSid: BOB, status, createdAtMs: NOW_MS }
  }
  const showing = (...reservations: ReturnType<typeof offered>[]) => {
    const task = { ...inviteTask('reserved'), reservations }
    const chat: Observation = { ...chatOf(ALICE), invites: [{ ...inviteOf(), target }], tasks: [task] }
    return projectAttributes(chat).invites[INVITE_TASK]
  }
  expect(showing(offered(50, 'rejected'), offered(51, 'pending'))).toMatchObject({
    inviteTargetType: 'Queue',
    targetSid: SALES,
    ringingAt: BOB,
  })
  expect(showing(offered(50, 'rejected'))).not.toHaveProperty('ringingAt')
})

test('an invite that was accepted is shown as joining until its agent is visible in the channel', () => {
  const accepted = chatWithInvite('assigned')
  expect(projectAttributes(accepted).invites[INVITE_TASK]?.state).toBe('joining')
  const bob = { ...agent(BOB), taskSid: INVITE_TASK }
  expect(projectAttributes({ ...accepted, participants: [bob] }).invites).toEqual({})
})

test.each(['wrapping', 'completed', 'canceled'] as const)('an invite whose task is %s is not shown', (status) => {
  expect(projectAttributes(chatWithInvite(status)).invites).toEqual({})
})

test('invites that are not ours are not shown', () => {
  const foreign = { ...inviteOf(), mark: undefined }
  expect(projectAttributes({ ...chatWithInvite('pending'), invites: [foreign] }).invites).toEqual({})
})

test.each([
  ['pending', 'no'],
  ['completed', 'accepted'],
  ['canceled', 'canceled'],
] as const)('the history says of a transfer whose task is %s that it ended: %s', (status, ended) => {
  expect(projectAttributes(chatWithInvite(status)).conversationTransfer.transfers).toMatchObject([
    { transferId: 'transfer-1', from: ALICE, to: { name: 'Bob' }, at: '2026-01-31T09:29:59.000Z', ended },
  ])
})

test('the history remembers how a transfer ended after its task has been deleted', () => {
  const canceled = chatWithInvite('canceled')
  const attributes = mergeAttributes({}, projectAttributes(canceled))
  const later: Observation = { ...canceled, tasks: [], conversation: { ...canceled.conversation, attributes } }
  expect(projectAttributes(later).conversationTransfer.transfers[0]?.ended).toBe('canceled')
  expect(outdatedAttributes(later)).toBeUndefined()
})

test('the history says so when nobody saw how a transfer ended', () => {
  const chat: Observation = { ...chatOf(ALICE), invites: [inviteOf()] }
  expect(projectAttributes(chat).conversationTransfer.transfers[0]?.ended).toBe('unknown')
})

test('the history keeps the last ten transfers, and stays under 4 KB', () => {
  const invites = Array.from({ length: 14 }, (_, index) => inviteOf({ transferId: `transfer-${index}` }))
  const long = invites.map((invite) => ({ ...invite, mark: { ...invite.mark, reason: 'x'.repeat(900) } }))
  const kept = projectAttributes({ ...chatOf(ALICE), invites }).conversationTransfer.transfers
  expect(kept.map(({ transferId }) => transferId)).toEqual(invites.slice(4).map(({ mark }) => mark.transferId))
  const history = projectAttributes({ ...chatOf(ALICE), invites: long }).conversationTransfer.transfers
  expect(JSON.stringify(history).length).toBeLessThanOrEqual(4096)
  expect(history.at(-1)?.transferId).toBe('transfer-13')
})

test('writing the keys keeps every key of other programs', () => {
  const merged = mergeAttributes({ topic: 'delivery', invites: { old: 1 } }, projectAttributes(chatOf(ALICE)))
  expect(merged).toMatchObject({ topic: 'delivery', invites: {} })
})

test('a conversation that was never transferred is not written to', () => {
  expect(mendOf(chatOf(ALICE))).toEqual([])
})

test('an overwrite of all attributes by another program is mended', () => {
  const overwritten = chatWithInvite('pending')
  expect(mendOf(overwritten)).toMatchObject([{ kind: 'writeInvites' }])
})

test('a conversation that waits for an answer is written to as an active one is', () => {
  const chat = chatWithInvite('pending')
  expect(mendOf({ ...chat, conversation: { ...chat.conversation, state: 'inactive' } })).toMatchObject([
    { kind: 'writeInvites' },
  ])
})

test('a conversation of another channel is not written to', () => {
  const chat = chatWithInvite('pending')
  const other = { ...chat, conversation: { ...chat.conversation, sid: testSid('CH', 77) } } as Observation
  expect(outdatedAttributes(other)).toBeUndefined()
})

test.each(['closed', 'gone'])('a conversation that is %s is not written to', (state) => {
  const chat = chatWithInvite('pending')
  expect(mendOf({ ...chat, conversation: { ...chat.conversation, state } })).toEqual([])
})

function chatWithInvite(status: Parameters<typeof inviteTask>[0]): Observation {
  return { ...chatOf(ALICE), invites: [inviteOf()], tasks: [inviteTask(status)] }
}

function mendOf(observation: Observation): readonly Step[] {
  const look = { observation, memory: EMPTY_MEMORY, policy: POLICY, nowMs: NOW_MS }
  return invitesOutdated.examine(look).repair?.steps ?? []
}

test('an invite that does not say whom it is for is not shown', () => {
  const chat = chatWithInvite('pending')
  expect(projectAttributes({ ...chat, invites: [{ ...inviteOf(), target: undefined }] }).invites).toEqual({})
})
