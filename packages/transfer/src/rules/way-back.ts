import { fallbackQueue } from '../fallback-queue.ts'
import type { InviteMark } from '../invite-mark.ts'
import { taskOfInvite } from '../invites.ts'
import { isNobodyThere } from '../nobody-there.ts'
import type { InviteTarget, Observation, ObservedInvite, Read } from '../observation.ts'
import {
  newestInvite,
  queueTarget,
  repairInvite,
  repairTransferId,
  sourceTask,
  workerTarget,
} from '../repair-invite.ts'
import type { Step } from '../step.ts'
import { howItEnded } from '../transfer-history.ts'
import { isDue, WELL, type Examination, type Look, type Repair, type Rule, type Suspicion } from './rule.ts'

/**
 * Nobody followed the newest invite, and nobody is inside: the task is over, the conversation is active, and nothing at
 * Twilio will ever happen again (IN-9, TR-22). The conversation goes back to who sent it, then to the fallback queue, and
 * there it stays for as long as it takes.
 */
export const wayBack: Rule = {
  name: 'way-back',
  isSafe: false,
  examine: (look) => {
    const invite = isNobodyThere(look.observation) ? newestInvite(look.observation) : undefined
    if (invite === undefined) return WELL
    const failed = hasFailed(look, invite)
    if (failed === 'unread') return { suspicions: [], reads: [{ of: 'verdict', taskSid: invite.taskSid }] }
    return failed ? examineFailed(look, invite) : WELL
  },
}

type OurInvite = ObservedInvite & { readonly mark: InviteMark }

/** Reasons of invites that were ended because they were not needed: no way back begins there. */
const NOT_NEEDED = /^(Canceled by|Duplicate of|The customer has left)/

function hasFailed({ observation, memory }: Look, invite: OurInvite): boolean | 'unread' {
  const verdict = memory.verdicts[invite.taskSid]
  const task = taskOfInvite(observation, invite)
  if (task.status === 'canceled') return !NOT_NEEDED.test(task.reason)
  if (task.status === 'gone' && verdict === undefined) {
    // Unknown counts as served: a customer is not sent round for want of a record.
    return observation.onDemand?.verdicts?.[invite.taskSid] === undefined ? 'unread' : false
  }
  if (verdict !== undefined) return verdict === 'failed'
  const ended = howItEnded(observation, invite)
  return ended === 'declined' || ended === 'timed_out' || ended === 'canceled'
}

function examineFailed(look: Look, invite: OurInvite): Examination {
  const { observation, policy } = look
  const attempt = invite.mark.attempt + 1
  const condition = `way-back ${repairTransferId(observation, invite.mark, attempt)}`
  const suspicion: Suspicion = { condition, graceMs: policy.lagGraceMs }
  if (!isDue(look, suspicion)) return { suspicions: [suspicion] }
  const target = targetOf(look, invite, attempt)
  if (target === undefined) return { suspicions: [suspicion], repair: undefined }
  if ('of' in target) return { suspicions: [suspicion], reads: [target] }
  const repair = back(look, { invite, attempt, target, condition })
  return { suspicions: [suspicion], repair }
}

/** The sender first, unless it is the sender who did not take it; then the fallback queue. */
function targetOf(
  { observation, policy }: Look,
  { mark: { fromWorkerSid }, target }: OurInvite,
  attempt: number,
): InviteTarget | Read | undefined {
  if (attempt === 2 && fromWorkerSid !== undefined && target?.sid !== fromWorkerSid) {
    const worker = observation.onDemand?.workers?.[fromWorkerSid]
    if (worker === undefined) return { of: 'worker', sid: fromWorkerSid }
    if (worker.available) return workerTarget(worker)
  }
  const queueSid = fallbackQueue(observation, policy)
  if (queueSid === 'unread') return { of: 'workflow' }
  return queueSid === undefined ? undefined : queueTarget(queueSid)
}

interface Way {
  readonly invite: OurInvite
  readonly attempt: number
  readonly target: InviteTarget
  readonly condition: string
}

function back({ observation, memory, policy }: Look, { invite, attempt, target, condition }: Way): Repair | undefined {
  const source = sourceTask(observation, invite.taskSid, memory.lastTask)
  if (source === undefined) return undefined
  const { step, isShortened } = repairInvite({ observation, source, failed: invite.mark, attempt, target })
  const reason = `Nobody followed the invite (attempt ${invite.mark.attempt}).`
  const isLast = attempt > policy.attempts
  return {
    condition,
    reason: isShortened ? `${reason} Its note and reason did not fit any more and were dropped.` : reason,
    steps: withWrapupsClosed(observation, target, step),
    ...(isLast ? { alarm: `A customer has been waiting for ${attempt - 1} invites that nobody followed.` } : {}),
  }
}

/** An agent who is still wrapping up this very conversation would be in it twice. */
function withWrapupsClosed(
  { channel, participants, tasks }: Observation,
  target: InviteTarget,
  step: Step,
): [Step, ...Step[]] {
  const wrapping = participants.filter(
    ({ workerSid, taskSid }) =>
      workerSid === target.sid && tasks.some(({ sid, status }) => sid === taskSid && status === 'wrapping'),
  )
  const [first, ...others]: Step[] = [
    ...wrapping.map(
      ({ participantSid }) => ({ kind: 'closeParticipant', channel, participantSid, status: 'closed' }) as const,
    ),
    step,
  ]
  return first === undefined ? [step] : [first, ...others]
}
