import type { Interaction, InteractionChannel, InteractionParticipant } from '../services/interactions/state.ts'
import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'
import { given, type Webhook } from './webhook.ts'

/** Not documented for these: what Twilio's webhooks have in general (WH-4). */
const ANSWER_TIMEOUT_MS = 15_000

interface InteractionEvent {
  readonly eventType: string
  readonly interactionSid: string
  readonly parameters: Readonly<Record<string, string>>
}

/** The webhooks of an interaction's change: all registered for everything, and the interaction's own (WH-11). */
export function interactionWebhooks(world: World, change: Change): Webhook[] {
  const event = eventOf(world, change)
  if (event === undefined) return []
  const { eventType, interactionSid, parameters } = event
  const { interactions, webhooks } = world.interactions
  const own = interactions.get(interactionSid)?.webhookTtid
  const wanted = webhooks.all().filter(({ sid, type, events }) => {
    return events.includes(eventType) && (type === 'global' || sid === own)
  })
  return wanted.map(({ url, method }) => {
    return { eventType, url, method, parameters, answerTimeoutMs: ANSWER_TIMEOUT_MS }
  })
}

function eventOf(world: World, change: Change): InteractionEvent | undefined {
  const instance = { InstanceSid: world.account.flexInstanceSid }
  switch (change.kind) {
    case 'interaction.created':
      return aboutInteraction(world, change.interaction, instance)
    case 'channel.created':
      return aboutChannel(world, change.channel, { EventType: 'onChannelCreated', ...instance })
    case 'channel.updated': {
      const { status } = change.channel
      const extra = { EventType: 'onChannelStatusUpdated', ChannelStatus: status, ...instance }
      return aboutChannel(world, change.channel, extra)
    }
    case 'participant.joined':
      return aboutParticipant(world, 'onParticipantJoined', change.participant)
    case 'participant.left':
      return aboutParticipant(world, 'onParticipantLeft', change.participant)
    case 'participant.updated':
      return aboutParticipant(world, 'onParticipantUpdated', change.participant)
    default:
      return undefined
  }
}

interface Extra {
  readonly EventType: string
  readonly [name: string]: string | undefined
}

function aboutInteraction(
  world: World,
  { sid, channelSid }: Interaction,
  instance: { readonly InstanceSid: string },
): InteractionEvent {
  const eventType = 'onInteractionCreated'
  const channel = world.interactions.channels.get(channelSid)
  const parameters = given({
    EventType: eventType,
    AccountSid: world.account.sid,
    InteractionSid: sid,
    MediaChannelSid: channel?.conversationSid,
    MediaChannelType: channel?.type,
    ...instance,
  })
  return { eventType, interactionSid: sid, parameters }
}

function aboutChannel(world: World, channel: InteractionChannel, extra: Extra): InteractionEvent {
  const parameters = given({
    AccountSid: world.account.sid,
    InteractionSid: channel.interactionSid,
    ChannelSid: channel.sid,
    MediaChannelSid: channel.conversationSid,
    MediaChannelType: channel.type,
    ...extra,
  })
  return { eventType: extra.EventType, interactionSid: channel.interactionSid, parameters }
}

function aboutParticipant(
  world: World,
  eventType: string,
  { sid, type, channelSid, routing }: InteractionParticipant,
): InteractionEvent | undefined {
  const channel = world.interactions.channels.get(channelSid)
  if (channel === undefined) return undefined
  const extra = { EventType: eventType, ParticipantSid: sid, ParticipantType: type, TaskSid: routing?.taskSid }
  return aboutChannel(world, channel, extra)
}
