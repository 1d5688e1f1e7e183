import type { KnownConversation } from '../conversations/known-conversations.ts'
import type { Settings } from '../settings/settings.ts'
import type { Say } from '../strings/strings.ts'

/** What may be begun with a conversation; each with the reason why not, in words, or undefined if it may. */
export interface Availability {
  readonly transfer: string | undefined
  readonly invite: string | undefined
}

/** The server's own reasons, so that what it would refuse is disabled beforehand and says why. */
export function availability(known: KnownConversation, settings: Settings, say: Say): Availability {
  if (known.command !== undefined) return { transfer: say('FailedSending'), invite: say('FailedSending') }
  const { transfer, invite } = known.seen?.refusals ?? {}
  // What is switched off is not there at all, and the invites are news that come before the server's answer.
  const isInviteOut = known.invites.length > 0 && say.refusal({ code: 'invite_outstanding', message: '' })
  return {
    transfer: settings.isColdTransferOn ? isInviteOut || (transfer && say.refusal(transfer)) || undefined : '',
    invite: settings.isMultiParticipantOn ? invite && say.refusal(invite) : '',
  }
}
