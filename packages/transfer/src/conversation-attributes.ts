import { sameJson, type JsonObject } from './json.ts'
import { liveInvites, type LiveInvite } from './invites.ts'
import { isoTime } from './iso-time.ts'
import type { Observation } from './observation.ts'
import { isOneConversation } from './one-conversation.ts'
import { transferHistory, type TransferHistory } from './transfer-history.ts'
import type { TaskSid } from './sid.ts'

/**
 * The two keys of ours in the conversation's attributes. They are a projection for the UI, rebuilt whole from what is
 * observed: no decision rests on them, so it does no harm when somebody else overwrites them.
 */
export interface ConversationAttributes {
  /** The live invites, by the sid of the invite's task. */
  readonly invites: Readonly<Record<TaskSid, InviteEntry>>
  readonly conversationTransfer: TransferHistory
}

/** The first five keys are those of the Flex template, so that what reads its invites can read ours. */
export interface InviteEntry {
  readonly invitesTaskSid: TaskSid
  readonly targetSid: string
  readonly targetName: string
  readonly inviteTargetType: 'Worker' | 'Queue'
  /** ISO 8601. */
  readonly timestampCreated: string
  readonly mode: 'cold' | 'warm'
  readonly state: LiveInvite['state']
  /** The worker at whom it rings. */
  readonly ringingAt?: string
}

export function projectAttributes(observation: Observation): ConversationAttributes {
  const entries = liveInvites(observation).map((invite) => [invite.task.sid, toEntry(invite)] as const)
  return { invites: Object.fromEntries(entries), conversationTransfer: transferHistory(observation) }
}

/** What has to be written into the conversation's attributes; undefined if they already say it, or cannot be written. */
export function outdatedAttributes(observation: Observation): ConversationAttributes | undefined {
  const { attributes, state } = observation.conversation
  if (attributes === undefined || (state !== 'active' && state !== 'inactive')) return undefined
  if (!isOneConversation(observation)) return undefined
  const projected = projectAttributes(observation)
  const neverTransferred = projected.conversationTransfer.transfers.length === 0
  const isCurrent =
    sameJson(attributes['invites'] ?? {}, projected.invites) &&
    (neverTransferred || sameJson(attributes['conversationTransfer'], projected.conversationTransfer))
  return isCurrent ? undefined : projected
}

/** The attributes with our two keys replaced and all others as they are. */
export function mergeAttributes(attributes: JsonObject, keys: ConversationAttributes): JsonObject {
  return { ...attributes, invites: keys.invites, conversationTransfer: keys.conversationTransfer }
}

function toEntry({ task, mark, target, state }: LiveInvite): InviteEntry {
  const ringing = task.reservations.findLast(({ status }) => status === 'pending')
  return {
    invitesTaskSid: task.sid,
    targetSid: target.sid,
    targetName: target.name,
    inviteTargetType: target.type === 'worker' ? 'Worker' : 'Queue',
    timestampCreated: isoTime(task.createdAtMs),
    mode: mark.mode,
    state,
    ...(ringing === undefined ? {} : { ringingAt: ringing.workerSid }),
  }
}
