import type {
  Interaction,
  InteractionChannel,
  InteractionParticipant,
  Invite,
  Transfer,
} from '../services/interactions/state.ts'
import type { StateReason } from '../services/conversations/conversation-state.ts'
import type {
  Conversation,
  ConversationParticipant,
  ConversationStateName,
  ConversationUser,
  Message,
} from '../services/conversations/state.ts'
import type { Sink } from '../services/event-streams/state.ts'
import type { SyncDocument, SyncList, SyncListItem, SyncMap, SyncMapItem } from '../services/sync/state.ts'
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workflow,
} from '../services/taskrouter/state.ts'

/**
 * Everything that happens in the world, in the words of the product in which it happens. Webhooks, sockets and other
 * products are readers of this one feed; no product calls a transport.
 */
export type Change =
  | { readonly kind: 'task.created' | 'task.updated'; readonly task: Task }
  | { readonly kind: 'task.wrapup' | 'task.completed'; readonly task: Task }
  | { readonly kind: 'task.canceled' | 'task.deleted' | 'task.system-deleted'; readonly task: Task }
  | { readonly kind: TaskRoutingKind; readonly task: Task }
  | { readonly kind: ReservationKind; readonly reservation: Reservation; readonly task: Task }
  | { readonly kind: WorkerKind; readonly worker: Worker }
  | { readonly kind: WorkerChannelKind; readonly worker: Worker; readonly channel: WorkerChannel }
  | { readonly kind: TaskQueueKind; readonly taskQueue: TaskQueue }
  | { readonly kind: 'workflow.created' | 'workflow.updated' | 'workflow.deleted'; readonly workflow: Workflow }
  | { readonly kind: 'activity.created' | 'activity.updated' | 'activity.deleted'; readonly activity: Activity }
  | { readonly kind: TaskChannelKind; readonly taskChannel: TaskChannel }
  | { readonly kind: 'workspace.updated' }
  | { readonly kind: 'interaction.created'; readonly interaction: Interaction }
  | { readonly kind: 'channel.created' | 'channel.updated'; readonly channel: InteractionChannel }
  | { readonly kind: 'invite.created'; readonly invite: Invite }
  | { readonly kind: InteractionParticipantKind; readonly participant: InteractionParticipant }
  | {
      /** An agent accepted, and could not be brought in. */
      readonly kind: 'participant.add-failed'
      readonly channel: InteractionChannel
      readonly task: Task
      readonly reservation: Reservation
      readonly error: { readonly code: number; readonly message: string }
    }
  | { readonly kind: 'transfer.created' | 'transfer.updated'; readonly transfer: Transfer }
  | { readonly kind: 'conversation.created' | 'conversation.updated'; readonly conversation: Conversation }
  | {
      readonly kind: 'conversation.state-updated'
      readonly conversation: Conversation
      readonly from: ConversationStateName
      readonly reason: StateReason
    }
  | {
      readonly kind: 'conversation.deleted'
      readonly conversation: Conversation
      /** Who was in it, and is no more. */
      readonly participants: readonly ConversationParticipant[]
    }
  | { readonly kind: ConversationParticipantKind; readonly participant: ConversationParticipant }
  | { readonly kind: 'message.added' | 'message.updated' | 'message.removed'; readonly message: Message }
  | { readonly kind: 'conversation-user.created' | 'conversation-user.updated'; readonly user: ConversationUser }
  | { readonly kind: 'sink.tested'; readonly sink: Sink }
  | { readonly kind: SyncDocumentKind; readonly document: SyncDocument }
  | { readonly kind: 'sync-map.created' | 'sync-map.updated' | 'sync-map.removed'; readonly map: SyncMap }
  | { readonly kind: SyncMapItemKind; readonly item: SyncMapItem }
  | { readonly kind: 'sync-list.created' | 'sync-list.updated' | 'sync-list.removed'; readonly list: SyncList }
  | { readonly kind: SyncListItemKind; readonly item: SyncListItem }

type TaskRoutingKind =
  | 'task-queue.entered'
  | 'task-queue.timeout'
  | 'task-queue.moved'
  | 'workflow.entered'
  | 'workflow.target-matched'
  | 'workflow.timeout'
  | 'workflow.skipped'

type ReservationKind =
  | 'reservation.created'
  | 'reservation.accepted'
  | 'reservation.rejected'
  | 'reservation.timeout'
  | 'reservation.canceled'
  | 'reservation.rescinded'
  | 'reservation.wrapup'
  | 'reservation.completed'

type WorkerKind = 'worker.created' | 'worker.activity.update' | 'worker.attributes.update' | 'worker.deleted'

type WorkerChannelKind = 'worker.capacity.update' | 'worker.channel.availability.update'

type TaskQueueKind = 'task-queue.created' | 'task-queue.deleted' | 'task-queue.expression.updated'

type TaskChannelKind = 'task-channel.created' | 'task-channel.updated' | 'task-channel.deleted'

type InteractionParticipantKind = 'participant.joined' | 'participant.left' | 'participant.updated'

type ConversationParticipantKind =
  | 'conversation-participant.added'
  | 'conversation-participant.updated'
  | 'conversation-participant.removed'

type SyncDocumentKind = 'sync-document.created' | 'sync-document.updated' | 'sync-document.removed'

type SyncMapItemKind = 'sync-map-item.created' | 'sync-map-item.updated' | 'sync-map-item.removed'

type SyncListItemKind = 'sync-list-item.created' | 'sync-list-item.updated' | 'sync-list-item.removed'
