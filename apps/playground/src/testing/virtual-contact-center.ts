import {
  channelOfConversation,
  createEmulator,
  participantsOf,
  receiveMessage,
  VirtualClock,
  type Emulator,
} from '@conversation-transfer/twilio-emulator'
import { answerRing } from '../api/staff-actions.ts'
import { postToTwilio } from '../api/twilio-call.ts'

const START_MS = Date.UTC(2026, 0, 31, 9, 30)
/** Twilio routes, and its webhooks leave, within this time. */
const A_MOMENT_MS = 200
const PHONE = '+15550001234'
const OWN_NUMBER = '+15005550006'

/** A contact center whose time moves only when a test says so. */
export interface VirtualContactCenter {
  readonly emulator: Emulator
  readonly pass: (durationMs: number) => void
  /** The customer writes by SMS, and it begins to ring; answers the conversation's sid. */
  readonly write: (body: string) => string
  readonly answer: (name: string, action: 'accept' | 'decline') => Promise<void>
  /** A server of the account's invites this worker by Twilio's own means. */
  readonly invite: (conversationSid: string, name: string) => Promise<void>
  /** A server of the account's takes the agent out. */
  readonly takeOut: (conversationSid: string, name: string) => Promise<void>
  readonly workerSid: (name: string) => string
  /** Resolves when webhooks that have left have arrived. */
  readonly settled: () => Promise<void>
}

export function openVirtualContactCenter(): VirtualContactCenter {
  const clock = new VirtualClock(START_MS)
  const deliver = () => Promise.resolve({ kind: 'answered', status: 204 } as const)
  const emulator = createEmulator({ clock, seed: 1, deliver })
  const { world } = emulator
  const pass = (durationMs: number): void => clock.advanceBy(durationMs)
  const workerSid = (name: string): string => {
    return world.taskrouter.workers.all().find(({ friendlyName }) => friendlyName === name)?.sid ?? ''
  }
  const channelOf = (conversationSid: string) => {
    const channel = channelOfConversation(world, conversationSid)
    if (channel === undefined) throw new Error(`${conversationSid} has no channel.`)
    const address = `flex-api.twilio.com/v1/Interactions/${channel.interactionSid}/Channels/${channel.sid}`
    return { channel, address }
  }
  return {
    emulator,
    pass,
    workerSid,
    write: (body) => {
      const delivery = receiveMessage(world, { from: PHONE, to: OWN_NUMBER, body })
      pass(A_MOMENT_MS)
      return delivery.kind === 'dropped' ? '' : delivery.message.conversationSid
    },
    answer: (name, action) => answerRing(emulator, workerSid(name), action),
    invite: async (conversationSid, name) => {
      const body = new URLSearchParams({ Routing: routingTo(emulator, workerSid(name)) })
      await postToTwilio(emulator, { address: `${channelOf(conversationSid).address}/Invites`, body, by: 'account' })
      pass(A_MOMENT_MS)
    },
    takeOut: async (conversationSid, name) => {
      const { channel, address } = channelOf(conversationSid)
      const agent = participantsOf(world, channel.sid).find(({ routing }) => routing?.workerSid === workerSid(name))
      const body = new URLSearchParams({ Status: 'closed' })
      await postToTwilio(emulator, { address: `${address}/Participants/${agent?.sid}`, body, by: 'account' })
    },
    settled: async () => {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    },
  }
}

function routingTo({ contactCenter: { workspaceSid, workflowSid } }: Emulator, workerSid: string): string {
  const sids = { workspace_sid: workspaceSid, workflow_sid: workflowSid, worker_sid: workerSid }
  return JSON.stringify({ properties: { ...sids, task_channel_unique_name: 'chat', attributes: {} } })
}
