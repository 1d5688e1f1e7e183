import type { Step } from '@conversation-transfer/transfer'

/** What a step does, for people. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'claim':
      return `claim the conversation in the task ${step.taskSid}`
    case 'removeClaim':
      return `take the claim out of the task ${step.taskSid}`
    case 'createInvite':
      return `invite ${nameOf(step.target)} (${step.mark.mode}, attempt ${step.mark.attempt}, ${step.mark.transferId})`
    case 'closeParticipant':
      return `take the participant ${step.participantSid} out (${step.status})`
    case 'closeChannel':
      return step.status === 'closed' ? 'end the conversation for everybody' : 'make the channel inactive'
    case 'closeConversation':
      return `close the conversation ${step.conversationSid} for good`
    case 'cancelTask':
      return `cancel the task ${step.taskSid}: ${step.reason}`
    case 'completeTask':
      return `complete the task ${step.taskSid}: ${step.reason}`
    case 'refreshInside':
      return `tell the invite ${step.taskSid} who is inside: ${step.workerSids.join(', ')}`
    case 'rejectReservation':
      return `stop the ringing ${step.reservationSid} of the task ${step.taskSid}`
    case 'writeInvites':
      return `write the list of invites into the conversation's attributes (${Object.keys(step.keys.invites).length} live)`
  }
}

function nameOf({ type, sid, name }: { readonly type: string; readonly sid: string; readonly name: string }): string {
  return `${type === 'worker' ? 'the agent' : 'the queue'} ${name === '' ? sid : name}`
}
