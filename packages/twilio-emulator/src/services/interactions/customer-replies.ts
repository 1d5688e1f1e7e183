import { TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { findParticipant } from '../conversations/participants.ts'
import type { Message } from '../conversations/state.ts'
import { webhooksOf } from '../conversations/conversation-contents.ts'
import { deleteWebhook } from '../conversations/webhooks.ts'
import { tryInvite } from './invites.ts'
import { repeatedRouting } from './repeated-routing.ts'
import { channelOfConversation, invitesOf, participantsOf, putChannel } from './rows.ts'
import { sendToFlex } from './send-to-flex.ts'
import type { InteractionChannel } from './state.ts'

/**
 * What a customer's message sets going besides being there: Studio's flow for a conversation that is nobody's yet
 * (IN-21), and a new task in a channel whose agents have left (IN-18).
 */
export function followMessage(world: World, message: Message): void {
  if (message.participantSid === undefined) return
  const channel = channelOfConversation(world, message.conversationSid)
  if (channel === undefined) startFlow(world, message)
  else if (channel.status === 'inactive' && isFromCustomer(world, channel, message)) wake(world, channel)
}

/** A flow that cannot make its task ends there; the conversation stays, with nobody to answer (IN-21). */
function startFlow(world: World, { conversationSid, participantSid = '' }: Message): void {
  const studio = webhooksOf(world, conversationSid).find(({ target }) => target === 'studio')
  if (studio === undefined) return
  try {
    sendToFlex(world, findParticipant(world, conversationSid, participantSid))
  } catch (error: unknown) {
    if (!(error instanceof TwilioError)) throw error
    return
  }
  if (world.assumptions.studioWebhookAfterHandover === 'removed') deleteWebhook(world, studio)
}

function isFromCustomer(world: World, channel: InteractionChannel, { participantSid }: Message): boolean {
  return participantsOf(world, channel.sid).some(({ type, conversationParticipantSid }) => {
    return type === 'customer' && conversationParticipantSid === participantSid
  })
}

/** The channel is active again, and a task like the last one looks for any agent (documented default, IN-18). */
function wake(world: World, channel: InteractionChannel): void {
  const last = invitesOf(world, channel.sid).at(-1)
  const routing = last === undefined ? undefined : repeatedRouting(world, last)
  if (routing === undefined || world.assumptions.inactiveChannelReply === 'nothing') return
  if (tryInvite(world, channel, routing) === undefined) return
  const active = putChannel(world, { ...channel, status: 'active' })
  world.changes.publish({ kind: 'channel.updated', channel: active })
}
