import { join } from 'node:path'
import { startLocalRuntime } from '@conversation-transfer/functions'
import {
  AdjustableClock,
  createWallClock,
  startEmulator,
  type ContactCenter,
  type RunningEmulator,
} from '@conversation-transfer/twilio-emulator'
import { generateWorkflow, printWorkflow } from '@conversation-transfer/transfer-workflow'
import { createUnhurriedClient } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import type { Timeline } from './timeline.ts'

/** A contact center of its own for one scenario: an emulated account, and the transfer Functions on it. */
export interface Stage {
  readonly contactCenter: ContactCenter
  /** The official SDK, with the account's credentials. */
  readonly twilio: Twilio
  readonly emulator: RunningEmulator
  readonly functionsUrl: string
  readonly timeline: Timeline
  /** Calls the emulator's own API: faults, assumptions. */
  control(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void>
  /** Sets the keys of `conversation_transfer` in the Flex configuration, as an administrator does. */
  configure(feature: Readonly<Record<string, unknown>>): Promise<void>
  /** Lets time pass at Twilio: what falls due on the way happens. */
  letPass(durationMs: number): void
  close(): Promise<void>
}

const BUNDLE = join(import.meta.dirname, '../../functions/dist/functions')

export async function openStage(timeline: Timeline): Promise<Stage> {
  const clock = new AdjustableClock(createWallClock(), 'real')
  const emulator = await startEmulator({ clock, seed: 1, port: 0 })
  const { contactCenter } = emulator
  const functions = await startLocalRuntime({ directory: BUNDLE, port: 0, environment: functionsEnvironment(emulator) })
  const { accountSid, authToken } = contactCenter
  const twilio = createUnhurriedClient({ accountSid, authToken, baseUrl: emulator.url })
  await installWorkflow(twilio, contactCenter)
  return {
    contactCenter,
    twilio,
    emulator,
    functionsUrl: functions.url,
    timeline,
    control: (method, path, body) => control(emulator.url, method, path, body),
    configure: (feature) => configure(emulator, feature),
    letPass: (durationMs) => {
      clock.setMode('manual')
      clock.advanceBy(durationMs)
      clock.setMode('real')
    },
    close: async () => {
      await functions.close()
      await emulator.close()
    },
  }
}

async function control(url: string, method: string, path: string, body?: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const content = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const response = await fetch(`${url}/__emulator/${path}`, { method, ...content })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}

/** The SDK cannot write Flex's configuration. */
async function configure({ url, contactCenter }: RunningEmulator, feature: object): Promise<void> {
  const { accountSid, authToken } = contactCenter
  const ui_attributes = { custom_data: { features: { conversation_transfer: feature } } }
  const response = await fetch(`${url}/__twilio/flex-api.twilio.com/v1/Configuration`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: JSON.stringify({ account_sid: accountSid, ui_attributes }),
  })
  if (!response.ok) throw new Error(`The configuration could not be written: ${response.status}`)
}

/** Gives the account the workflow that is generated for its queues, as an installation does. */
async function installWorkflow(twilio: Twilio, { workspaceSid, workflowSid, queues }: ContactCenter): Promise<void> {
  const everyone = queues.find(({ name }) => name === 'Everyone')
  if (everyone === undefined) throw new Error("The contact center has no queue 'Everyone'.")
  const { document } = generateWorkflow({
    queues: queues.map(({ sid, name }) => ({ sid, friendlyName: name })),
    everyoneQueueSid: everyone.sid,
    variant: 'standalone',
  })
  const configuration = printWorkflow(document)
  await twilio.taskrouter.v1.workspaces(workspaceSid).workflows(workflowSid).update({ configuration })
}

/** What the Functions of an account have in their environment. */
export function functionsEnvironment({
  contactCenter,
  url,
}: {
  contactCenter: ContactCenter
  url: string
}): Readonly<Record<string, string>> {
  return {
    ACCOUNT_SID: contactCenter.accountSid,
    AUTH_TOKEN: contactCenter.authToken,
    TWILIO_FLEX_WORKSPACE_SID: contactCenter.workspaceSid,
    TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: contactCenter.workflowSid,
    TWILIO_API_BASE_URL: url,
  }
}
