import type { Step } from '@conversation-transfer/transfer'

/**
 * Steps that take something away which no later look gives back: somebody is out, a conversation has ended, an invite is
 * over. They are what repairs are limited by: whatever is wrong with us or with Twilio, it does not close everybody's chat.
 * An invite too many is seen by an agent and can be canceled; a list of invites is only a picture.
 */
const DESTRUCTIVE: Readonly<Record<Step['kind'], boolean>> = {
  closeParticipant: true,
  closeChannel: true,
  closeConversation: true,
  cancelTask: true,
  completeTask: true,
  createInvite: false,
  rejectReservation: false,
  refreshInside: false,
  writeInvites: false,
  claim: false,
  removeClaim: false,
}

export function countDestructive(steps: readonly Step[]): number {
  return steps.filter(({ kind }) => DESTRUCTIVE[kind]).length
}

/** Whether nothing but the picture of the invites is drawn anew, which goes on even while repairs are frozen. */
export function isOnlyDrawing(steps: readonly Step[]): boolean {
  return steps.every(({ kind }) => kind === 'writeInvites')
}
