import { withoutClaim } from './claim.ts'
import { INVITE_MARK_KEY, type InviteMark } from './invite-mark.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import type { InviteTarget, ObservedChannel, PresentTask } from './observation.ts'
import type { CreateInviteStep, RefreshInsideStep } from './step.ts'
import type { WorkerSid } from './sid.ts'

/** Keys that the platform writes into every task of an interaction; the old task's values would name the old invite. */
const PLATFORM_KEYS = new Set(['flexInteractionSid', 'flexInteractionChannelSid', 'flexChannelInviteSid'])

export interface InviteContent {
  readonly channel: ObservedChannel
  /** The task whose attributes, priority and task channel the invite carries on. */
  readonly source: Pick<PresentTask, 'sid' | 'attributes' | 'priority' | 'taskChannelUniqueName'>
  readonly mark: InviteMark
  readonly target: InviteTarget
  /** Workers whom the workflow must not choose. */
  readonly inside: readonly WorkerSid[]
}

/** The invite that brings somebody into the channel, with everything that was known there. */
export function inviteStep({ channel, source, mark, target, inside }: InviteContent): CreateInviteStep {
  return {
    kind: 'createInvite',
    channel,
    taskAttributes: inviteAttributes({ source, mark, target, inside }),
    taskChannelUniqueName: source.taskChannelUniqueName,
    priority: source.priority,
    mark,
    target,
  }
}

/** Everything that the task knew, and on top of it what the workflow routes by and what makes the invite ours. */
function inviteAttributes({ source, mark, target, inside }: Omit<InviteContent, 'channel'>): JsonObject {
  const carried = Object.entries(withoutClaim(source.attributes)).filter(([key]) => !PLATFORM_KEYS.has(key))
  return {
    ...Object.fromEntries(carried),
    conversations: linkedTo(source),
    transferTargetType: target.type,
    transferTargetSid: target.sid,
    transferQueueName: target.type === 'queue' ? target.name : '',
    [INSIDE_KEY]: insideList(inside),
    [INVITE_MARK_KEY]: mark,
  }
}

/** The attribute by which the workflow knows whom not to ask. Always a list: what a missing one means is open (TR-32). */
export const INSIDE_KEY = 'workerSidsInConversation'

/** The keys by which the workflow routes an invite. */
export const ROUTED_BY = ['transferTargetType', 'transferTargetSid', 'transferQueueName', INSIDE_KEY] as const

export function insideList(workerSids: readonly WorkerSid[]): WorkerSid[] {
  return [...new Set(workerSids)].sort()
}

/** The attributes of an invite's task with the list of those who are inside now. */
export function insideAttributes({ taskAttributes, workerSids }: RefreshInsideStep): JsonObject {
  return { ...taskAttributes, [INSIDE_KEY]: insideList(workerSids) }
}

/** Reports count tasks with the same `conversation_id` as one conversation; the first task's sid becomes that id. */
function linkedTo({ sid, attributes }: InviteContent['source']): JsonObject {
  const conversations = isJsonObject(attributes['conversations']) ? attributes['conversations'] : {}
  return { ...conversations, conversation_id: conversations['conversation_id'] ?? sid }
}
