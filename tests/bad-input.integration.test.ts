import type { Agent, OpenChat, Stage } from '@conversation-transfer/demo'
import { Agent as Desktop, customerWrites, openStage, silentTimeline } from '@conversation-transfer/demo'
import { beforeAll, describe, expect, test } from 'vitest'
import { pictureOf } from './contact-center.ts'

/**
 * Every Function with everything that a broken, an outdated or a hostile client could send. Each request is answered with
 * the right status and a sentence that says what to do, and changes nothing at Twilio: so one contact center serves all.
 */
let stage: Stage
let alice: Agent
let carol: Agent
let chat: OpenChat
let otherConversationSid: string
let expiredToken: string

beforeAll(async () => {
  stage = await openStage(silentTimeline)
  alice = await Desktop.login(stage, 'alice')
  carol = await Desktop.login(stage, 'carol')
  for (const name of ['bob', 'carol', 'dave']) await (await Desktop.login(stage, name)).goTo('Offline')
  await customerWrites(stage, 'web', 'Hello')
  chat = await alice.accept()
  otherConversationSid = (await stage.twilio.conversations.v1.conversations.create({})).sid
  expiredToken = await tokenOf('alice', 0)
  return () => stage.close()
})

const sid = (prefix: string): string => prefix + '0'.repeat(32)
const WORKER = { transferId: 'a-transfer-1', targetType: 'worker', targetSid: sid('WK') }

/** A request of each Function in which nothing is wrong but whom it names. */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transfer: WORKER,
  invite: WORKER,
  'cancel-invite': { inviteTaskSid: sid('WT') },
  remove: { participantSid: sid('UT') },
  leave: {},
  look: {},
}

interface Case {
  readonly what: string
  readonly change: () => Readonly<Record<string, string>>
  readonly status: number
  readonly code: string
  readonly message: RegExp
  /** Only these Functions; without it, all. */
  readonly of?: readonly string[]
}

const malformed = { status: 400, code: 'malformed' }
const INVITING = ['transfer', 'invite']

const CASES: readonly Case[] = [
  { what: 'no token', change: () => ({ Token: '' }), ...malformed, message: /Token/ },
  {
    what: 'a token of 10,000 characters',
    change: () => ({ Token: 'x'.repeat(10_000) }),
    ...malformed,
    message: /Token/,
  },
  {
    what: 'a forged token',
    change: () => ({ Token: 'forged' }),
    status: 401,
    code: 'token_invalid',
    message: /Log in/,
  },
  {
    what: 'an expired token',
    change: () => ({ Token: expiredToken }),
    status: 401,
    code: 'token_invalid',
    message: /Log in/,
  },
  ...(['interactionSid', 'channelSid', 'conversationSid'] as const).flatMap((field): Case[] => [
    { what: `no ${field}`, change: () => ({ [field]: '' }), ...malformed, message: new RegExp(`${field}: must be`) },
    {
      what: `a ${field} of a wrong kind`,
      change: () => ({ [field]: sid('AC') }),
      ...malformed,
      message: new RegExp(field),
    },
    {
      what: `a ${field} with a path in it`,
      change: () => ({ [field]: '../../Accounts' }),
      ...malformed,
      message: new RegExp(field),
    },
  ]),
  { what: 'hints that are no tasks', change: () => ({ taskSids: 'WT1,WT2' }), ...malformed, message: /taskSids/ },
  {
    what: 'a hundred hints',
    change: () => ({ taskSids: Array.from({ length: 100 }, () => sid('WT')).join() }),
    ...malformed,
    message: /taskSids/,
  },
  { what: 'no transferId', of: INVITING, change: () => ({ transferId: '' }), ...malformed, message: /8 to 64/ },
  {
    what: 'a transferId with spaces',
    of: INVITING,
    change: () => ({ transferId: 'a b c d e f g' }),
    ...malformed,
    message: /8 to 64/,
  },
  {
    what: 'a transferId such as repairs have',
    of: INVITING,
    change: () => ({ transferId: 'a-transfer:2' }),
    ...malformed,
    message: /8 to 64/,
  },
  {
    what: 'an unknown kind of target',
    of: INVITING,
    change: () => ({ targetType: 'team' }),
    ...malformed,
    message: /targetType/,
  },
  {
    what: 'a worker where a queue is named',
    of: INVITING,
    change: () => ({ targetType: 'queue' }),
    ...malformed,
    message: /task queue sid/,
  },
  {
    what: 'a note of 1,001 characters',
    of: INVITING,
    change: () => ({ note: 'x'.repeat(1001) }),
    ...malformed,
    message: /note/,
  },
  {
    what: 'a target that does not exist',
    of: INVITING,
    change: () => ({}),
    status: 409,
    code: 'target_not_found',
    message: /does not exist/,
  },
  {
    what: 'an invite that does not exist',
    of: ['cancel-invite'],
    change: () => ({}),
    status: 409,
    code: 'invite_not_found',
    message: /no such invite/,
  },
  {
    what: 'an invite that is no task',
    of: ['cancel-invite'],
    change: () => ({ inviteTaskSid: sid('KG') }),
    ...malformed,
    message: /task sid/,
  },
  {
    what: 'a participant of a wrong kind',
    of: ['remove', 'leave'],
    change: () => ({ participantSid: sid('MB') }),
    ...malformed,
    message: /participant sid/,
  },
  {
    what: 'the customer',
    of: ['remove'],
    change: () => ({ participantSid: customerParticipant() }),
    status: 409,
    code: 'participant_not_agent',
    message: /Only agents/,
  },
  {
    what: 'the last agent',
    of: ['leave'],
    change: () => ({}),
    status: 409,
    code: 'nobody_would_stay',
    message: /Transfer it, or end it/,
  },
  {
    what: 'an end of something else',
    of: ['leave'],
    change: () => ({ ends: 'everything' }),
    ...malformed,
    message: /ends/,
  },
  {
    what: 'a search of 101 characters',
    of: ['look'],
    change: () => ({ search: 'x'.repeat(101) }),
    ...malformed,
    message: /search/,
  },
]

const rows = CASES.flatMap((one) => (one.of ?? Object.keys(FUNCTIONS)).map((name) => ({ name, ...one })))

describe('what cannot be understood or is not allowed', () => {
  test.each(rows)('$name with $what is answered $status $code', async ({ name, change, status, code, message }) => {
    const before = pictureOf(stage)
    const response = await alice.post(name, chat, { ...FUNCTIONS[name], ...change() })
    const answer: unknown = await response.json()
    expect(answer).toMatchObject({ code, message: expect.stringMatching(message) as unknown })
    expect(response.status).toBe(status)
    expect(pictureOf(stage)).toEqual(before)
  })

  test.each(Object.keys(FUNCTIONS))('%s by somebody who is not in the conversation', async (name) => {
    const before = pictureOf(stage)
    const response = await carol.post(name, chat, FUNCTIONS[name] ?? {})
    expect(response.status).toBe(403)
    expect(pictureOf(stage)).toEqual(before)
  })

  test.each(Object.keys(FUNCTIONS))('%s with somebody else’s conversation beside one’s own channel', async (name) => {
    const before = pictureOf(stage)
    const response = await alice.post(name, chat, { ...FUNCTIONS[name], conversationSid: otherConversationSid })
    expect([403, 409]).toContain(response.status)
    expect(pictureOf(stage)).toEqual(before)
  })
})

describe('what is no request at all', () => {
  const url = (name: string): string => `${stage.functionsUrl}/conversation-transfer/${name}`
  const asJson = { 'Content-Type': 'application/json' }
  const form = (name: string): URLSearchParams => new URLSearchParams(requestOf(name))

  test.each(Object.keys(FUNCTIONS))('%s by GET', async (name) => {
    const before = pictureOf(stage)
    const response = await fetch(`${url(name)}?${form(name).toString()}`)
    expect(await response.json()).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('POST') as unknown,
    })
    expect(response.status).toBe(400)
    expect(pictureOf(stage)).toEqual(before)
  })

  test.each(Object.keys(FUNCTIONS))('%s with a field twice', async (name) => {
    const body = form(name)
    body.append('channelSid', sid('UO'))
    const response = await fetch(url(name), { method: 'POST', body })
    expect(await response.json()).toMatchObject({
      code: 'malformed',
      message: expect.stringMatching(/channelSid/) as unknown,
    })
  })

  test.each([
    ['a list', '[]'],
    ['a number', '4711'],
    ['half an object', '{"Token":'],
    [
      'wrong types',
      JSON.stringify({ Token: 1, interactionSid: {}, channelSid: [], conversationSid: null, taskSids: 7 }),
    ],
  ])('JSON that is %s', async (_what, body) => {
    for (const name of Object.keys(FUNCTIONS)) {
      const response = await fetch(url(name), { method: 'POST', headers: asJson, body })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ result: 'failed', code: 'malformed', mayRepeat: false })
    }
  })

  test.each(Object.keys(FUNCTIONS))('%s with a body of a megabyte', async (name) => {
    const before = pictureOf(stage)
    const body = new URLSearchParams({ ...requestOf(name), note: 'x'.repeat(1_100_000) })
    // The runtime answers before it has read all of it, and may have hung up before the answer is read.
    const response = await fetch(url(name), { method: 'POST', body }).catch(() => undefined)
    expect([413, undefined]).toContain(response?.status)
    expect(pictureOf(stage)).toEqual(before)
  })
})

function requestOf(name: string): Record<string, string> {
  const { interactionSid, channelSid, conversationSid } = chat
  return { Token: 'a-token', interactionSid, channelSid, conversationSid, ...FUNCTIONS[name] }
}

function customerParticipant(): string {
  const { participants } = stage.emulator.world.interactions
  return participants.all().find(({ type }) => type === 'customer')?.sid ?? ''
}

async function tokenOf(name: string, lifetimeSeconds: number): Promise<string> {
  const workerSid = stage.contactCenter.workers.find((worker) => worker.name === name)?.sid
  const created = await fetch(`${stage.emulator.url}/__emulator/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ workerSid, lifetimeSeconds }),
  })
  return ((await created.json()) as { token: string }).token
}
