import {
  conversationParticipantsOf,
  workerIdentity,
  type ConversationParticipant,
  type World,
} from '@conversation-transfer/twilio-emulator'
import { customerTitle, fullNameOf, isCustomer } from '../live/names.ts'

/** Who is who in a story. */
export interface Cast {
  readonly worker: (workerSid: string) => string
  readonly queue: (queueSid: string) => string
  readonly isCustomer: (participant: ConversationParticipant) => boolean
  readonly customer: (participant: ConversationParticipant) => string
  /** The lane of whoever wrote: a worker's, or else that of the participant. */
  readonly author: (message: { readonly author: string; readonly participantSid: string | undefined }) => {
    readonly name: string
    readonly laneId: string | undefined
  }
}

export function castOf(world: World, conversationSid: string): Cast {
  const { workers, taskQueues } = world.taskrouter
  const byIdentity = new Map(workers.all().map((worker) => [workerIdentity(worker).identity, worker]))
  const present = new Map(conversationParticipantsOf(world, conversationSid).map((row) => [row.sid, row]))
  return {
    worker: (sid) => {
      const worker = workers.get(sid)
      return worker === undefined ? 'An agent' : fullNameOf(worker)
    },
    queue: (sid) => taskQueues.get(sid)?.friendlyName ?? 'a queue',
    isCustomer: (participant) => isCustomer(world, participant),
    customer: customerTitle,
    author: ({ author, participantSid }) => {
      const worker = byIdentity.get(author)
      if (worker !== undefined) return { name: fullNameOf(worker), laneId: worker.sid }
      const participant = present.get(participantSid ?? '')
      return { name: participant === undefined ? author : customerTitle(participant), laneId: participantSid }
    },
  }
}
