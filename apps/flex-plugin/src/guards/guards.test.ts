import { CLAIM_KEY } from '@conversation-transfer/transfer'
import type { Actions } from '@twilio/flex-ui'
import { beforeEach, describe, expect, test } from 'vitest'
import { Commands } from '../commands/commands.ts'
import { begin, change, createKnownStore, type KnownStore } from '../conversations/known-conversations.ts'
import { enUs } from '../strings/en-us.ts'
import { sayer } from '../strings/strings.ts'
import { FakeHost } from '../testing/fake-host.ts'
import { FakeFunctions, SEEN } from '../testing/fake-service.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { BOB, KEY, sid } from '../testing/sids.ts'
import { installGuards } from './guards.ts'

type Listener = (payload: object, abort: () => void) => Promise<void>

const BOB_INSIDE = { participantSid: sid('UT', 2), workerSid: BOB, taskSid: sid('WT', 2) }
const LEFT = { result: 'done', of: 'departure', conversation: 'goesOn' }

let host: FakeHost
let clock: ManualClock
let functions: FakeFunctions
let store: KnownStore
let told: string[]
let listeners: Map<string, Listener>
let remove: () => void

beforeEach(() => {
  host = new FakeHost()
  clock = new ManualClock()
  functions = new FakeFunctions()
  functions.answers['leave'] = [LEFT]
  store = createKnownStore()
  begin(store, KEY)
  told = []
  listeners = new Map()
  const actions = {
    addListener: (name: string, listener: Listener) => listeners.set(name, listener),
    removeListener: (name: string) => listeners.delete(name),
  } as unknown as typeof Actions
  const notify = (kind: string, text: string): void => void told.push(`${kind}: ${text}`)
  const say = sayer({})
  const newTransferId = (): string => 'transfer-1'
  const commands = new Commands({ service: functions.service, store, notify, say, newTransferId, look: () => {} })
  const { service } = functions
  remove = installGuards({ actions, host, store, service, clock, commands, notify, say })
})

/** Whether an action was stopped. */
async function isStopped(action: string, payload: object): Promise<boolean> {
  let stopped = false
  await listeners.get(`before${action}`)?.(payload, () => (stopped = true))
  return stopped
}

const others = { ...SEEN, agents: [BOB_INSIDE] }
const invited = {
  ...SEEN,
  invites: [
    { taskSid: sid('WT', 3), mode: 'warm', state: 'waiting', targetType: 'worker', targetSid: BOB, targetName: 'Bob' },
  ],
}

describe('End', () => {
  test('with nobody else there is left to Flex', async () => {
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(false)
    expect(functions.requests('leave')).toEqual([])
  })

  test.each([
    ['somebody is inside', others],
    ['somebody is on the way', invited],
  ])('while %s leaves, and the conversation goes on', async (_what, seen) => {
    functions.answers['look'] = [seen]
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(true)
    expect(functions.requests('leave')[0]?.body).toMatchObject({ ends: 'conversation' })
  })

  test('by the sid of the reservation is guarded as one by the task', async () => {
    functions.answers['look'] = [others]
    expect(await isStopped('WrapupTask', { sid: host.task().sid })).toBe(true)
  })

  test('is stopped while a command is under way', async () => {
    change(store, KEY.conversationSid, { command: { kind: 'transfer', about: BOB } })
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(true)
    expect(functions.requests('leave')).toEqual([])
    expect(told).toHaveLength(1)
  })

  test('goes by what the desktop knows when the server does not answer', async () => {
    functions.answers['look'] = [undefined]
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(false)
    const person = { participantSid: sid('UT', 2), kind: 'agent', workerSid: BOB, name: 'Bob', isMe: false } as const
    change(store, KEY.conversationSid, { people: [person] })
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(true)
  })

  test('that is pressed while a command is sent from this desktop is stopped, and so is Complete', async () => {
    const begun = (): void => change(store, KEY.conversationSid, { command: { kind: 'transfer', about: BOB } })
    for (const action of ['WrapupTask', 'CompleteTask']) {
      const stopped = isStopped(action, { task: host.task() })
      begun()
      expect(await stopped).toBe(true)
    }
  })

  test('does not wait long for a server that does not answer', async () => {
    functions.answers['look'] = ['never']
    const stopped = isStopped('WrapupTask', { task: host.task() })
    await clock.pass(3_000)
    expect(await stopped).toBe(false)
  })

  test('of a task that is no conversation of ours is left alone', async () => {
    const voice = { ...host.task(), attributes: { conference: {} } }
    expect(await isStopped('WrapupTask', { task: voice })).toBe(false)
    expect(functions.received).toEqual([])
  })
})

describe('Complete', () => {
  test('in wrap-up ends the wrap-up while others go on', async () => {
    host.taskIs('wrapping')
    functions.answers['look'] = [others]
    expect(await isStopped('CompleteTask', { task: host.task() })).toBe(true)
    expect(functions.requests('leave')[0]?.body).toMatchObject({ ends: 'wrapup' })
  })

  test('of the last one is left to Flex', async () => {
    host.taskIs('wrapping')
    expect(await isStopped('CompleteTask', { task: host.task() })).toBe(false)
  })
})

describe('a transfer that somebody makes at another desktop', () => {
  const claimed = (ageMs: number, transferId = 'transfer-of-a-supervisor'): void => {
    host.taskAttributes = { [CLAIM_KEY]: { transferId, requestId: 'one', at: clock.now() - ageMs } }
  }

  test.each(['WrapupTask', 'CompleteTask', 'LeaveChannel', 'PauseChannel'])('is not broken by %s', async (action) => {
    const task = host.task()
    claimed(14_999)
    expect(await isStopped(action, { task })).toBe(true)
    expect(told).toEqual([`information: ${enUs.FailedSending}`])
    expect(functions.requests('leave')).toEqual([])
  })

  test('that died is not waited for', async () => {
    claimed(15_000)
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(false)
  })

  test('whose invite came and went is over, though its claim is young', async () => {
    claimed(1_000, 'transfer-1')
    const to = { type: 'worker', sid: BOB, name: 'Bob' } as const
    const over = { transferId: 'transfer-1', mode: 'cold', from: undefined, to, atMs: 0, reason: undefined } as const
    change(store, KEY.conversationSid, { transfers: [{ ...over, ended: 'canceled' }] })
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(false)
  })

  test('and whose invite is out does not keep anybody from leaving', async () => {
    claimed(1_000)
    functions.answers['look'] = [invited]
    expect(await isStopped('WrapupTask', { task: host.task() })).toBe(true)
    expect(functions.requests('leave')).toHaveLength(1)
  })
})

describe('what would end or stop the channel for others', () => {
  test.each(['LeaveChannel', 'PauseChannel'])('%s is stopped, and said why', async (action) => {
    functions.answers['look'] = [others]
    // Flex names the channel, and nothing else (FU-12).
    const payload = { channelSid: KEY.channelSid }
    expect(await isStopped(action, payload)).toBe(true)
    expect(told).toEqual([`warning: ${enUs.GuardedOthers}`])
    functions.answers['look'] = [SEEN]
    expect(await isStopped(action, payload)).toBe(false)
    expect(await isStopped(action, { channelSid: sid('UO', 9) })).toBe(false)
  })
})

test('no listener is left', () => {
  expect(listeners.size).toBe(4)
  remove()
  expect(listeners.size).toBe(0)
})
