import { join } from 'node:path'
import { functionsEnvironment, type OpenChat, type Stage } from '@conversation-transfer/demo'
import { startLocalRuntime } from '@conversation-transfer/functions'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chatInProgress, openTestStage, pictureOf } from './contact-center.ts'

const BUNDLE = join(import.meta.dirname, '../apps/functions/dist/functions')
const sid = (prefix: string): string => prefix + '0'.repeat(32)

describe('a request that cannot be understood is answered with what is wrong with it, and changes nothing', () => {
  interface Case {
    readonly what: string
    readonly change: Readonly<Record<string, string>>
    readonly status: number
    readonly code: string
    readonly message: RegExp
  }
  const malformed = { status: 400, code: 'malformed' }
  const cases: Case[] = [
    { what: 'no token', change: { Token: '' }, ...malformed, message: /Token/ },
    {
      what: 'a token that nobody was given',
      change: { Token: 'forged' },
      status: 401,
      code: 'token_invalid',
      message: /Log in to Flex again/,
    },
    { what: 'no transferId', change: { transferId: '' }, ...malformed, message: /transferId: must have 8 to 64/ },
    {
      what: 'a wrong kind of sid',
      change: { channelSid: sid('CH') },
      ...malformed,
      message: /channelSid: must be the interaction channel sid/,
    },
    { what: 'an unknown kind of target', change: { targetType: 'team' }, ...malformed, message: /targetType/ },
    {
      what: 'a channel that does not exist',
      change: { channelSid: sid('UO') },
      status: 409,
      code: 'channel_not_active',
      message: /not active/,
    },
    {
      what: 'a conversation that does not exist',
      change: { conversationSid: sid('CH') },
      status: 409,
      code: 'channel_not_active',
      message: /not active/,
    },
    {
      what: 'a target that does not exist',
      change: { targetSid: sid('WK') },
      status: 409,
      code: 'target_not_found',
      message: /does not exist/,
    },
  ]
  test.each(cases)('$what', async ({ change, status, code, message }) => {
    const { stage, alice, chat } = await chatInProgress()
    const before = pictureOf(stage)
    const response = await alice.post('transfer', chat, { ...validFields(), ...change })
    expect(response.status).toBe(status)
    const answer: unknown = await response.json()
    expect(answer).toMatchObject({ code })
    expect(answer).toHaveProperty('message', expect.stringMatching(message))
    expect(pictureOf(stage)).toEqual(before)
  })

  test('somebody else’s conversation, named beside a channel that the caller is in', async () => {
    const { stage, alice, chat } = await chatInProgress()
    const other = await stage.twilio.conversations.v1.conversations.create({ attributes: '{"mine":true}' })
    const before = pictureOf(stage)
    const response = await alice.post('transfer', chat, { ...validFields(), conversationSid: other.sid })
    expect(await response.json()).toMatchObject({ result: 'refused', code: 'conversation_not_of_channel' })
    expect(pictureOf(stage)).toEqual(before)
  })

  test('a token that has expired', async () => {
    const { stage, chat } = await chatInProgress()
    const workerSid = stage.contactCenter.workers[0]?.sid
    const created = await fetch(`${stage.emulator.url}/__emulator/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ workerSid, lifetimeSeconds: 0 }),
    })
    const { token } = (await created.json()) as { token: string }
    const response = await post(stage, requestOf(chat, token))
    expect(response.status).toBe(401)
  })
})

test('a JSON request is understood as well as a form', async () => {
  const { stage, chat } = await chatInProgress()
  const body = JSON.stringify({ ...requestOf(chat, 'forged'), taskSids: chat.taskSids })
  const response = await fetch(`${stage.functionsUrl}/conversation-transfer/transfer`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  })
  expect(await response.json()).toMatchObject({ code: 'token_invalid' })
})

test('a body of more than a megabyte is not read', async () => {
  const stage = await openTestStage()
  const response = await post(stage, { note: 'x'.repeat(1_100_000) })
  expect(response.status).toBe(413)
})

describe('the Flex UI', () => {
  test.each([
    ['https://flex.twilio.com', 'https://flex.twilio.com'],
    ['https://example.com', null],
  ])('of %s may read the answers: %s', async (origin, allowed) => {
    const response = await post(await openTestStage(), {}, { Origin: origin })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(allowed)
  })

  test('asks before it sends JSON, and is let', async () => {
    const stage = await openTestStage()
    const response = await fetch(`${stage.functionsUrl}/conversation-transfer/transfer`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://flex.twilio.com', 'Access-Control-Request-Method': 'POST' },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe('Content-Type')
  })
})

describe('a Function that is not set up says how to set it up', () => {
  test.each(['TWILIO_FLEX_WORKSPACE_SID', 'TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID', 'ACCOUNT_SID', 'AUTH_TOKEN'])(
    'when %s is missing',
    async (name) => {
      const { emulator } = await openTestStage()
      const environment = { ...functionsEnvironment(emulator), [name]: '' }
      const runtime = await startLocalRuntime({ directory: BUNDLE, environment, port: 0 })
      onTestFinished(() => runtime.close())
      const response = await fetch(`${runtime.url}/conversation-transfer/transfer`, { method: 'POST' })
      expect(response.status).toBe(500)
      const answer: unknown = await response.json()
      expect(answer).toMatchObject({ code: 'not_configured', mayRepeat: false })
      expect(answer).toHaveProperty('message', expect.stringContaining(name))
    },
  )

  test('when the workflow does not exist', async () => {
    const { stage, chat, alice } = await chatInProgress()
    const { workspaceSid, workflowSid } = stage.contactCenter
    await stage.twilio.taskrouter.v1.workspaces(workspaceSid).workflows(workflowSid).remove()
    const response = await alice.post('transfer', chat, validFields())
    expect(response.status).toBe(502)
    expect(await response.json()).toHaveProperty('message', expect.stringContaining(workflowSid))
  })
})

test('a Twilio that cannot be reached is reported as such, and nothing is claimed to have happened', async () => {
  const { stage, chat } = await chatInProgress()
  const environment = { ...functionsEnvironment(stage.emulator), TWILIO_API_BASE_URL: 'http://127.0.0.1:1' }
  const runtime = await startLocalRuntime({ directory: BUNDLE, environment, port: 0 })
  onTestFinished(() => runtime.close())
  const response = await fetch(`${runtime.url}/conversation-transfer/transfer`, {
    method: 'POST',
    body: new URLSearchParams(requestOf(chat, 'token')),
  })
  expect(response.status).toBe(503)
  const answer: unknown = await response.json()
  expect(answer).toMatchObject({ code: 'twilio_unavailable', mayRepeat: true })
  expect(answer).not.toHaveProperty('known')
})

function validFields(): Record<string, string> {
  return { transferId: 'a-transfer-1', targetType: 'worker', targetSid: sid('WK') }
}

function requestOf(chat: OpenChat, token: string): Record<string, string> {
  const { interactionSid, channelSid, conversationSid } = chat
  return { Token: token, interactionSid, channelSid, conversationSid, ...validFields() }
}

function post(stage: Stage, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${stage.functionsUrl}/conversation-transfer/transfer`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  })
}
