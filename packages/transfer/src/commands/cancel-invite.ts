import type { CancelInviteCommand } from '../command.ts'
import type { CancelOutcome, Decision } from '../decision.ts'
import { canceledBy, sentBackBy } from '../end-reason.ts'
import { agentsInside } from '../inside.ts'
import { liveInvites, taskOfInvite } from '../invites.ts'
import type { Observation, PresentTask } from '../observation.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type RefusalCode } from '../refusal.ts'
import { repairTransferId } from '../repair-invite.ts'
import { staleInvites } from '../rules/invites-outdated.ts'
import { attemptAfter, sendBack, type OurInvite } from '../send-back.ts'
import { howItEnded } from '../transfer-history.ts'
import { notYetOrRefused, whyNotBy } from './standing.ts'

/**
 * An invite that nobody has followed is taken back; that somebody was faster is an answer and no error. Where nobody is
 * inside, the customer would be left with nobody: there the conversation is sent back to where it came from.
 */
export function decideCancelInvite(command: CancelInviteCommand, observation: Observation, policy: Policy): Decision {
  const { caller, inviteTaskSid } = command
  if (!policy.enabled) return refused('not_enabled')
  const code = whyNotBy(caller, observation)
  if (code !== undefined) return notYetOrRefused(caller, observation, code)
  if (!isOneConversation(observation)) return refused('conversation_not_of_channel')
  const invite = observation.invites.find(({ taskSid }) => taskSid === inviteTaskSid)
  if (invite?.mark === undefined) return refused('invite_not_found')
  const ours = { ...invite, mark: invite.mark }
  const task = taskOfInvite(observation, ours)
  if (task.status === 'pending' || task.status === 'reserved') {
    return cancel({ command, observation, policy }, ours, task)
  }
  if (task.status !== 'canceled') {
    return done(observation, command, howItEnded(observation, ours) === undefined ? 'ended' : 'accepted')
  }
  switch (task.reason) {
    case canceledBy(caller.workerSid):
      return done(observation, command, 'canceled')
    case sentBackBy(caller.workerSid):
      return finishSendingBack({ command, observation, policy }, ours)
    default:
      return done(observation, command, 'ended')
  }
}

interface Cancellation {
  readonly command: CancelInviteCommand
  readonly observation: Observation
  readonly policy: Policy
}

function cancel({ command, observation, policy }: Cancellation, invite: OurInvite, task: PresentTask): Decision {
  const { workerSid } = command.caller
  if (staysWithoutIt(observation, invite)) return cancelTask(task, canceledBy(workerSid))
  // Only one who cancels gets it done (If-Match), so only one goes on to make the invite that leads back.
  const back = sendBack({ observation, policy, invite })
  switch (back.kind) {
    case 'unread':
      return { kind: 'read', reads: back.reads }
    case 'helpless':
      return refused('nowhere_to_send_back')
    case 'steps':
      return cancelTask(task, sentBackBy(workerSid))
  }
}

function cancelTask({ sid, etag }: PresentTask, reason: string): Decision {
  return { kind: 'steps', steps: [{ kind: 'cancelTask', taskSid: sid, etag, reason }] }
}

/** Whether somebody is inside, or another invite is out. */
function staysWithoutIt(observation: Observation, { taskSid }: OurInvite): boolean {
  return agentsInside(observation).length > 0 || liveInvites(observation).some(({ task }) => task.sid !== taskSid)
}

function finishSendingBack({ command, observation, policy }: Cancellation, invite: OurInvite): Decision {
  const transferId = repairTransferId(observation, invite.mark, attemptAfter(invite))
  const isBack = observation.invites.some(({ mark }) => mark?.transferId === transferId)
  if (isBack || staysWithoutIt(observation, invite)) return done(observation, command, 'sentBack')
  const back = sendBack({ observation, policy, invite })
  switch (back.kind) {
    case 'unread':
      return { kind: 'read', reads: back.reads }
    case 'helpless':
      // It is canceled already, so this is no refusal any more.
      return done(observation, command, 'canceled')
    case 'steps':
      return { kind: 'steps', steps: back.steps }
  }
}

function done(observation: Observation, command: CancelInviteCommand, state: CancelOutcome['state']): Decision {
  const [first, ...others] = staleInvites(observation)
  if (first !== undefined) return { kind: 'steps', steps: [first, ...others] }
  return { kind: 'done', outcome: { of: 'cancel', inviteTaskSid: command.inviteTaskSid, state } }
}

function refused(code: RefusalCode): Decision {
  return { kind: 'refused', refusal: refusal(code) }
}
