import type { Emulator } from '@conversation-transfer/twilio-emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openVirtualContactCenter, type VirtualContactCenter } from '../testing/virtual-contact-center.ts'
import { RepairLog } from '../backend/repair-log.ts'
import { FunctionLog } from '../functions/function-log.ts'
import { postToTwilio } from './twilio-call.ts'
import { createPlaygroundApi } from './playground-api.ts'

let center: VirtualContactCenter
let api: ReturnType<typeof createPlaygroundApi>
/** What the Functions were asked, and what they answer. */
let asked: string[]
let answers: object[]

beforeEach(() => {
  center = openVirtualContactCenter()
  asked = []
  answers = []
  api = createPlaygroundApi({
    emulator: center.emulator,
    functionLog: new FunctionLog(center.emulator.world, center.emulator.news),
    repairLog: new RepairLog(center.emulator.news),
    callFunctions: (path, body) => {
      asked.push(`${path} ${body.get('targetType') ?? body.get('ends')} ${body.get('taskSids')?.split(',').length}`)
      return Promise.resolve(Response.json(answers.shift() ?? LEFT))
    },
  })
})

const LEFT = { result: 'done', of: 'departure', conversation: 'goesOn' }
const PHONE = '%2B15550001234'

async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await api.request(path, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

const statusOf = (conversationSid: string): string | undefined => {
  return center.emulator.world.conversations.conversations.get(conversationSid)?.state
}

describe('a customer', () => {
  test('on the phone goes on in the conversation, and begins another when it has been closed', async () => {
    const first = center.write('Hello')
    expect((await post(`/phones/${PHONE}/messages`, { body: 'Still me' })).status).toBe(204)
    await center.answer('alice', 'accept')
    const workerSid = center.workerSid('alice')
    expect((await post(`/conversations/${first}/departure`, { workerSid, kind: 'end' })).status).toBe(204)
    expect(statusOf(first)).toBe('closed')
    await post(`/phones/${PHONE}/messages`, { body: 'Me again' })
    const stream = await open(`/phones/${PHONE}`)
    const { data } = await stream.next()
    const conversations = new Set(messagesIn(data).map(({ conversationSid }) => conversationSid))
    expect(messagesIn(data).map(({ body, isOwn }) => [body, isOwn])).toEqual([
      ['Hello', true],
      ['Still me', true],
      ['Me again', true],
    ])
    expect(conversations.size).toBe(2)
  })

  test('keeps on the phone what was sent, also when taken out of the conversation', async () => {
    const conversationSid = center.write('Hello')
    const { participants } = center.emulator.world.conversations
    const customer = participants.all().find((row) => row.conversationSid === conversationSid)
    const address = `conversations.twilio.com/v1/Conversations/${conversationSid}`
    const say = {
      address: `${address}/Messages`,
      body: new URLSearchParams({ Body: 'Good day' }),
      by: 'account',
    } as const
    await postToTwilio(center.emulator, say)
    const first = await (await open(`/phones/${PHONE}`)).next()
    expect(messagesIn(first.data).map(({ isOwn }) => isOwn)).toEqual([true, false])
    expect(await remove(center.emulator, `${address}/Participants/${customer?.sid}`)).toBe(204)
    const { data } = await (await open(`/phones/${PHONE}`)).next()
    expect(messagesIn(data).map(({ body }) => body)).toEqual(['Hello'])
  })

  test('in a webchat comes back to the same conversation, and begins another when it has been closed', async () => {
    const first = (await post('/customers/webchat', { name: 'Carl' })).body
    expect(first).toMatchObject({ isReturning: false, token: expect.any(String) })
    const { identity, conversationSid } = Object(first)
    const again = { name: 'Carl', identity }
    expect((await post('/customers/webchat', again)).body).toMatchObject({ conversationSid, isReturning: true })
    const { conversations } = center.emulator.world.conversations
    const row = conversations.get(conversationSid)
    if (row !== undefined) conversations.put({ ...row, state: 'closed' })
    const third = (await post('/customers/webchat', again)).body
    expect(third).toMatchObject({ identity, isReturning: false })
    expect(Object(third).conversationSid).not.toBe(conversationSid)
  })

  test('is told what is wrong with what was sent', async () => {
    expect(await post('/customers/webchat', { name: ' ' })).toMatchObject({ status: 400 })
    expect(await post('/phones/nobody/messages', { body: 'Hello' })).toMatchObject({ status: 409 })
    expect(await post('/nowhere', {})).toMatchObject({ status: 404, body: { message: expect.any(String) } })
    expect((await api.request('/reset', { method: 'POST', body: 'x' })).status).toBe(204)
    expect((await api.request('/workers/WK1/activity', { method: 'POST', body: 'x' })).status).toBe(400)
  })
})

describe('an agent', () => {
  test('accepts or declines what rings, without a desktop', async () => {
    center.write('Hello')
    const [alice, bob] = [center.workerSid('alice'), center.workerSid('bob')]
    expect(await post(`/workers/${bob}/reservation`, { action: 'accept' })).toEqual({
      status: 409,
      body: { message: 'Nothing rings at Bob.' },
    })
    expect((await post(`/workers/${alice}/reservation`, { action: 'decline' })).status).toBe(204)
    center.pass(200)
    expect((await post(`/workers/${bob}/reservation`, { action: 'accept' })).status).toBe(204)
    expect(reservations()).toEqual(['rejected', 'accepted'])
  })

  test('goes offline, lets it ring out, or declines at the press of a button', async () => {
    center.write('Hello')
    const alice = center.workerSid('alice')
    expect((await post('/troubles/agent-ignores', { workerSid: alice })).status).toBe(204)
    expect([reservations(), activityOf('alice')]).toEqual([['timeout'], 'Offline'])
    center.pass(200)
    await post('/troubles/agent-declines', { workerSid: center.workerSid('bob') })
    await post('/troubles/agent-goes-offline', { workerSid: center.workerSid('carol') })
    expect([reservations(), activityOf('carol')]).toEqual([['timeout', 'rejected'], 'Offline'])
    await post(`/workers/${alice}/activity`, { name: 'Break' })
    expect(activityOf('alice')).toBe('Break')
    expect((await post(`/workers/${alice}/activity`, { name: 'Bed' })).status).toBe(400)
    expect((await post('/troubles/agent-declines', {})).status).toBe(400)
    expect((await post('/troubles/webhooks-lost', {})).status).toBe(400)
    expect((await post('/troubles/earthquake', { isOn: true })).status).toBe(404)
  })

  test('hands over and leaves through the Functions, and hears what they say', async () => {
    const conversationSid = center.write('Hello')
    await center.answer('alice', 'accept')
    const alice = center.workerSid('alice')
    const [queue] = center.emulator.contactCenter.queues
    answers = [
      { result: 'refused', code: 'x', message: 'Not now.' },
      { result: 'failed', code: 'y', message: 'Twilio is down.', mayRepeat: true },
    ]
    const transfer = { workerSid: alice, target: queue?.sid, kind: 'transfer' }
    expect(await post(`/conversations/${conversationSid}/transfer`, transfer)).toEqual({
      status: 409,
      body: { message: 'Not now.' },
    })
    const invite = { workerSid: alice, target: center.workerSid('bob'), kind: 'invite' }
    expect(await post(`/conversations/${conversationSid}/transfer`, invite)).toMatchObject({ status: 503 })
    await post(`/conversations/${conversationSid}/departure`, { workerSid: alice, kind: 'leave' })
    expect(asked).toEqual([
      '/conversation-transfer/transfer queue 1',
      '/conversation-transfer/invite worker 1',
      '/conversation-transfer/leave conversation 1',
    ])
  })

  test('and another leave at the same moment, of whom one may have to stay', async () => {
    const conversationSid = center.write('Hello')
    await center.answer('alice', 'accept')
    expect(await post('/troubles/two-leave', { conversationSid })).toMatchObject({ status: 409 })
    await center.invite(conversationSid, 'bob')
    await center.answer('bob', 'accept')
    const refused = { result: 'refused', code: 'x', message: 'The customer would be alone.' }
    answers = [LEFT, refused]
    expect((await post('/troubles/two-leave', { conversationSid })).status).toBe(204)
    expect(asked).toEqual([
      '/conversation-transfer/leave conversation 2',
      '/conversation-transfer/leave conversation 2',
    ])
    answers = [refused, refused]
    expect(await post('/troubles/two-leave', { conversationSid })).toMatchObject({ status: 409 })
  })

  const reservations = () => center.emulator.world.taskrouter.reservations.all().map(({ status }) => status)
  const activityOf = (name: string): string | undefined => {
    const { workers, activities } = center.emulator.world.taskrouter
    return activities.get(workers.get(center.workerSid(name))?.activitySid ?? '')?.friendlyName
  }
})

describe('a stream', () => {
  test('sends a view at first, again when it is another one, and not because time has passed', async () => {
    const conversationSid = center.write('Hello')
    const stream = await open(`/conversations/${conversationSid}/story`)
    expect(await stream.next()).toMatchObject({ event: 'story', data: { conversationSid } })
    center.pass(1000)
    await center.answer('alice', 'accept')
    const { data } = await stream.next()
    expect(JSON.stringify(data)).toContain('Alice accepted')
  })

  test('has several things on one connection', async () => {
    const conversationSid = center.write('Hello')
    const stream = await open(`/events?story=${conversationSid}&phone=${PHONE}`)
    const events = [await stream.next(), await stream.next(), await stream.next()].map(({ event }) => event)
    expect(events).toEqual(['view', 'story', 'phone'])
    const tooMany = Array.from({ length: 10 }, () => `phone=${PHONE}`).join('&')
    expect((await api.request(`/events?${tooMany}`)).status).toBe(400)
    expect((await api.request('/conversations/CH1/story')).status).toBe(404)
  })

  test('puts many changes into few views', async () => {
    const stream = await open(`/phones/${PHONE}`)
    await stream.next()
    for (let number = 1; number <= 20; number++) center.write(`Message ${number}`)
    let views = 0
    for (let seen = 0; seen < 20; views++) seen = messagesIn((await stream.next()).data).length
    expect(views).toBeLessThanOrEqual(2)
  })
})

const opened: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const stream of opened.splice(0)) await stream.close()
})

async function open(path: string) {
  const response = await api.request(path)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('The answer has no body.')
  let text = ''
  const stream = {
    next: async (): Promise<{ event: string; data: object }> => {
      while (!text.includes('\n\n')) text += (await reader.read()).value ?? ''
      const [block = '', ...rest] = text.split('\n\n')
      text = rest.join('\n\n')
      const [event = '', data = ''] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2))
      return { event, data: JSON.parse(data) }
    },
    close: () => reader.cancel(),
  }
  opened.push(stream)
  return stream
}

async function remove({ fetch, world: { account } }: Emulator, address: string): Promise<number> {
  const headers = { Authorization: `Basic ${btoa(`${account.sid}:${account.authToken}`)}` }
  return (await fetch(new Request(`http://playground/__twilio/${address}`, { method: 'DELETE', headers }))).status
}

function messagesIn(data: object): { body: string; isOwn: boolean; conversationSid: string }[] {
  return Object(data).messages
}
