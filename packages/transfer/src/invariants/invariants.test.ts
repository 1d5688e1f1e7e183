import { describe, expect, test } from 'vitest'
import type { Observation, ObservedReservation } from '../observation.ts'
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
import { withInvite } from '../testing/look.ts'
import { answerViolations } from './answers-are-true.ts'
import { foreignKeyViolations } from './foreign-keys-are-kept.ts'
import { STATE_INVARIANTS } from './invariants.ts'
import { harmViolations } from './no-harm.ts'
import { ROUNDS_TO_SETTLE_MAX, settlingViolations } from './settling-ends.ts'

const broken = (observation: Observation): string[] =>
  STATE_INVARIANTS.filter(({ violations }) => violations(observation).length > 0).map(({ name }) => name)

const ring: ObservedReservation = { sid: testSid('WR', 1), workerSid: ALICE, status: 'pending', createdAtMs: NOW_MS }
const warm = (number: number, transferId: string, mode: 'warm' | 'cold' = 'warm') =>
  [
    { ...inviteOf({ mode, transferId }), taskSid: testSid('WT', number) },
    { ...inviteTask('pending'), sid: testSid('WT', number) },
  ] as const
const closed = (chat: Observation): Observation => ({ ...chat, channel: { ...chat.channel, status: 'closed' } })

describe('what must hold of a conversation', () => {
  test('holds of an ordinary chat', () => {
    expect(broken(chatOf(ALICE, BOB))).toEqual([])
  })

  test.each([
    ['a customer is alone', chatOf(), ['no-stranded-customer']],
    ['an invite is not listed', withInvite(chatOf(ALICE), ...warm(50, 'transfer-1')), ['invites-are-listed']],
    [
      'an agent is inside twice',
      {
        ...chatOf(ALICE),
        participants: [...chatOf(ALICE).participants, { ...agent(ALICE), participantSid: testSid('UT', 70) }],
      },
      ['nobody-twice'],
    ],
    [
      'it rings at somebody inside',
      withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), { ...inviteTask('reserved'), reservations: [ring] }),
      ['invites-are-listed', 'nobody-twice'],
    ],
    [
      'a transfer has two invites',
      withInvite(withInvite(chatOf(ALICE), ...warm(50, 'transfer-1')), ...warm(51, 'transfer-1')),
      ['invites-are-listed', 'one-invite-each'],
    ],
    [
      'two cold invites are out',
      withInvite(withInvite(chatOf(ALICE), ...warm(50, 'transfer-1', 'cold')), ...warm(51, 'transfer-2', 'cold')),
      ['invites-are-listed', 'one-invite-each'],
    ],
    ['the conversation outlives its channel', closed(chatOf(ALICE)), ['closed-together']],
    [
      'the channel outlives its conversation',
      { ...chatOf(ALICE), conversation: { ...chatOf(ALICE).conversation, state: 'closed' } },
      ['closed-together'],
    ],
    [
      'an invite outlives the channel',
      {
        ...closed(withInvite(chatOf(ALICE), ...warm(50, 'transfer-1'))),
        conversation: { ...chatOf().conversation, state: 'closed' },
      },
      ['closed-together'],
    ],
    [
      'an invite has lost what was known of the customer',
      withInvite(
        { ...chatOf(ALICE), tasks: [taskOf(ALICE, { order: 4711 })] },
        inviteOf({ mode: 'warm' }),
        inviteTask('completed'),
      ),
      ['invites-are-listed', 'attributes-are-kept'],
    ],
    [
      'somebody is called to a conversation without a customer',
      { ...withInvite(chatOf(ALICE), ...warm(50, 'transfer-1')), participants: [agent(ALICE)] },
      ['invites-are-listed', 'no-invite-without-customer'],
    ],
  ])('is broken when %s', (_when, chat, names) => {
    expect(broken(chat)).toEqual(names)
  })
})

test('other people’s keys are kept, ours may change', () => {
  expect(foreignKeyViolations({ topic: 'lamp', invites: {} }, { topic: 'lamp', invites: { a: 1 } })).toEqual([])
  expect(foreignKeyViolations({ topic: 'lamp' }, { invites: {} })).toHaveLength(1)
  expect(foreignKeyViolations({ topic: 'lamp' }, { topic: 'table' })).toHaveLength(1)
})

describe('an answer', () => {
  const invites = [inviteOf()]
  const invited = { result: 'done', of: 'invite', inviteTaskSid: INVITE_TASK, state: 'waiting', remarks: [] } as const
  const refused = { result: 'refused', code: 'busy', message: '' } as const
  const failed = { result: 'failed', code: 'twilio_limiting', message: '', mayRepeat: true } as const

  test('of success names an invite that there is', () => {
    expect(answerViolations(invited, { invites, changed: true })).toEqual([])
    expect(answerViolations(invited, { invites: [], changed: true })).toHaveLength(1)
    expect(
      answerViolations({ result: 'done', of: 'departure', conversation: 'goesOn' }, { invites: [], changed: true }),
    ).toEqual([])
  })

  test('of refusal means that nothing was changed', () => {
    expect(answerViolations(refused, { invites: [], changed: false })).toEqual([])
    expect(answerViolations(refused, { invites: [], changed: true })).toHaveLength(1)
  })

  test('of failure halfway means that it may be repeated', () => {
    expect(answerViolations(failed, { invites, changed: true })).toEqual([])
    expect(answerViolations({ ...failed, mayRepeat: false }, { invites, changed: true })).toHaveLength(1)
    expect(answerViolations({ ...failed, mayRepeat: false }, { invites: [], changed: false })).toEqual([])
  })
})

test('an agent who is taken out is one whose going was asked for', () => {
  expect(harmViolations(chatOf(ALICE, BOB), chatOf(ALICE), new Set([agent(BOB).participantSid]))).toEqual([])
  expect(harmViolations(chatOf(ALICE, BOB), chatOf(ALICE), new Set())).toHaveLength(1)
})

test('settling comes to an end', () => {
  const rounds = (count: number) => Array.from({ length: count }, () => ({ repaired: 'ghost' }))
  expect(settlingViolations([...rounds(ROUNDS_TO_SETTLE_MAX), { repaired: undefined }])).toEqual([])
  expect(settlingViolations(rounds(ROUNDS_TO_SETTLE_MAX + 1))).toHaveLength(1)
})
