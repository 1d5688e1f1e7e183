import type { KnownConversation } from '../conversations/known-conversations.ts'
import type { Settings } from '../settings/settings.ts'
import type { Say } from '../strings/strings.ts'

/** What may be begun with a conversation; each with the reason why not, in words, or undefined if it may. */
export interface Availability {
  readonly transfer: string | undefined
  readonly invite: string | undefined
  /** The arrow in the header. It waits while somebody is to come already; who else is to join is asked from the list of people. */
  readonly arrow: string | undefined
}

/** The server's own reasons, so that what it would refuse is disabled beforehand and says why. */
export function availability(known: KnownConversation, settings: Settings, say: Say): Availability {
  if (known.command !== undefined) return everything(say('FailedSending'))
  const { transfer, invite } = known.seen?.refusals ?? {}
  // What is switched off is not there at all, and the invites are news that come before the server's answer.
  const isInviteOut = known.invites.length > 0 || transfer?.code === 'invite_outstanding'
  const whyNotOut = isInviteOut ? say.refusal({ code: 'invite_outstanding', message: '' }) : undefined
  const whyNot = {
    transfer: settings.isColdTransferOn ? (whyNotOut ?? (transfer && say.refusal(transfer))) : '',
    invite: settings.isMultiParticipantOn ? invite && say.refusal(invite) : '',
  }
  const isAnyPossible = whyNot.transfer === undefined || whyNot.invite === undefined
  const whyNotAny = isAnyPossible ? undefined : whyNot.transfer || whyNot.invite
  return { ...whyNot, arrow: settings.isColdTransferOn ? (whyNotOut ?? whyNotAny) : whyNotAny }
}

function everything(reason: string): Availability {
  return { transfer: reason, invite: reason, arrow: reason }
}
