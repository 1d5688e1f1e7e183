import { CLAIM_KEY, liveClaims, taskToClaim, withClaim } from '../claim.ts'
import type { TransferCommand } from '../command.ts'
import type { Decision, TransferOutcome } from '../decision.ts'
import { agentsInside } from '../inside.ts'
import { inviteStep } from '../invite-step.ts'
import type { Observation, ObservedInvite, ObservedTask, PresentTask } from '../observation.ts'
import { isFollowed, taskOfInvite } from '../invites.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { invitesOutdated } from '../rules/invites-outdated.ts'
import type { ClaimStep, Step } from '../step.ts'
import { charactersOver } from '../task-attributes.ts'
import { remarksOn } from '../target.ts'
import { howItEnded, type TransferEnd } from '../transfer-history.ts'
import { refuseTransfer, type TransferRequest } from './transfer-refusals.ts'

/**
 * A cold transfer goes: claim, invite, release of the sender. Each time round one of them is missing; a transfer whose
 * invite exists already, made by this request or an earlier one, is finished before any refusal is considered.
 */
export function decideTransfer(command: TransferCommand, observation: Observation, policy: Policy): Decision {
  const invite = observation.invites.find(({ mark }) => mark?.transferId === command.transferId)
  if (invite !== undefined) return finishTransfer({ command, observation, policy, invite })
  if (isUnderWay(command, observation)) return { kind: 'busy', withSameTransfer: true }
  const request = refuseTransfer(command, observation, policy)
  if ('code' in request) return refused(request)
  return startTransfer(command, observation, request)
}

/**
 * Another delivery of this very request has claimed, and its invite is not visible yet: Twilio's lists lag behind. Any
 * refusal would speak of a world that is about to be gone.
 */
function isUnderWay({ transferId, requestId }: TransferCommand, observation: Observation): boolean {
  return liveClaims(observation).some((claim) => claim.transferId === transferId && claim.requestId !== requestId)
}

function startTransfer(command: TransferCommand, observation: Observation, request: TransferRequest): Decision {
  const claims = liveClaims(observation)
  if (claims.some(({ requestId }) => requestId !== command.requestId)) return { kind: 'busy', withSameTransfer: false }
  const invite = inviteStep(command, observation, request)
  // The platform puts its own keys back into the new task, so they count although they are not sent.
  const over = charactersOver({ ...request.sender.task.attributes, ...invite.taskAttributes, [CLAIM_KEY]: undefined })
  if (over > 0) return refused(tooLarge(over))
  if (claims.length > 0) return { kind: 'steps', steps: [invite] }
  return claimFirst(command, observation)
}

function claimFirst(command: TransferCommand, observation: Observation): Decision {
  const task = taskToClaim(observation)
  if (task === undefined) return refused(refusal('sender_not_inside'))
  const step = claimStep(command, observation, task)
  const over = charactersOver(withClaim(step.taskAttributes, step.claim))
  return over > 0 ? refused(tooLarge(over)) : { kind: 'steps', steps: [step] }
}

function claimStep(command: TransferCommand, observation: Observation, task: PresentTask): ClaimStep {
  const { transferId, requestId } = command
  const claim = { transferId, requestId, at: observation.observedAtMs }
  return { kind: 'claim', taskSid: task.sid, etag: task.etag, taskAttributes: task.attributes, claim }
}

interface StartedTransfer {
  readonly command: TransferCommand
  readonly observation: Observation
  readonly policy: Policy
  readonly invite: ObservedInvite
}

function finishTransfer({ command, observation, policy, invite }: StartedTransfer): Decision {
  const task = taskOfInvite(observation, invite)
  if (!isSameTransfer(command, invite)) return refused(refusal('transfer_id_taken'))
  if (!isOneConversation(observation)) return refused(refusal('conversation_not_of_channel'))
  const ended = howItEnded(observation, invite)
  const release = releaseSender(observation, policy, invite)
  // The sender is all that the customer has once nobody can follow the invite any more.
  const leavesNobody = release.length > 0 && ended !== 'no' && !isFollowed(observation, task)
  if (ended === 'canceled' || leavesNobody) return refused(refusal('transfer_ended'))
  const [first, ...others] = [...release, ...invitesOutdated.mend(observation)]
  if (first !== undefined) return { kind: 'steps', steps: [first, ...others] }
  return { kind: 'done', outcome: outcomeOf(observation, task, ended) }
}

function isSameTransfer({ caller, target }: TransferCommand, { mark, target: asked }: ObservedInvite): boolean {
  const isSender = caller.workerSid === mark?.fromWorkerSid || caller.isSupervisor
  return isSender && target.type === asked?.type && target.sid === asked.sid
}

function outcomeOf(observation: Observation, task: ObservedTask, ended: TransferEnd | undefined): TransferOutcome {
  const inviteTaskSid = task.sid
  if (ended !== 'no' || task.status === 'gone') {
    return { inviteTaskSid, state: ended === 'accepted' ? 'accepted' : 'unknown', remarks: [] }
  }
  return { inviteTaskSid, state: 'waiting', remarks: remarksOn(observation.target, task.taskChannelUniqueName) }
}

function releaseSender(observation: Observation, policy: Policy, invite: ObservedInvite): Step[] {
  const sender = agentsInside(observation).find(
    ({ participant }) => participant.participantSid === invite.mark?.fromParticipantSid,
  )
  if (sender === undefined) return []
  const { participantSid } = sender.participant
  return [{ kind: 'closeParticipant', channel: observation.channel, participantSid, status: policy.wrapup }]
}

function refused(reason: Refusal): Decision {
  return { kind: 'refused', refusal: reason }
}

function tooLarge(over: number): Refusal {
  const { code, message } = refusal('attributes_too_large')
  return { code, message: `${message} Shorten them by ${over} characters.`, charactersOver: over }
}
