import { createFlexToken } from '@conversation-transfer/twilio-emulator'
import { beforeEach, describe, expect, test } from 'vitest'
import { openVirtualContactCenter, type VirtualContactCenter } from '../testing/virtual-contact-center.ts'
import { turn } from '../troubles/troubles.ts'
import { postToTwilio } from '../api/twilio-call.ts'
import { createMemoryStore, type NewAuditEntry, type Store } from '@conversation-transfer/backend'
import { RepairLog } from '../backend/repair-log.ts'
import { FunctionLog } from '../functions/function-log.ts'
import type { EntryKind, Lane } from '../view/conversation-story.ts'
import { conversationStory } from './conversation-story.ts'

let center: VirtualContactCenter
let functionLog: FunctionLog
let repairLog: RepairLog
let store: Store

beforeEach(async () => {
  center = openVirtualContactCenter()
  const { emulator } = center
  functionLog = new FunctionLog(emulator.world, emulator.news)
  repairLog = new RepairLog(emulator.news)
  store = repairLog.watch(createMemoryStore({ now: () => emulator.world.clock.now() }))
  const webhooks = { PostWebhookUrl: 'http://backend/webhooks', Filters: 'onMessageAdded' }
  const address = 'conversations.twilio.com/v1/Configuration/Webhooks'
  await postToTwilio(emulator, { address, body: new URLSearchParams(webhooks), by: 'account' })
})

const storyOf = (conversationSid: string) =>
  conversationStory({ ...center.emulator, functionLog, repairLog }, conversationSid)
const titles = (conversationSid: string, ...kinds: EntryKind[]): string[] => {
  const { entries } = storyOf(conversationSid)
  return entries.filter(({ kind }) => kinds.includes(kind)).map(({ title }) => title)
}

/** The bars of a lane, in seconds and milliseconds after half past nine. */
const bars = ({ name, spans }: Lane): string => {
  const time = (at: string | undefined): string => at?.slice(17, 23) ?? ''
  return `${name}: ${spans.map(({ kind, from, to }) => `${kind} ${time(from)}-${time(to)}`).join(', ')}`
}

describe('the lanes', () => {
  test('show the customer alone from when the last agent is out until somebody comes', async () => {
    const conversationSid = center.write('Hello')
    center.pass(4800)
    await center.answer('alice', 'accept')
    center.pass(5000)
    await center.takeOut(conversationSid, 'alice')
    center.pass(10_000)
    await center.invite(conversationSid, 'bob')
    await center.answer('bob', 'accept')
    expect(storyOf(conversationSid).lanes.map(bars)).toEqual([
      '+15550001234: waiting 00.000-05.000, inside 05.000-10.000, alone 10.000-20.000, waiting 20.000-20.200, inside 20.200-',
      'Everyone: waiting 00.020-05.000',
      'Alice: ringing 00.020-05.000, inside 05.000-10.000',
      'Bob: ringing 20.020-20.200, inside 20.200-',
    ])
    expect(storyOf(conversationSid).now).toBe('2026-01-31T09:30:20.200Z')
  })

  test('show who was asked and did not come', async () => {
    const conversationSid = center.write('Hello')
    await center.answer('alice', 'decline')
    center.pass(60_000)
    const others = storyOf(conversationSid).lanes.filter(({ kind }) => kind === 'agent')
    expect(others.map(({ name, spans }) => [name, spans.length])).toEqual([
      ['Alice', 1],
      ['Bob', 1],
    ])
  })
})

describe('the entries', () => {
  test('tell in sentences what happened', async () => {
    const conversationSid = center.write('Hello')
    await center.answer('alice', 'accept')
    await center.invite(conversationSid, 'bob')
    await center.answer('bob', 'decline')
    await center.takeOut(conversationSid, 'alice')
    expect(titles(conversationSid, 'message', 'invite', 'reservation', 'participant', 'task')).toEqual([
      '+15550001234 came in',
      '+15550001234 wrote',
      'A task was created',
      'An agent was asked for',
      'It waits in Everyone',
      'It rings at Alice',
      'Alice accepted',
      'Alice came in',
      'A task was created',
      'Bob was invited',
      'It rings at Bob',
      'Bob declined',
      'The task was canceled',
      'Alice left',
      'Alice is done',
    ])
  })

  test('have the calls about the conversation with their times, and what struck them', async () => {
    const conversationSid = center.write('Hello')
    const address = `conversations.twilio.com/v1/Conversations/${conversationSid}/Messages`
    const body = new URLSearchParams({ Author: 'system', Body: 'One moment' })
    turn(center.emulator.faults, 'twilio-503', true)
    await expect(postToTwilio(center.emulator, { address, body, by: 'account' })).rejects.toThrow('answered 503')
    turn(center.emulator.faults, 'twilio-503', false)
    await postToTwilio(center.emulator, { address, body, by: 'account' })
    const calls = storyOf(conversationSid).entries.filter(({ kind }) => kind === 'call')
    expect(calls.map(({ title, tone, durationMs }) => [title, tone, durationMs])).toEqual([
      ['POST Messages, by a server: 503', 'bad', 0],
      ['POST Messages, by a server: 201', 'plain', 0],
    ])
    expect(calls[0]?.detail).toContain('struck by status')
  })

  test('have what agents asked of the Functions, and what they were told', async () => {
    const conversationSid = center.write('Hello')
    const Token = createFlexToken(center.emulator.world, center.workerSid('alice')).sid
    const ask = async (name: string, answer: object, fields: object = { conversationSid, Token }) => {
      const body = JSON.stringify(fields)
      const request = new Request(`http://playground/conversation-transfer/${name}`, { method: 'POST', body })
      const response = await functionLog.watch(request, () => Response.json(answer))
      expect(await response.json()).toEqual(answer)
    }
    await ask('leave', { result: 'refused', code: 'x', message: 'The customer would be alone.' })
    await ask('leave', { result: 'done', of: 'departure', conversation: 'goesOn' }, { conversationSid })
    await ask('look', { result: 'seen' })
    await ask('leave', { result: 'done', of: 'departure', conversation: 'goesOn' }, {})
    const { entries } = storyOf(conversationSid)
    const asked = entries.filter(({ id }) => id.startsWith('function'))
    expect(asked.map(({ title, detail, tone }) => [title, detail, tone])).toEqual([
      ["Alice asked for 'leave': refused", 'The customer would be alone.', 'bad'],
      ["Somebody asked for 'leave': done", undefined, 'good'],
    ])
  })

  test('have its webhooks: those that arrived, that came late or twice, and that were lost', async () => {
    const conversationSid = center.write('Hello')
    for (const trouble of ['webhooks-late', 'webhooks-doubled', 'webhooks-lost']) {
      turn(center.emulator.faults, trouble, true)
      center.write('Still there?')
      turn(center.emulator.faults, trouble, false)
    }
    center.pass(10_000)
    await center.settled()
    const webhooks = storyOf(conversationSid).entries.filter(({ kind }) => kind === 'webhook')
    expect(webhooks.map(({ title, tone }) => [title, tone])).toEqual([
      ['onMessageAdded arrived', 'plain'],
      ['onMessageAdded arrived', 'plain'],
      ['onMessageAdded arrived', 'plain'],
      ['onMessageAdded arrived', 'plain'],
      ['onMessageAdded was lost', 'bad'],
    ])
    expect(webhooks[1]?.detail).toContain('late')
    expect(webhooks[2]?.detail).toContain('sent twice')
  })

  test('are of this conversation only, and of this world: after a reset the same sids are others', async () => {
    const conversationSid = center.write('Hello')
    expect(storyOf('CH00000000000000000000000000000000').entries).toEqual([])
    await center.emulator.reset()
    expect(storyOf(conversationSid).entries).toEqual([])
    expect(center.write('Hello again')).toBe(conversationSid)
    expect(titles(conversationSid, 'message')).toEqual(['+15550001234 wrote'])
  })
})

test('the backend’s repairs are in the story, and those of other conversations are not', async () => {
  const conversationSid = center.write('Is anybody there?')
  const atMs = center.emulator.world.clock.now()
  const about = {
    atMs,
    conversationSid: conversationSid as `CH${string}`,
    rule: 'ghost',
    reason: 'Nobody was there.',
    steps: [],
  }
  const entries: readonly NewAuditEntry[] = [
    { ...about, kind: 'begun' },
    { ...about, kind: 'repaired' },
    { ...about, kind: 'failed', conversationSid: 'CH0' },
    { ...about, kind: 'alarm', rule: undefined },
  ]
  await store.audit.append(entries)
  expect(titles(conversationSid, 'repair')).toEqual(['The backend mended it: ghost', 'The backend asks for a person'])
  repairLog.clear()
  expect(titles(conversationSid, 'repair')).toEqual([])
})
