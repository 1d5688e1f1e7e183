import { describe, expect, test } from 'vitest'
import type { Observation } from './observation.ts'
import { reconcile, type Reconciled } from './reconcile.ts'
import { agent, ALICE, chatOf, INVITE_TASK, inviteOf, inviteTask, NOW_MS, taskOf } from './testing/chat.ts'
import { ALL_READ, lookAt, withInvite, type LookOptions } from './testing/look.ts'

/** Alice is in the list with a task that is completed; nobody else is there. */
const ghostly: Observation = {
  ...chatOf(ALICE),
  tasks: [{ ...taskOf(ALICE), status: 'completed' }],
  onDemand: ALL_READ,
}
const GHOST = `ghost ${agent(ALICE).participantSid}`

const at = (atMs: number, observation: Observation, options: LookOptions = {}): Reconciled =>
  reconcile({ ...lookAt(observation, options), nowMs: atMs })

function settled(result: Reconciled): Exclude<Reconciled, { kind: 'read' }> {
  if (result.kind === 'read') throw new Error(`It wants to read ${JSON.stringify(result.reads)}.`)
  return result
}

describe('time', () => {
  test('what is seen for the first time is remembered and waits for its grace', () => {
    const first = settled(at(NOW_MS, ghostly))
    expect(first).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 15_000 })
    expect(first.memory.firstSeen).toMatchObject({ [GHOST]: NOW_MS })
    const second = settled(at(NOW_MS + 14_999, ghostly, { memory: first.memory }))
    expect(second).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 15_999 })
    expect(settled(at(NOW_MS + 15_000, ghostly, { memory: second.memory }))).toMatchObject({
      kind: 'repair',
      rule: 'ghost',
    })
  })

  test('what is not seen any more is forgotten, and waits anew when it comes back', () => {
    const first = settled(at(NOW_MS, ghostly))
    const fine = settled(at(NOW_MS + 10_000, chatOf(ALICE), { memory: first.memory }))
    expect(fine.memory.firstSeen).toEqual({})
    expect(settled(at(NOW_MS + 16_000, ghostly, { memory: fine.memory }))).toMatchObject({ kind: 'well' })
  })

  test('what rules would see that were not asked is not forgotten', () => {
    const firstSeen = { stranded: NOW_MS - 50_000, [GHOST]: NOW_MS - 20_000 }
    const result = settled(at(NOW_MS, ghostly, { memory: { firstSeen } }))
    expect(result).toMatchObject({ kind: 'repair', rule: 'ghost' })
    expect(result.memory.firstSeen).toMatchObject({ stranded: NOW_MS - 50_000 })
  })

  test('a conversation in which all is well is looked at in an hour', () => {
    expect(at(NOW_MS, chatOf(ALICE))).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 3_600_000, alarms: [] })
  })

  test('after a repair one looks again at once', () => {
    const chat = withInvite(chatOf(ALICE), inviteOf(), inviteTask('pending'))
    expect(at(NOW_MS, chat)).toMatchObject({ kind: 'repair', lookAgainAtMs: NOW_MS + 1_000 })
  })
})

describe('tries', () => {
  const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 } }

  test('a repair is not made again while its last try may still take effect', () => {
    const first = settled(at(NOW_MS, ghostly, { memory }))
    expect(first.memory.tries).toEqual({ [GHOST]: { count: 1, lastAtMs: NOW_MS } })
    const soon = settled(at(NOW_MS + 14_999, ghostly, { memory: first.memory }))
    expect(soon).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 15_999 })
    expect(at(NOW_MS + 15_000, ghostly, { memory: soon.memory })).toMatchObject({ kind: 'repair', rule: 'ghost' })
  })

  test('a repair that does not help is given up after three tries, and somebody is told', () => {
    const tries = { [GHOST]: { count: 3, lastAtMs: NOW_MS - 20_000 } }
    const result = settled(at(NOW_MS, ghostly, { memory: { ...memory, tries } }))
    expect(result.kind).toBe('well')
    expect(result.alarms).toEqual([expect.stringMatching(/^ghost: it could not be mended \(ghost UT/)])
  })

  test('tries count for an hour, even if what is wrong comes and goes', () => {
    const tries = { [GHOST]: { count: 3, lastAtMs: NOW_MS - 3_599_999 } }
    expect(settled(at(NOW_MS, chatOf(ALICE), { memory: { tries } })).memory.tries).toEqual(tries)
    expect(settled(at(NOW_MS + 1, chatOf(ALICE), { memory: { tries } })).memory.tries).toEqual({})
  })

  test('the list of invites is drawn as often as it is wrong', () => {
    const chat = withInvite(
      { ...chatOf(), participants: [agent(ALICE)], tasks: [taskOf(ALICE)] },
      inviteOf({ mode: 'warm' }),
      {
        ...inviteTask('pending'),
        attributes: { workerSidsInConversation: [ALICE] },
      },
    )
    const tries = { 'invites-outdated': { count: 99, lastAtMs: NOW_MS } }
    expect(at(NOW_MS, chat, { memory: { tries } })).toMatchObject({ kind: 'repair', rule: 'invites-outdated' })
  })
})

test('what a rule wants to read is read before anything is done', () => {
  const { onDemand: _nothing, ...unread } = ghostly
  const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 } }
  expect(at(NOW_MS, unread, { memory })).toMatchObject({ kind: 'read', reads: [{ of: 'channelTasks' }, {}, {}] })
})

test('an alarm of a rule that can do nothing is passed on', () => {
  const lastMessage = { byCustomer: 'yes', atMs: NOW_MS } as const
  const alone = { ...chatOf(), onDemand: { ...ALL_READ, lastMessage } }
  const result = settled(at(NOW_MS, alone, { memory: { firstSeen: { stranded: NOW_MS - 60_000 } } }))
  expect(result.alarms).toHaveLength(1)
})

describe('without a memory', () => {
  test('only rules that hurt nobody are asked', () => {
    const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 } }
    expect(reconcile({ ...lookAt(ghostly, { memory }), rules: 'safe' })).toMatchObject({ kind: 'well' })
    const handedOver = withInvite(chatOf(ALICE), inviteOf(), {
      ...inviteTask('pending'),
      attributes: { workerSidsInConversation: [ALICE] },
    })
    expect(reconcile({ ...lookAt(handedOver), rules: 'safe' })).toMatchObject({ rule: 'sender-not-released' })
  })
})

test('what a repair wants remembered is remembered', () => {
  const chat = withInvite(chatOf(), inviteOf(), inviteTask('assigned'))
  const memory = { firstSeen: { [`accepted-never-joined ${INVITE_TASK}`]: NOW_MS - 60_000 } }
  expect(settled(at(NOW_MS, chat, { memory })).memory.verdicts).toEqual({ [INVITE_TASK]: 'failed' })
})

test('what was seen before a conversation was somebody else’s for a while waits anew', () => {
  const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 } }
  const paused = settled(at(NOW_MS, { ...ghostly, channel: { ...ghostly.channel, status: 'pause' } }, { memory }))
  expect(paused.memory.firstSeen).toEqual({})
})

test('what a rule has stopped seeing is forgotten by its repair too, and only that', () => {
  const other = 'ghost UTother'
  const firstSeen = {
    [GHOST]: NOW_MS - 60_000,
    [other]: NOW_MS - 60_000,
    stranded: NOW_MS - 1,
    'ghostly thing': NOW_MS,
    'customer-gone': NOW_MS - 60_000,
  }
  const result = settled(at(NOW_MS, ghostly, { memory: { firstSeen } }))
  expect(result.kind).toBe('repair')
  expect(result.memory.firstSeen).toEqual({ [GHOST]: NOW_MS - 60_000, stranded: NOW_MS - 1, 'ghostly thing': NOW_MS })
})

test('a repair that somebody should look at raises an alarm, and no other does', () => {
  const calm = settled(at(NOW_MS, ghostly, { memory: { firstSeen: { [GHOST]: NOW_MS - 60_000 } } }))
  expect(calm).toMatchObject({ kind: 'repair', alarms: [] })
  const lastMessage = { byCustomer: 'yes', atMs: NOW_MS } as const
  const helpless = { ...ghostly, onDemand: { ...ALL_READ, lastMessage } }
  const alarming = settled(at(NOW_MS, helpless, { memory: { firstSeen: { [GHOST]: NOW_MS - 60_000 } } }))
  expect(alarming).toMatchObject({
    kind: 'repair',
    alarms: ['ghost: The transfer workflow has no queue for the rest.'],
  })
})

test('a repair whose last try may still take effect raises no alarm, and is looked after when it should have', () => {
  const tries = { [GHOST]: { count: 1, lastAtMs: NOW_MS - 5_000 } }
  const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 }, tries }
  expect(settled(at(NOW_MS, ghostly, { memory }))).toMatchObject({
    kind: 'well',
    alarms: [],
    lookAgainAtMs: NOW_MS + 10_000,
  })
})

test('one that was given up is looked at as seldom as one that is well', () => {
  const tries = { [GHOST]: { count: 3, lastAtMs: NOW_MS - 5_000 } }
  const memory = { firstSeen: { [GHOST]: NOW_MS - 60_000 }, tries }
  const givenUp = settled(at(NOW_MS + 20_000, { ...ghostly }, { memory }))
  // What is waited for is only whether the customer is stranded; the ghost asks for no look of its own.
  expect(givenUp).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 80_000 })
  expect(givenUp.alarms).toHaveLength(1)
})

test('whatever is said of a list that is drawn again and again, it is never given up', () => {
  const ended = { ...chatOf(ALICE), channel: { ...chatOf().channel, status: 'closed' } }
  const listed = { ...ended, conversation: { ...ended.conversation, attributes: { invites: { [INVITE_TASK]: {} } } } }
  const tries = { 'channel-ended list': { count: 9, lastAtMs: NOW_MS } }
  expect(at(NOW_MS, listed, { memory: { tries } })).toMatchObject({ kind: 'repair', steps: [{ kind: 'writeInvites' }] })
})
