import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { computeLiveView } from './live/compute-live-view.ts'
import { startPlayground, type Playground } from './playground.ts'

/** Making the bundle of the Flex UI may be part of it. */
const SETUP_MS_MAX = 180_000
const WAIT_MS_MAX = 20_000
const PHONE = encodeURIComponent('+15550001234')

let playground: Playground

beforeAll(async () => {
  playground = await startPlayground({ port: 0, seed: 1 })
}, SETUP_MS_MAX)

afterAll(() => playground?.close())

beforeEach(async () => {
  await post('/reset', {})
})

async function post(path: string, body: object): Promise<{ status: number; message: string | undefined }> {
  const response = await fetch(`${playground.url}/playground${path}`, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  const message = text === '' ? undefined : z.object({ message: z.string() }).parse(JSON.parse(text)).message
  return { status: response.status, message }
}

const look = () => computeLiveView(playground.emulator)
const workerSid = (name: string): string => look().staff.find((member) => member.name === name)?.workerSid ?? ''

/** Somebody may still be on the way into the lists that the Functions read: what is refused for it is tried again. */
async function until(path: string, body: object): Promise<void> {
  await vi.waitFor(async () => expect(await post(path, body)).toMatchObject({ status: 204 }), WAIT_MS_MAX)
}

async function conversationOf(name: string): Promise<string> {
  for (const other of ['alice', 'bob', 'carol', 'dave'].filter((candidate) => candidate !== name)) {
    await post(`/workers/${workerSid(other)}/activity`, { name: 'Offline' })
  }
  await post(`/phones/${PHONE}/messages`, { body: 'Hello' })
  await until(`/workers/${workerSid(name)}/reservation`, { action: 'accept' })
  return look().conversations[0]?.conversationSid ?? ''
}

test('a conversation is handed to a colleague by the Functions, on the workflow that is generated', async () => {
  const conversationSid = await conversationOf('alice')
  await post(`/workers/${workerSid('bob')}/activity`, { name: 'Available' })
  const transfer = { workerSid: workerSid('alice'), target: workerSid('bob'), kind: 'transfer' }
  await until(`/conversations/${conversationSid}/transfer`, transfer)
  await until(`/workers/${workerSid('bob')}/reservation`, { action: 'accept' })
  await vi.waitFor(() => expect(look().conversations[0]).toMatchObject({ agents: ['Bob'] }), WAIT_MS_MAX)
})

test('two agents leave at the same moment through the Functions, and the story has both', async () => {
  const conversationSid = await conversationOf('alice')
  await post(`/workers/${workerSid('bob')}/activity`, { name: 'Available' })
  const invite = { workerSid: workerSid('alice'), target: workerSid('bob'), kind: 'invite' }
  await until(`/conversations/${conversationSid}/transfer`, invite)
  expect(look().conversations[0]?.waitingFor).toEqual(['Bob'])
  await until(`/workers/${workerSid('bob')}/reservation`, { action: 'accept' })
  expect(look().conversations[0]?.agents).toEqual(['Alice', 'Bob'])
  await until('/troubles/two-leave', { conversationSid })
  const response = await fetch(`${playground.url}/playground/conversations/${conversationSid}/story`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (text.split("asked for 'leave'").length < 3) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
})

test('when Twilio fails, the Functions say so, and desktops and the page go on', async () => {
  const conversationSid = await conversationOf('alice')
  await post('/troubles/twilio-503', { isOn: true })
  const departure = { workerSid: workerSid('alice'), kind: 'leave' }
  const refused = await post(`/conversations/${conversationSid}/departure`, departure)
  expect(refused).toMatchObject({ status: 503, message: expect.stringContaining('Twilio') })
  const started = await fetch(`${playground.url}/playground/customers/webchat`, {
    method: 'POST',
    body: '{"name":"Carl"}',
  })
  expect(started.status).toBe(200)
  await post('/troubles/twilio-503', { isOn: false })
  expect((await post(`/conversations/${conversationSid}/departure`, { ...departure, kind: 'end' })).status).toBe(204)
})

test('desktops find the feature switched on, and the Functions at their own origin, also after a reset', async () => {
  const { accountSid, authToken } = playground.emulator.contactCenter
  const { port } = new URL(playground.url)
  const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
  const response = await fetch(`${playground.url}/__twilio/flex-api.twilio.com/v1/Configuration`, { headers })
  expect(await response.json()).toMatchObject({
    ui_attributes: {
      custom_data: {
        serverless_functions_protocol: 'http',
        serverless_functions_domain: '127.0.0.1',
        serverless_functions_port: port,
        features: { conversation_transfer: { enabled: true, cold_transfer: true, multi_participant: true } },
      },
    },
  })
  const asked = await fetch(`${playground.url}/conversation-transfer/leave`, { method: 'POST', body: '{}' })
  expect(await asked.json()).toMatchObject({ result: 'failed', code: 'malformed' })
})
