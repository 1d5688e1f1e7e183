import { beforeEach, describe, expect, test } from 'vitest'
import { FakeFunctions, SEEN } from '../testing/fake-service.ts'
import { FakeHost, listedAgent, member } from '../testing/fake-host.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { ALICE, BOB, KEY, sid } from '../testing/sids.ts'
import { ConversationWatches } from './conversation-watches.ts'
import { createKnownStore, type KnownStore } from './known-conversations.ts'
import { WorkerNames } from './worker-names.ts'

let host: FakeHost
let functions: FakeFunctions
let clock: ManualClock
let store: KnownStore
let watches: ConversationWatches
let failed: string[]

beforeEach(() => {
  host = new FakeHost()
  functions = new FakeFunctions()
  clock = new ManualClock()
  store = createKnownStore()
  failed = []
  watches = new ConversationWatches({
    host,
    store,
    clock,
    service: functions.service,
    names: new WorkerNames(host, store),
    onInviteFailed: (name, how) => failed.push(`${name} ${how}`),
  })
})

const known = () => store.getState().conversations[KEY.conversationSid]

const invite = (state: string): object => ({
  invitesTaskSid: sid('WT', 9),
  targetSid: BOB,
  targetName: 'Bob',
  inviteTargetType: 'Worker',
  timestampCreated: new Date(0).toISOString(),
  mode: 'warm',
  state,
  ringingAt: BOB,
})

const transfer = (ended: string): object => ({
  transferId: 'transfer-1',
  mode: 'warm',
  from: ALICE,
  to: { type: 'worker', sid: BOB, name: 'Bob' },
  at: new Date(0).toISOString(),
  ended,
})

describe('a conversation', () => {
  test('is followed from when it is accepted until its task is over', async () => {
    host.taskStatus = 'pending'
    watches.start()
    expect(known()).toBeUndefined()
    host.taskIs('accepted')
    await clock.pass(1_000)
    expect(known()).toMatchObject({ key: KEY, seen: SEEN })
    host.taskIs('completed')
    expect(known()).toBeUndefined()
  })

  test('shows who is inside, and whoever joins later', async () => {
    host.participants = [listedAgent(1)]
    host.members = [member(1, 'Alice')]
    watches.start()
    await clock.pass(1_000)
    expect(known()?.people.map(({ name }) => name)).toEqual(['Alice'])
    host.participants = [listedAgent(1), listedAgent(2)]
    host.members = [member(1, 'Alice'), member(2, 'Bob')]
    host.tell('members')
    await clock.pass(1_000)
    expect(known()?.people.map(({ name }) => name)).toEqual(['Alice', 'Bob'])
  })

  test('shows somebody who has joined and comes late into the list', async () => {
    host.participants = [listedAgent(1)]
    host.members = [member(1, 'Alice'), member(2, 'Bob')]
    watches.start()
    await clock.pass(100)
    expect(known()?.people.map(({ name }) => name)).toEqual(['Alice'])
    host.participants = [listedAgent(1), listedAgent(2)]
    await clock.pass(1_000)
    expect(known()?.people.map(({ name }) => name)).toEqual(['Alice', 'Bob'])
  })

  test('is asked again who somebody is while Flex does not know, and not for ever', async () => {
    host.participants = [{ ...listedAgent(2), mediaProperties: null }]
    watches.start()
    await clock.pass(60_000)
    expect(known()?.people.map(({ name }) => name)).toEqual([''])
    host.participants = [listedAgent(2)]
    host.members = [member(2, 'Bob')]
    host.tell('members')
    await clock.pass(1_000)
    expect(known()?.people.map(({ name }) => name)).toEqual(['Bob'])
    expect(clock.waiting).toBe(0)
  })

  test('has its invites as its attributes have them, at once', async () => {
    watches.start()
    await clock.pass(1_000)
    host.names = { [BOB]: 'Bob the agent' }
    host.attributes = { invites: { [sid('WT', 9)]: invite('ringing') } }
    host.tell('attributes')
    await clock.pass(0)
    expect(known()?.invites).toMatchObject([{ state: 'ringing', ringingAt: BOB }])
    expect(store.getState().workerNames).toEqual({ [BOB]: 'Bob the agent' })
  })
})

describe('of two readings that overlap', () => {
  test('the one that was begun first and ends last puts nothing back', async () => {
    watches.start()
    await clock.pass(1_000)
    let end = (): void => {}
    host.attributes = { invites: { [sid('WT', 9)]: invite('waiting') } }
    host.reading = new Promise((resolve) => (end = resolve))
    host.tell('attributes')
    host.reading = Promise.resolve()
    host.attributes = { invites: {} }
    host.tell('attributes')
    await clock.pass(0)
    end()
    await clock.pass(0)
    expect(known()?.invites).toEqual([])
  })
})

describe('the server', () => {
  test('is asked once where several news come together', async () => {
    watches.start()
    host.tell('members')
    host.tell('attributes')
    host.tell('members')
    await clock.pass(1_000)
    expect(functions.requests('look')).toHaveLength(1)
  })

  test('is asked every ten seconds while an invite is out and no backend is alive', async () => {
    host.attributes = { invites: { [sid('WT', 9)]: invite('waiting') } }
    watches.start()
    await clock.pass(31_000)
    expect(functions.requests('look')).toHaveLength(4)
    functions.answers['look'] = [{ ...SEEN, backend: { aliveAtMs: clock.now() + 10_000, mode: 'on' } }]
    await clock.pass(10_000)
    const before = functions.requests('look').length
    await clock.pass(60_000)
    expect(functions.requests('look')).toHaveLength(before)
  })

  test('that does not answer leaves what was known', async () => {
    watches.start()
    await clock.pass(1_000)
    functions.answers['look'] = [undefined]
    host.tell('members')
    await clock.pass(1_000)
    expect(known()?.seen).toEqual(SEEN)
  })

  test('that does not answer is asked again, until it does', async () => {
    functions.answers['look'] = [undefined, undefined, SEEN]
    watches.start()
    await clock.pass(1_000)
    expect(known()?.seen).toBeUndefined()
    await clock.pass(60_000)
    expect(known()?.seen).toEqual(SEEN)
    expect(functions.requests('look')).toHaveLength(3)
  })
})

describe('an invite that comes to nothing', () => {
  test('is told once, to whoever made it', async () => {
    host.attributes = { conversationTransfer: { transfers: [transfer('no')] } }
    watches.start()
    await clock.pass(1_000)
    host.attributes = { conversationTransfer: { transfers: [transfer('declined')] } }
    host.tell('attributes')
    host.tell('attributes')
    await clock.pass(1_000)
    expect(failed).toEqual(['Bob declined'])
  })

  test('has ended when this desktop saw it', async () => {
    host.attributes = { conversationTransfer: { transfers: [transfer('no')] } }
    watches.start()
    await clock.pass(60_000)
    host.attributes = { conversationTransfer: { transfers: [transfer('canceled')] } }
    host.tell('attributes')
    await clock.pass(0)
    expect(known()?.sawEndAtMs).toEqual({ 'transfer-1': clock.now() })
    await clock.pass(5_000)
    host.tell('attributes')
    await clock.pass(0)
    expect(known()?.sawEndAtMs).toEqual({ 'transfer-1': clock.now() - 5_000 })
  })

  test('before the desktop was there is not told', async () => {
    host.attributes = { conversationTransfer: { transfers: [transfer('timed_out')] } }
    watches.start()
    await clock.pass(1_000)
    expect(failed).toEqual([])
  })
})

describe('a supervisor who looks on', () => {
  const inside = { participantSid: sid('UT', 2), workerSid: BOB, taskSid: sid('WT', 2) }

  test('sees what the server sees, again and again, until the last view is closed', async () => {
    host.taskStatus = 'completed'
    host.names = { [BOB]: 'Bob' }
    functions.answers['look'] = [{ ...SEEN, agents: [inside] }]
    watches.start()
    const closePeople = watches.lookOn(KEY)
    const closeDirectory = watches.lookOn(KEY)
    await clock.pass(1_000)
    expect(known()?.people).toMatchObject([{ workerSid: BOB, isMe: false }])
    expect(store.getState().workerNames).toEqual({ [BOB]: 'Bob' })
    functions.answers['look'] = [SEEN]
    await clock.pass(6_000)
    expect(known()?.people).toEqual([])
    closePeople()
    expect(known()).toBeDefined()
    closeDirectory()
    expect(known()).toBeUndefined()
    expect(clock.waiting).toBe(0)
  })

  test('and is inside, or comes in, sees it from inside', async () => {
    host.taskStatus = 'pending'
    watches.start()
    const close = watches.lookOn(KEY)
    host.participants = [listedAgent(1)]
    host.members = [member(1, 'Alice')]
    host.taskIs('accepted')
    await clock.pass(1_000)
    close()
    expect(known()?.people.map(({ name }) => name)).toEqual(['Alice'])
  })
})

test('nothing is left behind when it is stopped', async () => {
  host.attributes = { invites: { [sid('WT', 9)]: invite('waiting') } }
  watches.start()
  await clock.pass(1_000)
  watches.stop()
  expect(host.listeners).toBe(0)
  expect(clock.waiting).toBe(0)
  expect(known()).toBeUndefined()
})
