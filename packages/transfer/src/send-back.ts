import { fallbackQueue } from './fallback-queue.ts'
import { taskOf } from './inside.ts'
import type { InviteMark } from './invite-mark.ts'
import type { RememberedTask } from './memory.ts'
import type { InviteTarget, Observation, ObservedInvite, Read } from './observation.ts'
import type { Policy } from './policy.ts'
import { queueTarget, repairInvite, sourceTask, workerTarget } from './repair-invite.ts'
import type { Step } from './step.ts'

export type OurInvite = ObservedInvite & { readonly mark: InviteMark }

export interface UnfollowedInvite {
  readonly observation: Observation
  readonly policy: Policy
  /** The invite that nobody followed. */
  readonly invite: OurInvite
  /** What is known of the last task, if Twilio has deleted it. */
  readonly rememberedTask?: RememberedTask | undefined
}

/** How a conversation goes back to where it came from. */
export type SentBack =
  | { readonly kind: 'unread'; readonly reads: readonly [Read, ...Read[]] }
  /** `isShortened`: the note and the reason did not fit any more. */
  | { readonly kind: 'steps'; readonly steps: readonly [Step, ...Step[]]; readonly isShortened: boolean }
  | { readonly kind: 'helpless'; readonly because: string }

/** Back to whoever handed the conversation over, if they have not been asked yet and are available; else to the fallback queue. */
export function sendBack({ observation, policy, invite, rememberedTask }: UnfollowedInvite): SentBack {
  const target = targetBack(observation, policy, invite)
  if (target === undefined) return { kind: 'helpless', because: 'The transfer workflow has no queue for the rest.' }
  if ('of' in target) return { kind: 'unread', reads: [target] }
  const source = sourceTask(observation, invite.taskSid, rememberedTask)
  if (source === undefined) return { kind: 'helpless', because: 'No task of this conversation is known any more.' }
  const content = { observation, source, failed: invite.mark, attempt: attemptAfter(invite), target }
  const { step, isShortened, charactersOver } = repairInvite(content)
  if (charactersOver > 0) return { kind: 'helpless', because: `Its task attributes are ${charactersOver} too long.` }
  const [first, ...others] = closedWrapups(observation, target)
  return { kind: 'steps', steps: first === undefined ? [step] : [first, ...others, step], isShortened }
}

export function attemptAfter({ mark }: OurInvite): number {
  return mark.attempt + 1
}

/** The sender is asked once, and not if it was the sender who did not follow. */
function targetBack(
  observation: Observation,
  policy: Policy,
  { mark: { attempt, fromWorkerSid }, target }: OurInvite,
): InviteTarget | Read | undefined {
  if (attempt === 1 && fromWorkerSid !== undefined && target?.sid !== fromWorkerSid) {
    const worker = observation.onDemand?.workers?.[fromWorkerSid]
    if (worker === undefined) return { of: 'worker', sid: fromWorkerSid }
    if (worker.available) return workerTarget(worker)
  }
  const queueSid = fallbackQueue(observation, policy)
  if (queueSid === 'unread') return { of: 'workflow' }
  return queueSid === undefined ? undefined : queueTarget(queueSid)
}

/** An agent who is still wrapping up this very conversation would be in it twice. */
function closedWrapups(observation: Observation, target: InviteTarget): Step[] {
  const { channel, participants } = observation
  return participants
    .filter((one) => one.workerSid === target.sid && taskOf(observation, one)?.status === 'wrapping')
    .map(({ participantSid }) => ({ kind: 'closeParticipant', channel, participantSid, status: 'closed' }))
}
