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

describe('what is said about it', () => {
  const said = (observation: Observation): string[] =>
    STATE_INVARIANTS.flatMap(({ violations }) => violations(observation))
  const listed = (chat: Observation, ...sids: string[]): Observation => {
    const invites = Object.fromEntries(sids.map((sid) => [sid, {}]))
    return { ...chat, conversation: { ...chat.conversation, attributes: { ...chat.conversation.attributes, invites } } }
  }
  const invited = withInvite(chatOf(ALICE), ...warm(50, 'transfer-1'))

  test('a customer is alone', () => {
    expect(said(chatOf())).toEqual(['A customer is in the conversation with nobody, and nobody is on the way.'])
  })

  test('the list says something else than is so', () => {
    const stale = listed(chatOf(ALICE), testSid('WT', 50))
    expect(said(stale)).toEqual([`The invites listed are {"${testSid('WT', 50)}":{}}, and should be {}.`])
    const unreadable = { ...invited, conversation: { ...invited.conversation, attributes: undefined } }
    expect(said(unreadable)).toEqual([])
  })

  test('somebody is inside twice, and is rung for it again', () => {
    const twice = {
      ...chatOf(ALICE),
      participants: [...chatOf(ALICE).participants, { ...agent(ALICE), participantSid: testSid('UT', 70) }],
    }
    expect(said(twice)).toEqual([`${ALICE} is inside twice.`])
    const rung = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), {
      ...inviteTask('reserved'),
      reservations: [ring],
    })
    expect(said(rung)).toContain(`It rings at ${ALICE}, who is inside.`)
    const answered = { ...ring, status: 'rejected' }
    const elsewhere = { ...ring, workerSid: BOB }
    const fine = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), {
      ...inviteTask('reserved'),
      reservations: [answered, elsewhere],
    })
    expect(said(fine)).not.toContain(`It rings at ${ALICE}, who is inside.`)
    expect(said({ ...twice, ...closed(twice), conversation: { ...twice.conversation, state: 'closed' } })).toEqual([])
  })

  test('a transfer has several invites', () => {
    const two = withInvite(withInvite(chatOf(ALICE), ...warm(50, 'transfer-1')), ...warm(51, 'transfer-1'))
    expect(said(two)).toContain('The transfer transfer-1 has several live invites.')
    const cold = withInvite(
      withInvite(chatOf(ALICE), ...warm(50, 'transfer-1', 'cold')),
      ...warm(51, 'transfer-2', 'cold'),
    )
    expect(said(cold)).toContain('2 cold invites are live at once.')
    const different = withInvite(
      withInvite(chatOf(ALICE), ...warm(50, 'transfer-1')),
      ...warm(51, 'transfer-2', 'cold'),
    )
    expect(said(different)).not.toContain(expect.stringMatching(/several|at once/))
    expect(broken(different)).toEqual(['invites-are-listed'])
  })

  test.each(['closed', 'failed'])('something outlives a channel that is %s', (status) => {
    const ended = { ...invited, channel: { ...invited.channel, status } }
    const saying = [
      `${testSid('WT', 50)} is live in a closed channel.`,
      'The conversation is open, and its channel is closed.',
    ]
    expect(said(ended)).toEqual(expect.arrayContaining(saying))
    const inactive = { ...ended, conversation: { ...ended.conversation, state: 'inactive' } }
    expect(said(inactive)).toEqual(expect.arrayContaining(saying))
    expect(said({ ...ended, conversation: { ...ended.conversation, state: 'closed' } })).toEqual(saying.slice(0, 1))
  })

  test('a channel outlives its conversation', () => {
    const open = { ...chatOf(ALICE), conversation: { ...chatOf(ALICE).conversation, state: 'closed' } }
    expect(said(open)).toEqual(['The channel is open, and its conversation is closed.'])
    expect(said({ ...open, channel: { ...open.channel, status: 'pause' } })).toEqual([])
  })

  test('an invite has lost what the oldest task knew, and only what is not its own', () => {
    const first = { ...taskOf(ALICE, { order: 4711, flexInteractionSid: 'KD0' }), createdAtMs: 1 }
    const second = { ...taskOf(BOB, { later: 1 }), createdAtMs: 2 }
    const gone = { sid: testSid('WT', 9), status: 'gone' } as const
    const foreign = { ...inviteOf(), taskSid: second.sid, mark: undefined }
    const chat = withInvite(
      { ...chatOf(ALICE), tasks: [gone, second, first], invites: [foreign] },
      inviteOf({ mode: 'warm' }),
      { ...inviteTask('completed'), attributes: { ...inviteTask('completed').attributes } },
    )
    expect(said(chat).filter((one) => /lost/.test(one))).toEqual([`${INVITE_TASK} has lost the attribute order.`])
    const kept = { ...inviteTask('completed'), attributes: { ...inviteTask('completed').attributes, order: 4711 } }
    expect(said({ ...chat, tasks: [first, kept] }).filter((one) => /lost/.test(one))).toEqual([])
    expect(said({ ...chat, tasks: [] }).filter((one) => /lost/.test(one))).toEqual([])
  })

  test('somebody is called to nobody', () => {
    expect(said({ ...invited, participants: [agent(ALICE)] })).toContain(
      `${testSid('WT', 50)} calls somebody to a conversation without a customer.`,
    )
  })

  test('of somebody else’s keys, of answers, and of agents', () => {
    expect(foreignKeyViolations({ topic: 'lamp' }, {})).toEqual([
      "The attribute topic of somebody else's is not what it was.",
    ])
    expect(
      answerViolations(
        { result: 'done', of: 'invite', inviteTaskSid: testSid('WT', 9), state: 'waiting', remarks: [] },
        { invites: [inviteOf()], changed: true },
      ),
    ).toEqual([`${testSid('WT', 9)} was answered, and is no invite of this request.`])
    expect(answerViolations({ result: 'refused', code: 'busy', message: '' }, { invites: [], changed: true })).toEqual([
      'It was refused (busy), and something was changed.',
    ])
    expect(
      answerViolations(
        { result: 'failed', code: 'internal', message: '', mayRepeat: false },
        { invites: [], changed: true },
      ),
    ).toEqual(['It failed (internal) halfway, and may not be repeated.'])
    const { participantSid } = agent(BOB)
    expect(harmViolations(chatOf(ALICE, BOB), chatOf(ALICE), new Set())).toEqual([
      `${participantSid} was inside and is not any more, and nobody asked for it.`,
    ])
  })

  test('of settling that does not end, with the last six repairs', () => {
    const rounds = Array.from({ length: ROUNDS_TO_SETTLE_MAX + 1 }, (_, index) => ({ repaired: `rule-${index}` }))
    expect(settlingViolations([{ repaired: undefined }, ...rounds])).toEqual([
      'It was mended 26 times: rule-20, rule-21, rule-22, rule-23, rule-24, rule-25.',
    ])
  })
})
