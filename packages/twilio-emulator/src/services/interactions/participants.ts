import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { addParticipant, removeParticipant, type NewParticipant } from '../conversations/participants.ts'
import { completeTask, findTask, wrapUpTask } from '../taskrouter/tasks.ts'
import { addNotAllowed } from './interaction-errors.ts'
import { refuseJoining } from './agent-joining.ts'
import { participantsOf, putParticipant, touchChannel } from './rows.ts'
import type { InteractionChannel, InteractionParticipant, ParticipantType } from './state.ts'

/** Throws Twilio's 404: a closed participant is gone (IN-23). */
export function findParticipant(world: World, channel: InteractionChannel, sid: string): InteractionParticipant {
  const participant = world.interactions.participants.get(sid)
  if (participant?.channelSid !== channel.sid) {
    throw notFound(`/v1/Interactions/${channel.interactionSid}/Channels/${channel.sid}/Participants/${sid}`)
  }
  return participant
}

/** Whether this participant was in the channel once: the index keeps those who left. */
export function wasParticipant(world: World, channel: InteractionChannel, sid: string): boolean {
  return world.interactions.participantIndex.sids(channel.sid).includes(sid)
}

/** Adds somebody who is no agent: agents come by invites only (IN-14). */
export function createParticipant(
  world: World,
  channel: InteractionChannel,
  { type, media }: { readonly type: ParticipantType; readonly media: NewParticipant },
): InteractionParticipant {
  if (type === 'agent') throw addNotAllowed('an agent joins by accepting an invite; use the Invites subresource')
  refuseJoining(world, channel)
  const participant = putParticipant(world, {
    sid: newSid(world.random, 'UT'),
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    type,
    conversationParticipantSid: addParticipant(world, channel.conversationSid, media).sid,
    routing: undefined,
    joinedAtMs: world.clock.now(),
  })
  touchChannel(world, channel.sid)
  world.changes.publish({ kind: 'participant.joined', participant })
  return participant
}

/**
 * Takes a participant out: out of the conversation, out of the channel, and an agent's task is completed. Channel and
 * conversation go on, even with nobody left (IN-14).
 */
export function closeParticipant(world: World, participant: InteractionParticipant): void {
  leaveConversation(world, participant)
  world.interactions.participants.delete(participant.sid)
  touchChannel(world, participant.channelSid)
  world.changes.publish({ kind: 'participant.left', participant })
  const task = participant.routing === undefined ? undefined : findTask(world, participant.routing.taskSid)
  if (task?.status === 'assigned' || task?.status === 'wrapping') completeTask(world, task)
}

/** The agent's task goes to wrapping; whether the agent leaves the conversation at once is a switch (IN-27). */
export function wrapUpParticipant(world: World, participant: InteractionParticipant): InteractionParticipant {
  if (participant.routing === undefined) {
    throw invalidParameter(`Participant ${participant.sid} is no agent: only an agent can be set to wrapup`)
  }
  if (world.assumptions.wrapupLeavesConversation) leaveConversation(world, participant)
  const conversationParticipantSid = world.assumptions.wrapupLeavesConversation
    ? undefined
    : participant.conversationParticipantSid
  const updated = putParticipant(world, { ...participant, conversationParticipantSid })
  touchChannel(world, participant.channelSid)
  world.changes.publish({ kind: 'participant.updated', participant: updated })
  const task = findTask(world, participant.routing.taskSid)
  if (task?.status === 'assigned') wrapUpTask(world, task)
  return updated
}

export function agentsOf(world: World, channelSid: string): InteractionParticipant[] {
  return participantsOf(world, channelSid).filter(({ type }) => type === 'agent')
}

/** Nobody leaves a closed conversation, and somebody else may have taken this participant out before. */
export function leaveConversation(world: World, { conversationParticipantSid }: InteractionParticipant): void {
  const { participants, conversations } = world.conversations
  const row = conversationParticipantSid === undefined ? undefined : participants.get(conversationParticipantSid)
  if (row === undefined || conversations.get(row.conversationSid)?.state === 'closed') return
  removeParticipant(world, row)
}
