import { z } from 'zod'

/** Somebody who is in a conversation. */
export interface Person {
  readonly participantSid: string
  readonly kind: 'customer' | 'agent' | 'supervisor'
  /** Undefined for customers. */
  readonly workerSid: string | undefined
  readonly name: string
  readonly isMe: boolean
}

/** Somebody in the conversation itself, by what the Conversations SDK tells. */
export interface Member {
  readonly sid: string
  readonly identity: string | undefined
  readonly name: string | undefined
}

export interface PeopleOptions {
  /** The answer of Flex's `task.getParticipants`. */
  readonly participants: unknown
  readonly members: readonly Member[]
  readonly ownWorkerSid: string
  /** For a customer whom nothing else names. */
  readonly customerName: string | undefined
}

export interface People {
  readonly people: readonly Person[]
  /**
   * False while the list and the conversation do not agree yet: a new participant comes late into the list, and who they
   * are in the conversation comes later still (IN-31).
   */
  readonly isComplete: boolean
}

/**
 * Who is inside: those of the channel's list who are in the conversation. An agent who is wrapping up is in the list and
 * not in the conversation.
 */
export function peopleIn({ participants, members, ownWorkerSid, customerName }: PeopleOptions): People {
  const listed = (z.array(z.unknown()).safeParse(participants).data ?? []).flatMap((one) => {
    const { data } = listedParticipant.safeParse(one)
    return data === undefined ? [] : [data]
  })
  const people = listed.flatMap((one): Person[] => {
    const member = memberOf(one, members)
    const kind = kindOf(one.type)
    if (kind === undefined || (member === undefined && one.mediaProperties !== undefined)) return []
    const workerSid = kind === 'customer' ? undefined : one.routingProperties?.workerSid
    return [
      {
        participantSid: one.participantSid,
        kind,
        workerSid,
        name: nameOf(one, member, kind === 'customer' ? customerName : undefined),
        isMe: workerSid !== undefined && workerSid === ownWorkerSid,
      },
    ]
  })
  return {
    people: people.toSorted((left, right) => RANK[left.kind] - RANK[right.kind]),
    isComplete:
      listed.every(({ mediaProperties }) => mediaProperties !== undefined) &&
      members.every((member) => listed.some((one) => memberOf(one, members) === member)),
  }
}

const RANK = { customer: 0, agent: 1, supervisor: 2 } as const

/** Flex has null for what is not there. */
function absentAsUndefined<Value>(schema: z.ZodType<Value>): z.ZodType<Value | undefined> {
  return schema.nullish().transform((value) => value ?? undefined)
}

const listedParticipant = z.object({
  participantSid: z.string(),
  type: z.string(),
  routingProperties: absentAsUndefined(z.object({ workerSid: z.string().optional() })),
  mediaProperties: absentAsUndefined(
    z.object({
      sid: z.string().optional(),
      identity: absentAsUndefined(z.string()),
      name: absentAsUndefined(z.string()),
      address: absentAsUndefined(z.string()),
    }),
  ),
})

type ListedParticipant = z.infer<typeof listedParticipant>

function kindOf(type: string): Person['kind'] | undefined {
  return type === 'customer' || type === 'agent' || type === 'supervisor' ? type : undefined
}

function memberOf({ mediaProperties }: ListedParticipant, members: readonly Member[]): Member | undefined {
  if (mediaProperties === undefined) return undefined
  const { sid, identity } = mediaProperties
  return members.find((member) => member.sid === sid || (identity !== undefined && member.identity === identity))
}

function nameOf(
  { mediaProperties }: ListedParticipant,
  member: Member | undefined,
  fallback: string | undefined,
): string {
  const { name, address, identity } = mediaProperties ?? {}
  return [member?.name, name, fallback, address, identity].find((text) => text !== undefined && text !== '') ?? ''
}
