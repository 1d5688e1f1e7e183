import { join } from 'node:path'
import type { OpenChat, Stage } from '@conversation-transfer/demo'
import { startLocalRuntime } from '@conversation-transfer/functions'
import { functionsEnvironment } from '@conversation-transfer/local-installation'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chatInProgress, openTestStage } from './contact-center.ts'

const BUNDLE = join(import.meta.dirname, '../apps/functions/dist/functions')
const sid = (prefix: string): string => prefix + '0'.repeat(32)

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
