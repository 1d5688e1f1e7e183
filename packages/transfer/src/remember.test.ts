import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from './memory.ts'
import type { Observation, PresentTask } from './observation.ts'
import { remember } from './remember.ts'
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

const after = (observation: Observation, memory = EMPTY_MEMORY) => remember(memory, observation, NOW_MS)

describe('what is kept of a look', () => {
  test('who the customers are, and what they are called in the conversation', () => {
    expect(after(chatOf(ALICE)).customers).toEqual([
      { participantSid: testSid('UT', 99), memberSid: testSid('MB', 99) },
    ])
    const gone = { ...chatOf(ALICE), participants: [agent(ALICE)] }
    expect(after(gone, after(chatOf(ALICE))).customers).toHaveLength(1)
    expect(after(chatOf(ALICE), after(chatOf(ALICE))).customers).toHaveLength(1)
  })

  test('a customer who is known to be out is not kept as one who is in', () => {
    const out = chatOf().participants.map((one) => ({ ...one, inConversation: 'no' as const }))
    expect(after({ ...chatOf(), participants: out }).customers).toEqual([])
  })

  test('what the last agent’s task knew, without a claim', () => {
    const claim = { conversationTransferClaim: { transferId: 'x', requestId: 'y', at: 1 } }
    const chat = { ...chatOf(ALICE), tasks: [taskOf(ALICE, claim)] }
    expect(after(chat).lastTask).toEqual({
      sid: taskOf(ALICE).sid,
      attributes: taskOf(ALICE).attributes,
      priority: 5,
      taskChannelUniqueName: 'chat',
    })
    expect(after(chatOf(), after(chat)).lastTask).toMatchObject({ sid: taskOf(ALICE).sid })
  })

  test('what the customer’s first task knew, as long as no agent has been inside', () => {
    const first = { ...taskOf(ALICE), status: 'pending' as const, reservations: [] }
    const waiting = after({ ...chatOf(), tasks: [first] })
    expect(waiting.lastTask).toMatchObject({ sid: first.sid, attributes: first.attributes })
    const native = { ...first, sid: testSid('WT', 70), createdAtMs: NOW_MS }
    expect(after({ ...chatOf(), tasks: [first, native] }, waiting).lastTask).toMatchObject({ sid: first.sid })
    expect(after(chatOf(BOB), waiting).lastTask).toMatchObject({ sid: taskOf(BOB).sid })
  })

  test('when an agent was last inside', () => {
    expect(after(chatOf(ALICE)).agentInsideAtMs).toBe(NOW_MS)
    expect(after(chatOf()).agentInsideAtMs).toBeUndefined()
  })

  test('which tasks the channel has had, the last fifty', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...taskOf(ALICE), sid: testSid('WT', 100 + index) }))
    const { taskSids } = after({ ...chatOf(), tasks: many })
    expect(taskSids).toHaveLength(50)
    expect(taskSids.at(-1)).toBe(testSid('WT', 159))
    expect(after(chatOf(BOB), after(chatOf(ALICE))).taskSids).toEqual([taskOf(ALICE).sid, taskOf(BOB).sid])
  })

  test('with which tasks somebody has been in the channel', () => {
    expect(after(chatOf(ALICE)).joinedTaskSids).toEqual([taskOf(ALICE).sid])
  })
})

describe('what became of tasks', () => {
  const having = (status: PresentTask['status']): Observation => withInvite(chatOf(), inviteOf(), inviteTask(status))

  test.each([
    ['canceled', 'failed'],
    ['wrapping', 'served'],
    ['completed', 'served'],
  ] as const)('one that is %s has %s', (status, verdict) => {
    expect(after(having(status)).verdicts).toEqual({ [INVITE_TASK]: verdict })
  })

  test.each([
    `Canceled by ${ALICE}`,
    `Duplicate of ${INVITE_TASK}`,
    'The customer has left.',
    'The agent who was invited is inside.',
    'It rings at nobody but agents who are inside.',
  ])('one that was ended as “%s” was not needed', (reason) => {
    const chat = withInvite(chatOf(), inviteOf(), { ...inviteTask('canceled'), reason })
    expect(after(chat).verdicts).toEqual({ [INVITE_TASK]: 'notNeeded' })
  })

  test('one that was completed because its agent never joined has failed', () => {
    const task = { ...inviteTask('completed'), reason: 'Accepted, and never joined' }
    expect(after(withInvite(chatOf(), inviteOf(), task)).verdicts).toEqual({ [INVITE_TASK]: 'failed' })
  })

  test.each(['pending', 'reserved', 'assigned'] as const)('one that is %s has not been decided', (status) => {
    expect(after(having(status)).verdicts).toEqual({})
  })

  test('one that is assigned, and whose agent is there, has served', () => {
    expect(after(chatOf(ALICE)).verdicts).toEqual({ [taskOf(ALICE).sid]: 'served' })
  })

  test('what a repair has found out stays, whatever the task looks like afterwards', () => {
    const memory = { ...EMPTY_MEMORY, verdicts: { [INVITE_TASK]: 'failed' } as const }
    expect(after(having('completed'), memory).verdicts).toEqual({ [INVITE_TASK]: 'failed' })
  })

  test('what events have told is kept, unless they told nothing', () => {
    const chat: Observation = {
      ...withInvite(chatOf(), inviteOf()),
      onDemand: { verdicts: { [INVITE_TASK]: 'failed', [testSid('WT', 3)]: 'unknown' } },
    }
    expect(after(chat).verdicts).toEqual({ [INVITE_TASK]: 'failed' })
  })
})

test('that we made a channel inactive is forgotten when somebody has come into it', () => {
  const memory = { ...EMPTY_MEMORY, madeInactive: true }
  const inactive = { ...chatOf(), channel: { ...chatOf().channel, status: 'inactive' } }
  expect(after(inactive, memory).madeInactive).toBe(true)
  expect(after(chatOf(ALICE), memory).madeInactive).toBe(false)
  expect(after({ ...chatOf(), tasks: [inviteTask('pending')] }, memory).madeInactive).toBe(false)
  expect(after(chatOf(), { ...memory, madeInactive: false }).madeInactive).toBe(false)
})

test('that we made a channel inactive is not forgotten while it is still shown as it was before', () => {
  expect(after(chatOf(), { ...EMPTY_MEMORY, madeInactive: true }).madeInactive).toBe(true)
})

test('an agent who was inside twice is watched until they are safely inside once', () => {
  const memory = { ...EMPTY_MEMORY, deduplicated: [ALICE] }
  const seen = (inConversation: 'yes' | 'no' | 'unknown') => {
    const participants = [{ ...agent(ALICE), inConversation }]
    return after({ ...chatOf(ALICE), participants }, memory).deduplicated
  }
  expect(seen('yes')).toEqual([])
  expect(seen('unknown')).toEqual([ALICE])
  expect(seen('no')).toEqual([ALICE])
  expect(after(chatOf(ALICE, ALICE), memory).deduplicated).toEqual([ALICE])
})

test('others who are inside do not keep an agent from being safely inside', () => {
  const memory = { ...EMPTY_MEMORY, deduplicated: [ALICE] }
  expect(after(chatOf(ALICE, BOB), memory).deduplicated).toEqual([])
  expect(after(chatOf(BOB), memory).deduplicated).toEqual([ALICE])
})

test('what events have told of a task is kept although the task itself is gone', () => {
  const chat: Observation = {
    ...withInvite(chatOf(), inviteOf()),
    tasks: [{ sid: INVITE_TASK, status: 'gone' }],
    onDemand: { verdicts: { [INVITE_TASK]: 'failed' } },
  }
  expect(after(chat).verdicts).toEqual({ [INVITE_TASK]: 'failed' })
})

test('of two customers the one who has left is still remembered', () => {
  const other = { participantSid: testSid('UT', 98), memberSid: testSid('MB', 98) }
  const { customers } = after(chatOf(ALICE), { ...EMPTY_MEMORY, customers: [other] })
  expect(customers).toEqual([other, { participantSid: testSid('UT', 99), memberSid: testSid('MB', 99) }])
})
