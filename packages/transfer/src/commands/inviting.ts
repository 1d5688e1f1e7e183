import { CLAIM_KEY, liveClaims, taskToClaim, withClaim } from '../claim.ts'
import type { InvitingCommand } from '../command.ts'
import type { Decision, InviteOutcome } from '../decision.ts'
import { agentsInside } from '../inside.ts'
import type { InviteMark } from '../invite-mark.ts'
import { inviteStep } from '../invite-step.ts'
import type { Observation, ObservedTask, PresentTask } from '../observation.ts'
import { isFollowed, taskOfInvite } from '../invites.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { staleInvites } from '../rules/invites-outdated.ts'
import type { OurInvite } from '../send-back.ts'
import type { ClaimStep, CreateInviteStep, Step } from '../step.ts'
import { charactersOver } from '../task-attributes.ts'
import { remarksOn } from '../target.ts'
import { howItEnded, type TransferEnd } from '../transfer-history.ts'
import { refuseInviting, type AllowedInvite } from './inviting-refusals.ts'
import { notYetOrRefused } from './standing.ts'

/**
 * A transfer goes: claim, invite, release of the sender; an invite goes without the last. Each time round one of them is
 * missing. What exists already, made by this request or an earlier one, is finished before any refusal is considered.
 */
export function decideInviting(command: InvitingCommand, observation: Observation, policy: Policy): Decision {
  const invite = observation.invites.find((one): one is OurInvite => one.mark?.transferId === command.transferId)
  if (invite !== undefined) return finish({ command, observation, policy, invite })
  if (isUnderWay(command, observation)) return { kind: 'busy', withSameTransfer: true }
  const allowed = refuseInviting(command, observation, policy)
  if ('code' in allowed) return notYetOrRefused(command.caller, observation, allowed.code)
  return start(command, observation, allowed)
}

/**
 * Another delivery of this very request has claimed, and its invite is not visible yet: Twilio's lists lag behind. Any
 * refusal would speak of a world that is about to be gone.
 */
function isUnderWay({ transferId, requestId }: InvitingCommand, observation: Observation): boolean {
  return liveClaims(observation).some((claim) => claim.transferId === transferId && claim.requestId !== requestId)
}

function start(command: InvitingCommand, observation: Observation, allowed: AllowedInvite): Decision {
  const claims = liveClaims(observation)
  if (claims.some(({ requestId }) => requestId !== command.requestId)) return { kind: 'busy', withSameTransfer: false }
  const invite = inviteFor(command, observation, allowed)
  // The platform puts its own keys back into the new task, so they count although they are not sent.
  const over = charactersOver({ ...allowed.sender.task.attributes, ...invite.taskAttributes, [CLAIM_KEY]: undefined })
  if (over > 0) return refused(tooLarge(over))
  if (claims.length > 0) return { kind: 'steps', steps: [invite] }
  return claimFirst(command, observation, allowed.sender.task)
}

function inviteFor(
  command: InvitingCommand,
  observation: Observation,
  { sender, target }: AllowedInvite,
): CreateInviteStep {
  const mark: InviteMark = {
    transferId: command.transferId,
    mode: command.kind === 'transfer' ? 'cold' : 'warm',
    fromWorkerSid: command.kind === 'transfer' ? sender.workerSid : command.caller.workerSid,
    ...(command.kind === 'transfer' ? { fromParticipantSid: sender.participant.participantSid } : {}),
    attempt: 1,
    targetName: target.name,
    note: command.note,
    reason: command.reason,
  }
  const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
  return inviteStep({
    channel: observation.channel,
    source: sender.task,
    mark,
    target: { type: target.type, sid: target.sid, name: target.name },
    inside,
  })
}

function claimFirst(command: InvitingCommand, observation: Observation, sendersTask: PresentTask): Decision {
  const step = claimStep(command, observation, taskToClaim(observation) ?? sendersTask)
  const over = charactersOver(withClaim(step.taskAttributes, step.claim))
  return over > 0 ? refused(tooLarge(over)) : { kind: 'steps', steps: [step] }
}

function claimStep(command: InvitingCommand, observation: Observation, task: PresentTask): ClaimStep {
  const { transferId, requestId } = command
  const claim = { transferId, requestId, at: observation.observedAtMs }
  return { kind: 'claim', taskSid: task.sid, etag: task.etag, taskAttributes: task.attributes, claim }
}

interface StartedInvite {
  readonly command: InvitingCommand
  readonly observation: Observation
  readonly policy: Policy
  readonly invite: OurInvite
}

function finish({ command, observation, policy, invite }: StartedInvite): Decision {
  const task = taskOfInvite(observation, invite)
  if (!isSameRequest(command, invite)) return refused(refusal('transfer_id_taken'))
  if (!isOneConversation(observation)) return refused(refusal('conversation_not_of_channel'))
  const ended = howItEnded(observation, invite)
  const release = releaseSender(observation, policy, invite)
  // The sender is all that the customer has once nobody can follow the invite any more.
  const leavesNobody = release.length > 0 && ended !== 'no' && !isFollowed(observation, task)
  if (ended === 'canceled' || ended === 'declined' || ended === 'timed_out' || leavesNobody) {
    return refused(refusal('transfer_ended'))
  }
  const [first, ...others] = [...release, ...staleInvites(observation)]
  if (first !== undefined) return { kind: 'steps', steps: [first, ...others] }
  return { kind: 'done', outcome: outcomeOf(observation, task, ended) }
}

function isSameRequest({ kind, caller, target }: InvitingCommand, { mark, target: asked }: OurInvite): boolean {
  const isSender = caller.workerSid === mark.fromWorkerSid || caller.isSupervisor
  const isSameKind = mark.mode === (kind === 'transfer' ? 'cold' : 'warm')
  return isSender && isSameKind && target.sid === asked?.sid
}

function outcomeOf(observation: Observation, task: ObservedTask, ended: TransferEnd | undefined): InviteOutcome {
  const inviteTaskSid = task.sid
  if (ended !== 'no' || task.status === 'gone') {
    return { of: 'invite', inviteTaskSid, state: ended === 'accepted' ? 'accepted' : 'unknown', remarks: [] }
  }
  const remarks = remarksOn(observation.target, task.taskChannelUniqueName)
  return { of: 'invite', inviteTaskSid, state: 'waiting', remarks }
}

function releaseSender(observation: Observation, policy: Policy, invite: OurInvite): Step[] {
  const { mark } = invite
  if (mark.mode !== 'cold') return []
  if (policy.release === 'on_accept' && howItEnded(observation, invite) === 'no') return []
  const sender = agentsInside(observation).find(
    ({ participant }) => participant.participantSid === mark.fromParticipantSid,
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
