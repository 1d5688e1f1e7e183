import type { LeaveCommand, RemoveCommand } from '../command.ts'
import type { Decision } from '../decision.ts'
import { agentsInside, taskOf } from '../inside.ts'
import type { Observation, ObservedParticipant } from '../observation.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type RefusalCode } from '../refusal.ts'
import type { CloseParticipantStep } from '../step.ts'
import { joiningTask, waitingTasks } from '../waiting.ts'
import { notYetOrRefused, whyNotBy, whyNotInChannel } from './standing.ts'

/** One agent goes, and the conversation goes on with those who stay, or who are on their way. */
export function decideDeparture(
  command: LeaveCommand | RemoveCommand,
  observation: Observation,
  policy: Policy,
): Decision {
  return command.kind === 'leave'
    ? decideLeave(command, observation, policy)
    : decideRemove(command, observation, policy)
}

const GONE: Decision = { kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } }

function decideLeave(command: LeaveCommand, observation: Observation, policy: Policy): Decision {
  if (!policy.enabled) return refused('not_enabled')
  if (!isOneConversation(observation)) return refused('conversation_not_of_channel')
  const own = ownParticipant(command, observation)
  if (own === undefined) return whyNotHere(command, observation)
  if (command.ends === 'wrapup') return endWrapup(observation, own)
  if (!isInside(observation, own)) return GONE
  const code = whyNotInChannel(observation) ?? whyNobodyStays(observation, own)
  return code === undefined ? close(observation, own, policy.wrapup) : refused(code)
}

/** What is left of somebody in wrap-up keeps nobody company: it may always go. */
function endWrapup(observation: Observation, own: ObservedParticipant): Decision {
  const status = taskOf(observation, own)?.status
  if (status === 'wrapping') return close(observation, own, 'closed')
  // Somebody may be in the list a second time: what this command has ended is ended all the same.
  const hasEnded = own.workerSid !== undefined && observation.departedWorkerSids?.includes(own.workerSid) === true
  return status === 'assigned' && !hasEnded ? refused('not_in_wrapup') : GONE
}

function decideRemove(command: RemoveCommand, observation: Observation, policy: Policy): Decision {
  const { caller, participantSid } = command
  if (!policy.enabled) return refused('not_enabled')
  const removed = observation.participants.find((participant) => participant.participantSid === participantSid)
  const code = whyNotBy(caller, observation)
  if (removed === undefined && mayComeYet(observation)) {
    return { kind: 'notVisibleYet', refusal: refusal(code ?? 'busy') }
  }
  // Whoever removes themselves leaves; and whoever has done so is told the same as somebody who has left.
  const isOwn = removed === undefined ? code !== undefined : removed.workerSid === caller.workerSid
  if (isOwn) return decideLeave({ ...command, kind: 'leave', ends: 'conversation' }, observation, policy)
  if (code !== undefined) return notYetOrRefused(caller, observation, code)
  if (!isOneConversation(observation)) return refused('conversation_not_of_channel')
  if (removed === undefined) return GONE
  if (removed.type !== 'agent') return refused('participant_not_agent')
  if (taskOf(observation, removed)?.status === 'completed') return GONE
  const reason = whyNotInChannel(observation) ?? whyNobodyStays(observation, removed)
  // Not wrap-up, whatever is configured: whether that ends the reading along is not documented (IN-27).
  return reason === undefined ? close(observation, removed, 'closed') : refused(reason)
}

/** Somebody who has just come is not in Twilio's list yet, and not gone; unless it was this command that they went by. */
function mayComeYet(observation: Observation): boolean {
  const hasWorked = observation.departedWorkerSids !== undefined
  return !hasWorked && waitingTasks(observation).some(({ status }) => status === 'assigned')
}

/** The participant that goes: the one that the client names, else whichever is inside, else one in wrap-up. */
function ownParticipant(
  { caller, participantSid }: LeaveCommand,
  observation: Observation,
): ObservedParticipant | undefined {
  const own = observation.participants.filter(
    ({ type, workerSid }) => type === 'agent' && workerSid === caller.workerSid,
  )
  if (participantSid !== undefined) return own.find((participant) => participant.participantSid === participantSid)
  return own.find((participant) => isInside(observation, participant)) ?? own[0]
}

/** Somebody who has left already, perhaps by an earlier delivery of this request, is told so. */
function whyNotHere({ caller }: LeaveCommand, observation: Observation): Decision {
  // They may have been asked in again meanwhile: what they wanted to leave is left all the same.
  if (observation.departedWorkerSids?.includes(caller.workerSid) === true) return GONE
  const wasHere = observation.tasks.some(
    (task) => task.status !== 'gone' && task.reservations.some(({ workerSid }) => workerSid === caller.workerSid),
  )
  const isJoining = joiningTask(observation, caller.workerSid) !== undefined
  return wasHere && !isJoining ? GONE : notYetOrRefused(caller, observation, 'caller_not_inside')
}

function whyNobodyStays(observation: Observation, leaving: ObservedParticipant): RefusalCode | undefined {
  // Somebody who is inside twice is not their own company.
  const others = agentsInside(observation).filter(({ workerSid }) => workerSid !== leaving.workerSid)
  const isFollowed = waitingTasks(observation, leaving.taskSid).length > 0
  return others.length > 0 || isFollowed ? undefined : 'nobody_would_stay'
}

function isInside(observation: Observation, participant: ObservedParticipant): boolean {
  return agentsInside(observation).some((agent) => agent.participant === participant)
}

function close(
  { channel }: Observation,
  { participantSid }: ObservedParticipant,
  status: CloseParticipantStep['status'],
): Decision {
  return { kind: 'steps', steps: [{ kind: 'closeParticipant', channel, participantSid, status }] }
}

function refused(code: RefusalCode): Decision {
  return { kind: 'refused', refusal: refusal(code) }
}
