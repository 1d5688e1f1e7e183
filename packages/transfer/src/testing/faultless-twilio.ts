import { observationAfter } from '../observation-after.ts'
import type { Observation } from '../observation.ts'
import type { Step, StepResult } from '../step.ts'
import { inviteTask, testSid } from './chat.ts'

/** The task of an invite that a step makes; not the one of the fixtures, which may be there already. */
export const CREATED_TASK = testSid('WT', 60)

/** What is known after a step on a Twilio where nothing goes wrong. */
export function performFaultlessly(seen: Observation, step: Step): Observation {
  return observationAfter(seen, resultOf(step, seen))
}

function resultOf(step: Step, seen: Observation): StepResult {
  switch (step.kind) {
    case 'claim':
      return { kind: 'claimed', step, etag: '4' }
    case 'removeClaim':
      return { kind: 'claimRemoved' }
    case 'createInvite': {
      const task = { ...inviteTask('pending'), sid: CREATED_TASK }
      return { kind: 'inviteCreated', step, inviteSid: testSid('KG', 60), task }
    }
    case 'closeParticipant':
      return { kind: 'participantClosed', step }
    case 'closeChannel':
      return { kind: 'channelClosed', step }
    case 'closeConversation':
      return { kind: 'conversationClosed' }
    case 'cancelTask':
    case 'completeTask':
      return { kind: 'taskEnded', step }
    case 'refreshInside':
      return { kind: 'insideRefreshed', step, etag: '5' }
    case 'rejectReservation':
      return { kind: 'reservationRejected', step }
    case 'writeInvites':
      return { kind: 'invitesWritten', attributes: { ...seen.conversation.attributes, ...step.keys } }
  }
}
