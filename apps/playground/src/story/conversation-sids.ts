import type { LoggedChange } from '@conversation-transfer/twilio-emulator'

/** A task is told of before the invite that says whose it is. */
const PASSES = 2

/** Everything that is of this conversation, by sid: the interaction, its channel, tasks, reservations, people, messages. */
export function sidsOfConversation(changes: readonly LoggedChange[], conversationSid: string): ReadonlySet<string> {
  const sids = new Set([conversationSid])
  for (let pass = 0; pass < PASSES; pass++) {
    for (const logged of changes) {
      const { owner, owned } = belonging(logged)
      if (sids.has(owner)) for (const sid of owned) sids.add(sid)
    }
  }
  return sids
}

/** Whether the change is about something of the conversation. */
export function isAbout(logged: LoggedChange, sids: ReadonlySet<string>): boolean {
  return sids.has(belonging(logged).owner)
}

interface Belonging {
  /** The sid of what the change is a part of; empty if it is a part of no conversation. */
  readonly owner: string
  /** What belongs to whatever the owner belongs to. */
  readonly owned: readonly string[]
}

const NOBODYS: Belonging = { owner: '', owned: [] }

function belonging({ change }: LoggedChange): Belonging {
  if ('channel' in change && 'conversationSid' in change.channel) {
    const { conversationSid, sid, interactionSid } = change.channel
    return { owner: conversationSid, owned: [sid, interactionSid] }
  }
  if ('conversation' in change) return { owner: change.conversation.sid, owned: [] }
  if ('message' in change) return { owner: change.message.conversationSid, owned: [change.message.sid] }
  if ('invite' in change) return { owner: change.invite.channelSid, owned: [change.invite.sid, change.invite.taskSid] }
  if ('transfer' in change) return { owner: change.transfer.channelSid, owned: [change.transfer.sid] }
  if ('interaction' in change) return { owner: change.interaction.channelSid, owned: [change.interaction.sid] }
  if ('participant' in change) {
    const { participant } = change
    const owner = 'channelSid' in participant ? participant.channelSid : participant.conversationSid
    return { owner, owned: [participant.sid] }
  }
  if ('reservation' in change) return { owner: change.reservation.taskSid, owned: [change.reservation.sid] }
  if ('task' in change) return { owner: change.task.sid, owned: [] }
  return NOBODYS
}
