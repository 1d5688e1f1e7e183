import { describe, expect, test } from 'vitest'
import type { Observation, ObservedReservation, PresentTask } from '../observation.ts'
import {
  agent,
  ALICE,
  BOB,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  SALES,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { ALL_READ, examined, withInvite, type LookOptions } from '../testing/look.ts'
import { RULES } from './rules.ts'

const UT = agent(ALICE).participantSid
const channelIs = (status: string, chat: Observation): Observation => ({
  ...chat,
  channel: { ...chat.channel, status },
})
const warm = inviteOf({ mode: 'warm' })
const toSales = { ...warm, target: { type: 'queue', sid: SALES, name: 'Sales' } } as const
const knowing = (task: Partial<PresentTask>): PresentTask => ({
  ...inviteTask('pending'),
  attributes: { workerSidsInConversation: [ALICE] },
  ...task,
})
const ring = (number: number, workerSid: typeof ALICE, status: string): ObservedReservation => ({
  sid: testSid('WR', number),
  workerSid,
  status,
  createdAtMs: NOW_MS,
})
const alone: Observation = { ...chatOf(), tasks: [{ ...taskOf(ALICE), status: 'completed' }], onDemand: ALL_READ }
const wrote: Observation = {
  ...alone,
  onDemand: { ...ALL_READ, lastMessage: { byCustomer: 'yes', atMs: NOW_MS } },
}
const twice: Observation = {
  ...chatOf(ALICE),
  participants: [
    ...chatOf(ALICE).participants,
    { ...agent(ALICE), participantSid: testSid('UT', 70), taskSid: INVITE_TASK },
  ],
  tasks: [taskOf(ALICE), { ...inviteTask('assigned'), reservations: [ring(70, ALICE, 'accepted')] }],
}
const shutOut: Observation = {
  ...chatOf(ALICE),
  participants: chatOf(ALICE).participants.map((one) =>
    one.workerSid === ALICE ? { ...one, inConversation: 'no' } : one,
  ),
}
const workers = { [ALICE]: { sid: ALICE, name: 'Alice', available: false } }
const timedOut = { ...inviteTask('canceled'), reason: 'Task canceled on Workflow timeout' }
const withoutCustomer = (chat: Observation): Observation => ({
  ...chat,
  participants: chat.participants.filter(({ type }) => type !== 'customer'),
  conversation: { ...chat.conversation, memberSids: [testSid('MB', 1)] },
})
const customers = [{ participantSid: testSid('UT', 99), memberSid: testSid('MB', 99) }]
const fallback = { policy: { fallbackQueueSid: SALES } } as const

interface Broken {
  readonly rule: string
  readonly chat: Observation
  readonly options?: LookOptions
  readonly condition: string
  readonly reason: string
}

const BROKEN: readonly Broken[] = [
  {
    rule: 'channel-ended',
    chat: channelIs('closed', withInvite(chatOf(ALICE), warm, inviteTask('pending'))),
    condition: `channel-ended ${INVITE_TASK}`,
    reason: 'The channel has ended. Nobody can follow its invite any more.',
  },
  {
    rule: 'channel-ended',
    chat: channelIs('closed', {
      ...chatOf(ALICE),
      conversation: { ...chatOf(ALICE).conversation, attributes: { invites: { [INVITE_TASK]: {} } } },
    }),
    condition: 'channel-ended list',
    reason: 'The list of invites is cleared before the conversation is closed.',
  },
  {
    rule: 'channel-ended',
    chat: channelIs('closed', chatOf(ALICE)),
    condition: 'channel-ended conversation',
    reason: 'The channel has ended, and the conversation was left open.',
  },
  {
    rule: 'conversation-closed',
    chat: { ...chatOf(ALICE), conversation: { ...chatOf(ALICE).conversation, state: 'closed' } },
    condition: 'conversation-closed',
    reason: 'The conversation is closed, and its channel was still open.',
  },
  {
    rule: 'customer-gone',
    chat: withoutCustomer(withInvite(chatOf(ALICE), warm, inviteTask('pending'))),
    options: { memory: { customers } },
    condition: 'customer-gone invites',
    reason: 'The customer has left the conversation.',
  },
  {
    rule: 'duplicate-invites',
    chat: withInvite(
      withInvite(chatOf(ALICE), warm, inviteTask('reserved')),
      { ...warm, taskSid: testSid('WT', 51) },
      { ...inviteTask('pending'), sid: testSid('WT', 51) },
    ),
    condition: `duplicate-invites ${testSid('WT', 51)}`,
    reason: `Duplicate of ${INVITE_TASK}.`,
  },
  {
    rule: 'rings-at-insider',
    chat: withInvite(chatOf(ALICE, BOB), warm, inviteTask('pending')),
    condition: `rings-at-insider ${INVITE_TASK} canceled`,
    reason: 'The agent who was invited is inside.',
  },
  {
    rule: 'rings-at-insider',
    chat: withInvite(chatOf(ALICE), toSales, inviteTask('pending')),
    condition: `rings-at-insider ${INVITE_TASK} ${ALICE}`,
    reason: 'The invite did not know who is inside.',
  },
  {
    rule: 'rings-at-insider',
    chat: withInvite(
      chatOf(ALICE),
      toSales,
      knowing({ status: 'reserved', reservations: [ring(50, ALICE, 'pending')] }),
    ),
    condition: `rings-at-insider ${testSid('WR', 50)}`,
    reason: 'The invite rang at an agent who is inside.',
  },
  {
    rule: 'same-worker-twice',
    chat: twice,
    condition: `same-worker-twice ${testSid('UT', 70)}`,
    reason: 'The same agent was inside twice.',
  },
  {
    rule: 'same-worker-twice',
    chat: { ...shutOut, onDemand: { workers } },
    options: { memory: { deduplicated: [ALICE] } },
    condition: `same-worker-twice ${UT} shut out`,
    reason: 'An agent who was inside twice lost their place in the conversation with the second one.',
  },
  {
    rule: 'sender-not-released',
    chat: withInvite(chatOf(ALICE), inviteOf(), inviteTask('pending')),
    condition: `sender-not-released ${UT}`,
    reason: 'The conversation was handed over, and its sender was still inside.',
  },
  {
    rule: 'accepted-never-joined',
    chat: withInvite(chatOf(), warm, inviteTask('assigned')),
    condition: `accepted-never-joined ${INVITE_TASK}`,
    reason: 'An agent accepted and did not come into the conversation.',
  },
  {
    rule: 'ghost',
    chat: { ...shutOut, ...bobBesides(), onDemand: ALL_READ },
    condition: `ghost ${UT}`,
    reason: 'An agent has been in the list for 15 s without serving the customer.',
  },
  {
    rule: 'target-declined',
    chat: withInvite(chatOf(ALICE), warm, knowing({ reservations: [ring(50, BOB, 'rejected')] })),
    condition: `target-declined ${INVITE_TASK}`,
    reason: 'The agent who was asked has declined.',
  },
  {
    rule: 'target-declined',
    chat: withInvite(chatOf(ALICE), warm, knowing({ reservations: [ring(50, BOB, 'timeout')] })),
    condition: `target-declined ${INVITE_TASK}`,
    reason: 'The agent who was asked did not answer.',
  },
  {
    rule: 'way-back',
    chat: { ...withInvite(chatOf(), inviteOf(), timedOut), onDemand: { ...ALL_READ, workers } },
    options: fallback,
    condition: 'way-back transfer-1:2',
    reason: 'Nobody followed the invite (attempt 1).',
  },
  {
    rule: 'agent-offline',
    chat: { ...chatOf(ALICE), onDemand: { workers } },
    options: { policy: { offlineGraceMs: 1, fallbackQueueSid: SALES } },
    condition: `agent-offline ${UT}`,
    reason: 'The only agent is not available any more.',
  },
  {
    rule: 'stranded',
    chat: alone,
    condition: 'stranded',
    reason: 'A customer was in the conversation with nobody.',
  },
  {
    rule: 'stranded',
    chat: alone,
    options: { policy: { stranded: 'inactive' } },
    condition: 'stranded',
    reason: 'A customer was in the conversation with nobody.',
  },
  {
    rule: 'stranded',
    chat: wrote,
    options: fallback,
    condition: 'stranded',
    reason: 'A customer was in the conversation with nobody.',
  },
  {
    rule: 'stranded',
    chat: channelIs('inactive', wrote),
    options: { ...fallback, memory: { madeInactive: true } },
    condition: 'stranded reply',
    reason: 'A customer wrote into a conversation that had been left inactive.',
  },
  {
    rule: 'invites-outdated',
    chat: withInvite(chatOf(ALICE), warm, inviteTask('pending')),
    condition: 'invites-outdated',
    reason: "The conversation's attributes did not list exactly the live invites.",
  },
]

function bobBesides(): Pick<Observation, 'participants' | 'tasks'> {
  return { participants: [...shutOut.participants, agent(BOB)], tasks: [taskOf(ALICE), taskOf(BOB)] }
}

function look({ rule, chat, options = {} }: Pick<Broken, 'rule' | 'chat' | 'options'>) {
  const found = RULES.find(({ name }) => name === rule)
  if (found === undefined) throw new Error(`There is no rule ${rule}.`)
  return examined(found, chat, options)
}

describe('what is mended is named for the audit trail, and counted under what it is about:', () => {
  test.each(BROKEN)('$rule: $reason', (broken) => {
    const { repair, suspicions } = look(broken)
    expect(repair).toMatchObject({ condition: broken.condition, reason: broken.reason })
    expect(suspicions.map(({ condition }) => condition)).toContain(broken.condition)
    expect(suspicions.filter(({ graceMs }) => graceMs === undefined)).toEqual([])
  })
})

describe('the grace goes on while a rule reads, or calls for help:', () => {
  const { onDemand: _nothing, ...unread } = alone
  const { workflow: _unknown, ...undirected } = wrote
  const full = { ...wrote, tasks: [{ ...taskOf(ALICE, { form: 'x'.repeat(4_000) }), status: 'completed' as const }] }
  const offline = { ...chatOf(ALICE), onDemand: { workers } }
  const { workflow: _none, ...offlineUndirected } = offline
  const offlineFull = { ...offline, tasks: [taskOf(ALICE, { form: 'x'.repeat(4_000) })] }
  const left = { memory: { madeInactive: true } }

  test.each<[string, string, Observation, LookOptions]>([
    ['stranded', 'stranded', unread, {}],
    ['stranded', 'stranded', wrote, {}],
    ['stranded', 'stranded reply', channelIs('inactive', undirected), left],
    ['stranded', 'stranded reply', channelIs('inactive', wrote), left],
    ['stranded', 'stranded reply', channelIs('inactive', full), { ...fallback, ...left }],
    ['agent-offline', `agent-offline ${UT}`, offlineUndirected, { policy: { offlineGraceMs: 1 } }],
    ['agent-offline', `agent-offline ${UT}`, offline, { policy: { offlineGraceMs: 1 } }],
    ['agent-offline', `agent-offline ${UT}`, offlineFull, { policy: { offlineGraceMs: 1, fallbackQueueSid: SALES } }],
    ['same-worker-twice', `same-worker-twice ${UT} shut out`, shutOut, { memory: { deduplicated: [ALICE] } }],
    ['way-back', 'way-back transfer-1:2', withInvite(chatOf(), inviteOf(), timedOut), {}],
  ])('%s (%s)', (...[rule, condition, chat, options]) => {
    const { suspicions, repair, reads = [], alarm } = look({ rule, chat, options })
    expect(repair).toBeUndefined()
    expect(reads.length > 0 || alarm !== undefined).toBe(true)
    expect(suspicions.map((one) => one.condition)).toEqual([condition])
  })
})

test('a ghost that is the only one is replaced first, and each of the two is counted for itself', () => {
  const chat = { ...wrote, participants: [...wrote.participants, agent(ALICE)] }
  const { repair, suspicions } = look({ rule: 'ghost', chat, options: fallback })
  expect(repair).toMatchObject({
    condition: `ghost ${UT} replaced`,
    reason: 'The only agent in the list serves nobody: somebody else is asked for.',
    steps: [{ kind: 'createInvite' }],
  })
  expect(suspicions).toEqual([
    { condition: `ghost ${UT}`, graceMs: 15_000 },
    { condition: `ghost ${UT} replaced`, graceMs: 0 },
  ])
})

test('nothing that is wrong makes a rule wait that waits for something to read', () => {
  const inactive = { ...alone, channel: { ...alone.channel, status: 'inactive' }, onDemand: {} }
  expect(look({ rule: 'stranded', chat: inactive, options: { memory: { madeInactive: true } } }).suspicions).toEqual([])
  const unread = withInvite(chatOf(), inviteOf())
  expect(look({ rule: 'way-back', chat: unread }).suspicions).toEqual([])
  expect(
    look({ rule: 'agent-offline', chat: chatOf(ALICE), options: { policy: { offlineGraceMs: 1 } } }).suspicions,
  ).toEqual([])
})

test('the rules have names of their own, and the safe ones are those that Functions may run', () => {
  expect(RULES.map(({ name, isSafe }) => (isSafe ? `${name} (safe)` : name))).toEqual([
    'not-ours (safe)',
    'channel-ended',
    'conversation-closed',
    'customer-gone',
    'duplicate-invites (safe)',
    'rings-at-insider (safe)',
    'same-worker-twice',
    'sender-not-released (safe)',
    'accepted-never-joined',
    'ghost',
    'target-declined',
    'way-back',
    'agent-offline',
    'stranded',
    'invites-outdated (safe)',
  ])
})
