import { withoutClaim } from './claim.ts'
import type { TransferCommand } from './command.ts'
import type { TransferRequest } from './commands/transfer-refusals.ts'
import { agentsInside } from './inside.ts'
import { INVITE_MARK_KEY, type InviteMark } from './invite-mark.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import type { InviteTarget, Observation, PresentTask } from './observation.ts'
import type { CreateInviteStep } from './step.ts'
import type { WorkerSid } from './sid.ts'

/** Keys that the platform writes into every task of an interaction; the old task's values would name the old invite. */
const PLATFORM_KEYS = new Set(['flexInteractionSid', 'flexInteractionChannelSid', 'flexChannelInviteSid'])

/** The invite that moves the conversation from the sender to the target. */
export function inviteStep(
  command: TransferCommand,
  observation: Observation,
  { sender, target }: TransferRequest,
): CreateInviteStep {
  const mark: InviteMark = {
    transferId: command.transferId,
    mode: 'cold',
    fromWorkerSid: sender.workerSid,
    fromParticipantSid: sender.participant.participantSid,
    attempt: 1,
    targetName: target.name,
    ...(command.note === undefined ? {} : { note: command.note }),
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  }
  const inviteTarget: InviteTarget = { type: target.type, sid: target.sid, name: target.name }
  const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
  return {
    kind: 'createInvite',
    channel: observation.channel,
    taskAttributes: inviteAttributes({ task: sender.task, mark, target: inviteTarget, inside }),
    taskChannelUniqueName: sender.task.taskChannelUniqueName,
    priority: sender.task.priority,
    mark,
    target: inviteTarget,
  }
}

interface InviteContent {
  readonly task: PresentTask
  readonly mark: InviteMark
  readonly target: InviteTarget
  /** Workers whom the workflow must not choose. */
  readonly inside: readonly WorkerSid[]
}

/** Everything that the task knew, and on top of it what the workflow routes by and what makes the invite ours. */
function inviteAttributes({ task, mark, target, inside }: InviteContent): JsonObject {
  const carried = Object.entries(withoutClaim(task.attributes)).filter(([key]) => !PLATFORM_KEYS.has(key))
  return {
    ...Object.fromEntries(carried),
    conversations: linkedTo(task),
    transferTargetType: target.type,
    transferTargetSid: target.sid,
    transferQueueName: target.type === 'queue' ? target.name : '',
    workerSidsInConversation: [...new Set(inside)].sort(),
    [INVITE_MARK_KEY]: mark,
  }
}

/** Reports count tasks with the same `conversation_id` as one conversation; the first task's sid becomes that id. */
function linkedTo({ sid, attributes }: PresentTask): JsonObject {
  const conversations = isJsonObject(attributes['conversations']) ? attributes['conversations'] : {}
  return { ...conversations, conversation_id: conversations['conversation_id'] ?? sid }
}
