import type { World } from '../../world/world.ts'
import type { ConversationParticipant } from '../conversations/state.ts'
import type { Task } from '../taskrouter/state.ts'
import { cancelTask, findTask } from '../taskrouter/tasks.ts'
import { joinAgent } from './agent-joining.ts'
import { followMessage } from './customer-replies.ts'
import { closeParticipant } from './participants.ts'
import { channelOfConversation, inviteOfTask, participantOfTask, participantsOf } from './rows.ts'
import { completeTransfer, transferCanceled } from './transfers.ts'

/** Lets the interactions of this world follow what happens to their tasks and conversations. Called once for a world. */
export function startInteractions(world: World): void {
  world.changes.subscribe((change) => {
    switch (change.kind) {
      case 'reservation.accepted':
        if (world.assumptions.taskrouterAcceptJoinsChannel) joinAgent(world, change)
        return
      case 'reservation.rejected':
        cancelDirectInvite(world, change.task)
        return
      case 'task.canceled':
        transferCanceled(world, change.task.sid)
        return
      case 'participant.joined':
        completeTransfer(world, change.participant)
        return
      case 'conversation-participant.removed':
        if (world.assumptions.removedParticipantLeavesChannel) removeCustomer(world, change.participant)
        return
      case 'message.added':
        followMessage(world, change.message)
        return
      case 'task.completed':
        if (world.assumptions.completedTaskLeavesChannel) releaseAgent(world, change.task)
        return
      default:
    }
  })
}

/** An invite that names one worker dies with that worker's refusal; the conversation stays without an agent (IN-9). */
function cancelDirectInvite(world: World, { sid }: Task): void {
  const task = findTask(world, sid)
  if (inviteOfTask(world, sid)?.workerSid === undefined) return
  if (task?.status === 'pending' || task?.status === 'reserved') cancelTask(world, task, 'Invite declined')
}

function releaseAgent(world: World, task: Task): void {
  const participant = participantOfTask(world, task.sid)
  if (participant !== undefined) closeParticipant(world, participant)
}

/** Only a customer: an agent's task would have to end, too, and nothing says that it does (IN-37). */
function removeCustomer(world: World, { sid, conversationSid }: ConversationParticipant): void {
  const channel = channelOfConversation(world, conversationSid)
  const inside = channel === undefined ? [] : participantsOf(world, channel.sid)
  const customer = inside.find((row) => row.type === 'customer' && row.conversationParticipantSid === sid)
  if (customer !== undefined) closeParticipant(world, customer)
}
