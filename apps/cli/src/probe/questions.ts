import type { Question } from './question.ts'
import { channelCloseCancelsInvites } from './questions/channel-close-cancels-invites.ts'
import { channelCloseClosesConversation } from './questions/channel-close-closes-conversation.ts'
import { closedTwice } from './questions/closed-twice.ts'
import { completedTaskLeavesChannel } from './questions/completed-task-leaves-channel.ts'
import { declinedDirectTask } from './questions/declined-direct-task.ts'
import { declinedWorkerRungAgain } from './questions/declined-worker-rung-again.ts'
import { deletedTaskReservations } from './questions/deleted-task-reservations.ts'
import { directInviteIgnoresCapacity } from './questions/direct-invite-ignores-capacity.ts'
import { interactionsReadLagMs } from './questions/interactions-read-lag-ms.ts'
import { inviteCreatedStatus } from './questions/invite-created-status.ts'
import { inviteKeepsConversationId } from './questions/invite-keeps-conversation-id.ts'
import { inviteToClosedChannel } from './questions/invite-to-closed-channel.ts'
import { inviteWithQueueAlone } from './questions/invite-with-queue-alone.ts'
import { invitesListTask } from './questions/invites-list-task.ts'
import { joinWakesChannel } from './questions/join-wakes-channel.ts'
import { mediaPropertiesDelayMs } from './questions/media-properties-delay-ms.ts'
import { mediaPropertiesForAccount } from './questions/media-properties-for-account.ts'
import { mixedTypes } from './questions/mixed-types.ts'
import { notInNull } from './questions/not-in-null.ts'
import { removedParticipantLeavesChannel } from './questions/removed-participant-leaves-channel.ts'
import { routingDelayMs } from './questions/routing-delay-ms.ts'
import { sameWorkerTwice } from './questions/same-worker-twice.ts'
import { statisticsLagMs } from './questions/statistics-lag-ms.ts'
import { taskListLagMs } from './questions/task-list-lag-ms.ts'
import { taskStatusWithFields } from './questions/task-status-with-fields.ts'
import { taskrouterAcceptJoinsChannel } from './questions/taskrouter-accept-joins-channel.ts'
import { unmatchedTask } from './questions/unmatched-task.ts'
import { wrappingTakesCapacity } from './questions/wrapping-takes-capacity.ts'
import { wrapupLeavesConversation } from './questions/wrapup-leaves-conversation.ts'

/** In the order of docs/twilio-behaviour.md. */
export const QUESTIONS: readonly Question[] = [
  taskStatusWithFields,
  taskListLagMs,
  deletedTaskReservations,
  wrappingTakesCapacity,
  routingDelayMs,
  unmatchedTask,
  declinedWorkerRungAgain,
  declinedDirectTask,
  notInNull,
  mixedTypes,
  statisticsLagMs,
  directInviteIgnoresCapacity,
  inviteWithQueueAlone,
  sameWorkerTwice,
  interactionsReadLagMs,
  closedTwice,
  channelCloseCancelsInvites,
  completedTaskLeavesChannel,
  wrapupLeavesConversation,
  taskrouterAcceptJoinsChannel,
  invitesListTask,
  inviteKeepsConversationId,
  mediaPropertiesForAccount,
  mediaPropertiesDelayMs,
  inviteCreatedStatus,
  joinWakesChannel,
  removedParticipantLeavesChannel,
  inviteToClosedChannel,
  channelCloseClosesConversation,
]
