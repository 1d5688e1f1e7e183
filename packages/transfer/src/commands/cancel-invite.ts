import type { CancelInviteCommand } from '../command.ts'
import type { CancelOutcome, Decision } from '../decision.ts'
import { fallbackQueue } from '../fallback-queue.ts'
import { agentsInside } from '../inside.ts'
import type { InviteMark } from '../invite-mark.ts'
import { liveInvites, taskOfInvite } from '../invites.ts'
import type { InviteTarget, Observation, ObservedInvite, PresentTask, Read } from '../observation.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type RefusalCode } from '../refusal.ts'
import { queueTarget, repairInvite, repairTransferId, workerTarget } from '../repair-invite.ts'
import { staleInvites } from '../rules/invites-outdated.ts'
import type { Step } from '../step.ts'
import { howItEnded } from '../transfer-history.ts'
import { joiningTask } from '../waiting.ts'
import { whyNotBy } from './standing.ts'

/**
 * An invite that nobody has followed is taken back; that somebody was faster is an answer and no error. Where nobody is
 * inside, the customer would be left with nobody: there the conversation is sent back to where it came from.
 */
export function decideCancelInvite(command: CancelInviteCommand, observation: Observation, policy: Policy): Decision {
  const { caller, inviteTaskSid } = command
  const code = policy.enabled ? whyNotBy(caller, observation) : 'not_enabled'
  if (code !== undefined) {
    const isJoining = code === 'caller_not_inside' && joiningTask(observation, caller.workerSid) !== undefined
    return isJoining ? { kind: 'notVisibleYet', refusal: refusal(code) } : refused(code)
  }
  if (!isOneConversation(observation)) return refused('conversation_not_of_channel')
  const invite = observation.invites.find(({ taskSid }) => taskSid === inviteTaskSid)
  if (invite?.mark === undefined) return refused('invite_not_found')
  const ours = { ...invite, mark: invite.mark }
  const task = taskOfInvite(observation, ours)
  if (task.status === 'pending' || task.status === 'reserved')
    return cancel({ command, observation, policy }, ours, task)
  if (task.status !== 'canceled') {
    return done(observation, command, howItEnded(observation, ours) === undefined ? 'ended' : 'accepted')
  }
  switch (task.reason) {
    case reasonOf(command, 'Canceled'):
      return done(observation, command, 'canceled')
    case reasonOf(command, 'Sent back'):
      return sendBack({ command, observation, policy }, ours)
    default:
      return done(observation, command, 'ended')
  }
}

interface Cancellation {
  readonly command: CancelInviteCommand
  readonly observation: Observation
  readonly policy: Policy
}

type OurInvite = ObservedInvite & { readonly mark: InviteMark }

/** The reason stands in the task: a repeated request, and one that goes on, know by it what they have done. */
function reasonOf({ caller }: CancelInviteCommand, what: 'Canceled' | 'Sent back'): string {
  return `${what} by ${caller.workerSid}`
}

function cancel(cancellation: Cancellation, invite: OurInvite, { sid, etag }: PresentTask): Decision {
  const { command, observation } = cancellation
  const cancelTask = (what: 'Canceled' | 'Sent back'): Decision => {
    return { kind: 'steps', steps: [{ kind: 'cancelTask', taskSid: sid, etag, reason: reasonOf(command, what) }] }
  }
  if (staysWithoutIt(observation, invite)) return cancelTask('Canceled')
  // Only one who cancels gets it done (If-Match), so only one goes on to make the invite that leads back.
  const back = wayBack(cancellation, invite)
  return 'kind' in back ? back : cancelTask('Sent back')
}

/** Whether somebody is inside, or another invite is out. */
function staysWithoutIt(observation: Observation, { taskSid }: OurInvite): boolean {
  return agentsInside(observation).length > 0 || liveInvites(observation).some(({ task }) => task.sid !== taskSid)
}

function sendBack(cancellation: Cancellation, invite: OurInvite): Decision {
  const { command, observation } = cancellation
  const transferId = repairTransferId(observation, invite.mark, invite.mark.attempt + 1)
  const isBack = observation.invites.some(({ mark }) => mark?.transferId === transferId)
  if (isBack || staysWithoutIt(observation, invite)) return done(observation, command, 'sentBack')
  const back = wayBack(cancellation, invite)
  return 'kind' in back ? back : { kind: 'steps', steps: [back.step] }
}

/** The invite to whoever made the transfer, if they are available; else to the fallback queue. */
function wayBack({ observation, policy }: Cancellation, { mark, taskSid }: OurInvite): Decision | { step: Step } {
  const target = targetBack(observation, policy, mark)
  if (Array.isArray(target)) return { kind: 'read', reads: target }
  const source = observation.tasks.find(({ sid }) => sid === taskSid)
  if (target === undefined || source === undefined || source.status === 'gone') return refused('nowhere_to_send_back')
  const { step, charactersOver } = repairInvite({
    observation,
    source,
    failed: mark,
    attempt: mark.attempt + 1,
    target,
  })
  return charactersOver > 0 ? refused('nowhere_to_send_back') : { step }
}

function targetBack(
  observation: Observation,
  policy: Policy,
  { fromWorkerSid }: InviteMark,
): InviteTarget | [Read, ...Read[]] | undefined {
  if (fromWorkerSid !== undefined) {
    const worker = observation.onDemand?.workers?.[fromWorkerSid]
    if (worker === undefined) return [{ of: 'worker', sid: fromWorkerSid }]
    if (worker.available) return workerTarget(worker)
  }
  const queueSid = fallbackQueue(observation, policy)
  if (queueSid === 'unread') return [{ of: 'workflow' }]
  return queueSid === undefined ? undefined : queueTarget(queueSid)
}

function done(observation: Observation, command: CancelInviteCommand, state: CancelOutcome['state']): Decision {
  const [first, ...others] = staleInvites(observation)
  if (first !== undefined) return { kind: 'steps', steps: [first, ...others] }
  return { kind: 'done', outcome: { of: 'cancel', inviteTaskSid: command.inviteTaskSid, state } }
}

function refused(code: RefusalCode): Decision {
  return { kind: 'refused', refusal: refusal(code) }
}
