import { valueAt } from './attribute-path.ts'
import { isBotsOwn } from './bots-own.ts'
import { isSupported } from './channel.ts'
import { fallbackQueue } from './fallback-queue.ts'
import { isNobodyThere } from './nobody-there.ts'
import type { RememberedTask } from './memory.ts'
import type { Observation, Read } from './observation.ts'
import type { Policy } from './policy.ts'
import { nextAttemptForChannel, queueTarget, repairInvite, sourceTask } from './repair-invite.ts'
import type { TaskSid } from './sid.ts'
import type { Step } from './step.ts'

export interface AbandonedLook {
  readonly observation: Observation
  readonly policy: Policy
  /** The task of whoever has just been taken out: it does not count as waiting, and an invite goes on from it. */
  readonly releasedTask?: TaskSid | undefined
  /** What is known of the last task, if Twilio has deleted it. */
  readonly rememberedTask?: RememberedTask | undefined
  /** When an agent was last inside, as far as anybody knows. */
  readonly agentInsideAtMs?: number | undefined
}

/** What is to become of a conversation. */
export type Fate =
  /** Somebody is there or on the way, or somebody else owns it. */
  | { readonly kind: 'goesOn' }
  | { readonly kind: 'unread'; readonly reads: readonly [Read, ...Read[]] }
  | { readonly kind: 'closed'; readonly steps: readonly [Step, ...Step[]] }
  | { readonly kind: 'inactive'; readonly steps: readonly [Step, ...Step[]] }
  | { readonly kind: 'requeued'; readonly steps: readonly [Step, ...Step[]] }
  /** It should be asked for somebody, and there is nobody to ask or nothing to ask with. */
  | { readonly kind: 'helpless'; readonly because: string }

/**
 * What becomes of a conversation that nobody is in any more: a customer who wrote last waits for an answer, and is asked
 * for somebody in the fallback queue; for all others the policy holds. Whoever calls this has made sure, by two looks,
 * that nobody is there.
 */
export function fateOf(look: AbandonedLook): Fate {
  const { observation, policy, releasedTask } = look
  if (!isNobodyThere(observation, releasedTask) || !isSupported(observation.channel)) return { kind: 'goesOn' }
  if (isParked(observation, policy)) return { kind: 'goesOn' }
  const [first, ...others] = missingReads(observation)
  if (first !== undefined) return { kind: 'unread', reads: [first, ...others] }
  if (isBotsOwn(observation, look.agentInsideAtMs)) return { kind: 'goesOn' }
  return wantsAnswer(observation) || policy.stranded === 'requeue' ? requeue(look) : endedBy(look, policy.stranded)
}

/** A park feature says so in the conversation's attributes. */
export function isParked({ conversation }: Observation, { parkedMarker }: Policy): boolean {
  return parkedMarker !== undefined && Boolean(valueAt(conversation.attributes, parkedMarker))
}

function missingReads({ onDemand }: Observation): Read[] {
  return [
    ...(onDemand?.channelTasksRead === true ? [] : [{ of: 'channelTasks' } as const]),
    ...(onDemand?.studioWebhook === undefined ? [{ of: 'studioWebhook' } as const] : []),
    ...(onDemand?.lastMessage === undefined ? [{ of: 'lastMessage' } as const] : []),
  ]
}

function wantsAnswer({ onDemand }: Observation): boolean {
  const { lastMessage } = onDemand ?? {}
  return lastMessage !== undefined && lastMessage !== 'none' && lastMessage.byCustomer !== 'no'
}

function requeue({ observation, policy, releasedTask, rememberedTask }: AbandonedLook): Fate {
  const queueSid = fallbackQueue(observation, policy)
  if (queueSid === 'unread') return { kind: 'unread', reads: [{ of: 'workflow' }] }
  if (queueSid === undefined) return { kind: 'helpless', because: 'The transfer workflow has no queue for the rest.' }
  const source = sourceTask(observation, releasedTask, rememberedTask)
  if (source === undefined) return { kind: 'helpless', because: 'No task of this conversation is known any more.' }
  const attempt = nextAttemptForChannel(observation)
  const { step, charactersOver } = repairInvite({ observation, source, attempt, target: queueTarget(queueSid) })
  if (charactersOver > 0) return { kind: 'helpless', because: `Its task attributes are ${charactersOver} too long.` }
  return { kind: 'requeued', steps: [step] }
}

function endedBy({ observation: { channel } }: AbandonedLook, how: 'close' | 'inactive'): Fate {
  return how === 'close'
    ? { kind: 'closed', steps: [{ kind: 'closeChannel', channel, status: 'closed' }] }
    : { kind: 'inactive', steps: [{ kind: 'closeChannel', channel, status: 'inactive' }] }
}
