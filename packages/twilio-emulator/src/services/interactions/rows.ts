import { notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { Interaction, InteractionChannel, InteractionParticipant, Invite } from './state.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const CHANNEL_KEPT_MS = 180 * DAY_MS

/** Throws Twilio's 404. */
export function findInteraction(world: World, sid: string): Interaction {
  const interaction = world.interactions.interactions.get(sid)
  if (interaction === undefined) throw notFound(`/v1/Interactions/${sid}`)
  return interaction
}

/** Throws Twilio's 404, also for a channel that nothing happened to for 180 days, whatever its status (IN-20). */
export function findChannel(world: World, interactionSid: string, sid: string): InteractionChannel {
  const channel = world.interactions.channels.get(sid)
  if (channel?.interactionSid !== interactionSid || isExpired(world, channel)) {
    throw notFound(`/v1/Interactions/${interactionSid}/Channels/${sid}`)
  }
  return channel
}

/** The channel that this conversation belongs to, unless it is gone; the newest one if there were several. */
export function channelOfConversation(world: World, conversationSid: string): InteractionChannel | undefined {
  const { channels, channelIndex } = world.interactions
  const sid = channelIndex.sids(conversationSid).at(-1)
  const channel = sid === undefined ? undefined : channels.get(sid)
  return channel === undefined || isExpired(world, channel) ? undefined : channel
}

export function putChannel(world: World, channel: InteractionChannel): InteractionChannel {
  world.interactions.channelIndex.add(channel.conversationSid, channel.sid)
  return world.interactions.channels.put({ ...channel, touchedAtMs: world.clock.now() })
}

/** Something happened in the channel: its 180 days begin again (IN-20). */
export function touchChannel(world: World, channelSid: string): void {
  const channel = world.interactions.channels.get(channelSid)
  if (channel !== undefined) putChannel(world, channel)
}

export function putInvite(world: World, invite: Invite): Invite {
  world.interactions.inviteIndex.add(invite.channelSid, invite.sid)
  world.interactions.inviteIndex.add(invite.taskSid, invite.sid)
  return world.interactions.invites.put(invite)
}

/** Oldest first, as a reader sees them who is `lagMs` behind. */
export function invitesOf(world: World, channelSid: string, lagMs = 0): Invite[] {
  const { invites, inviteIndex } = world.interactions
  return inviteIndex
    .sids(channelSid)
    .map((sid) => invites.asSeen(sid, lagMs))
    .filter((row) => row !== undefined)
}

export function inviteOfTask(world: World, taskSid: string): Invite | undefined {
  return invitesOf(world, taskSid)[0]
}

export function putParticipant(world: World, participant: InteractionParticipant): InteractionParticipant {
  const { participants, participantIndex } = world.interactions
  participantIndex.add(participant.channelSid, participant.sid)
  if (participant.routing !== undefined) participantIndex.add(participant.routing.taskSid, participant.sid)
  return participants.put(participant)
}

/** In the order in which they joined, as a reader sees them who is `lagMs` behind. */
export function participantsOf(world: World, channelSid: string, lagMs = 0): InteractionParticipant[] {
  const { participants, participantIndex } = world.interactions
  const sids = participantIndex.sids(channelSid)
  return sids.map((sid) => participants.asSeen(sid, lagMs)).filter((row) => row !== undefined)
}

export function participantOfTask(world: World, taskSid: string): InteractionParticipant | undefined {
  return participantsOf(world, taskSid)[0]
}

function isExpired(world: World, channel: InteractionChannel): boolean {
  return world.clock.now() - channel.touchedAtMs >= CHANNEL_KEPT_MS
}
