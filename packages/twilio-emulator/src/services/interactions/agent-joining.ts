import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { participantsOf as conversationParticipantsOf } from '../conversations/conversation-contents.ts'
import { addParticipant } from '../conversations/participants.ts'
import { workerIdentity } from '../iam/worker-identity.ts'
import type { Reservation, Task } from '../taskrouter/state.ts'
import { cannotJoinClosed } from './interaction-errors.ts'
import { inviteOfTask, participantOfTask, putChannel, putParticipant } from './rows.ts'
import type { InteractionChannel } from './state.ts'

export interface Acceptance {
  readonly task: Task
  readonly reservation: Reservation
}

/**
 * Brings the agent who accepted into the channel and its conversation (IN-11). Does nothing for a task that is not of an
 * interaction, or whose agent is in already. A join that fails is told as a change and leaves the task with the agent:
 * TaskRouter knows nothing of it (IN-12).
 */
export function joinAgent(world: World, acceptance: Acceptance): void {
  const invite = inviteOfTask(world, acceptance.task.sid)
  const channel = invite === undefined ? undefined : world.interactions.channels.get(invite.channelSid)
  if (channel === undefined || participantOfTask(world, acceptance.task.sid) !== undefined) return
  try {
    bringIn(world, channel, acceptance)
  } catch (error: unknown) {
    if (!(error instanceof TwilioError)) throw error
    const { task, reservation } = acceptance
    const { code, message } = error
    world.changes.publish({ kind: 'participant.add-failed', channel, task, reservation, error: { code, message } })
  }
}

/** Throws 45376 where an agent could not join any more: the channel or the conversation is closed, or gone (IN-12). */
export function refuseJoining(world: World, channel: InteractionChannel): void {
  const conversation = world.conversations.conversations.get(channel.conversationSid)
  const isOpen = channel.status !== 'closed' && channel.status !== 'failed'
  if (!isOpen || conversation === undefined || conversation.state === 'closed') throw cannotJoinClosed()
}

function bringIn(world: World, channel: InteractionChannel, { task, reservation }: Acceptance): void {
  refuseJoining(world, channel)
  const conversationParticipantSid = conversationParticipant(world, channel, reservation.workerSid)
  const participant = putParticipant(world, {
    sid: newSid(world.random, 'UT'),
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    type: 'agent',
    conversationParticipantSid,
    routing: { taskSid: task.sid, workerSid: reservation.workerSid, reservationSid: reservation.sid },
    joinedAtMs: world.clock.now(),
  })
  reactivate(world, channel)
  world.changes.publish({ kind: 'participant.joined', participant })
}

/** The agent's place in the conversation: a new one, or the one that the same worker has by an earlier task (IN-13). */
function conversationParticipant(world: World, channel: InteractionChannel, workerSid: string): string {
  const worker = world.taskrouter.workers.get(workerSid)
  if (worker === undefined) throw cannotJoinClosed()
  const { identity } = workerIdentity(worker)
  const present = conversationParticipantsOf(world, channel.conversationSid).find((row) => row.identity === identity)
  const isShared = present !== undefined && world.assumptions.sameWorkerTwice === 'shares-conversation-participant'
  return isShared ? present.sid : addParticipant(world, channel.conversationSid, { identity }).sid
}

/** Whether an agent who comes in wakes a channel that was left or paused is a switch (IN-36). */
function reactivate(world: World, channel: InteractionChannel): void {
  const isQuiet = channel.status === 'inactive' || channel.status === 'pause'
  const wakes = isQuiet && world.assumptions.joinWakesChannel
  const active = putChannel(world, { ...channel, status: wakes ? 'active' : channel.status })
  if (wakes) world.changes.publish({ kind: 'channel.updated', channel: active })
}
