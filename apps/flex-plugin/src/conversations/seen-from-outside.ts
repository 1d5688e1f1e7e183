import type { Seen } from '@conversation-transfer/transfer'
import type { Person } from './people.ts'
import type { LiveInvite } from './transfer-attributes.ts'

/** An agent of whom only the server has told; the name comes with the names of workers. */
export function toPerson({ participantSid, workerSid }: Seen['agents'][number]): Person {
  return { participantSid, workerSid, kind: 'agent', name: '', isMe: false }
}

/** An invite of which only the server has told: since when, and at whom it rings, stands in the attributes alone. */
export function toInvite(invite: Seen['invites'][number]): LiveInvite {
  return { ...invite, ringingAt: undefined, createdAtMs: undefined }
}
