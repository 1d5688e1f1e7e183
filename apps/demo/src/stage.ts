import { join } from 'node:path'
import { startLocalRuntime } from '@conversation-transfer/functions'
import {
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
  close(): Promise<void>
}

const BUNDLE = join(import.meta.dirname, '../../functions/dist/functions')

export async function openStage(timeline: Timeline): Promise<Stage> {
  const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
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
    close: async () => {
      await functions.close()
      await emulator.close()
    },
  }
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
