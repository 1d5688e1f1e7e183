import type { Done } from '@conversation-transfer/transfer'
import type { CommandUnderWay } from '../conversations/known-conversations.ts'
import type { Say } from '../strings/strings.ts'

/** What has come of a command, in a sentence. */
export function doneText(say: Say, kind: CommandUnderWay['kind'], name: string, done: Done): string {
  switch (done.of) {
    case 'invite':
      return say(kind === 'transfer' ? 'DoneTransferred' : 'DoneInvited', { name })
    case 'cancel':
      return done.state === 'accepted' ? say('DoneCanceledTooLate', { name }) : say('DoneCanceled')
    case 'departure':
      return departureText(say, kind, name, done.conversation)
  }
}

function departureText(
  say: Say,
  kind: CommandUnderWay['kind'],
  name: string,
  conversation: Extract<Done, { of: 'departure' }>['conversation'],
): string {
  switch (conversation) {
    case 'closed':
    case 'inactive':
      return say('DoneClosed')
    case 'requeued':
      return say('DoneRequeued')
    case 'goesOn':
    case 'stranded':
      return kind === 'remove' ? say('DoneRemoved', { name }) : say('DoneLeft')
  }
}
