import { agentsInside, type Command, type Known, type Observation, type Step } from '@conversation-transfer/transfer'

/**
 * What a command that failed is known to have done: an answer other than success or refusal says so, and that the same
 * request may be sent again. `failed` are the steps that were under way, of which nobody knows.
 */
export function knownEffects(command: Command, observation: Observation, failed: readonly Step[] = []): Known {
  switch (command.kind) {
    case 'transfer':
    case 'invite':
      return effectsOfInvite(command, observation, failed)
    case 'cancelInvite':
      return { inviteTaskSid: command.inviteTaskSid }
    case 'remove':
      return { departed: hasDeparted(observation, command.participantSid, failed) }
    case 'leave':
      return { departed: hasDeparted(observation, ownParticipant(command, observation), failed) }
  }
}

function effectsOfInvite(
  { kind, transferId }: Extract<Command, { kind: 'transfer' | 'invite' }>,
  observation: Observation,
  failed: readonly Step[],
): Known {
  const invite = observation.invites.find(({ mark }) => mark?.transferId === transferId)
  if (invite === undefined) return kind === 'transfer' ? { departed: 'no' } : {}
  const known = { inviteTaskSid: invite.taskSid }
  if (kind === 'invite') return known
  return { ...known, departed: hasDeparted(observation, invite.mark?.fromParticipantSid, failed) }
}

function ownParticipant(
  { caller, participantSid }: Extract<Command, { kind: 'leave' }>,
  { participants }: Observation,
): string | undefined {
  return participantSid ?? participants.find(({ workerSid }) => workerSid === caller.workerSid)?.participantSid
}

function hasDeparted(
  observation: Observation,
  participantSid: string | undefined,
  failed: readonly Step[],
): NonNullable<Known['departed']> {
  const isInside = agentsInside(observation).some(({ participant }) => participant.participantSid === participantSid)
  if (!isInside) return 'yes'
  const wasUnderWay = failed.some((step) => step.kind === 'closeParticipant' && step.participantSid === participantSid)
  return wasUnderWay ? 'unknown' : 'no'
}
