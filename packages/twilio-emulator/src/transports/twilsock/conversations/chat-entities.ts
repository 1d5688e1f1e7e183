import { createHash } from 'node:crypto'
import { participantsNamed, participantsOf, messagesOf } from '../../../services/conversations/conversation-contents.ts'
import { haveMet, mayOpen } from '../../../services/conversations/membership.ts'
import type { Conversation, ConversationParticipant } from '../../../services/conversations/state.ts'
import { workerIdentity } from '../../../services/iam/worker-identity.ts'
import type { World } from '../../../world/world.ts'
import type { Presence } from '../presence.ts'
import type { Session } from '../session.ts'
import type { Entity, EntityItem, EntityKind, EntitySource } from '../sync/entity.ts'
import { conversationData, memberItem, messageItem, ownConversationItem, userItems } from './chat-data.ts'
import { entityNames, userEntityNames } from './entity-names.ts'

const OF_CONVERSATION = /^(CH[0-9a-f]{32})\.(channel|messages|roster)$/
const OF_USER = /^(.+)\.(info|conversations)$/

const SID = /^(ET|MP|ES)[0-9a-f]{32}$/
const SID_PREFIXES = { document: 'ET', map: 'MP', list: 'ES' } as const

/** What a conversation consists of for the SDK. */
const PARTS = {
  channel: { kind: 'document', name: 'conversation', items: () => [] },
  messages: { kind: 'list', name: 'messages', items: (world, sid) => messagesOf(world, sid).map(messageItem) },
  roster: {
    kind: 'map',
    name: 'participants',
    items: (world, sid) => participantsOf(world, sid).map(memberItem).sort(byKey),
  },
} as const satisfies Readonly<Record<string, PartDescription>>

interface PartDescription {
  readonly kind: EntityKind
  readonly name: keyof ReturnType<typeof entityNames>
  readonly items: (world: World, conversationSid: string) => readonly EntityItem[]
}

type Part = keyof typeof PARTS

function isPart(text: string): text is Part {
  return text in PARTS
}

/**
 * The Sync objects that the Conversations SDK lives of (TS-10): a document, a roster and a list of messages for each
 * conversation, two maps for each user. They are known by name; a sid is given to each that a client reads.
 */
export class ChatEntities implements EntitySource {
  readonly #world: World
  readonly #presence: Presence
  readonly #names = new Map<string, string>()

  constructor(world: World, presence: Presence) {
    this.#world = world
    this.#presence = presence
  }

  worldReset(): void {
    this.#names.clear()
  }

  find(kind: EntityKind, sidOrName: string): Entity | undefined {
    const name = SID.test(sidOrName) ? this.#nameOf(sidOrName) : sidOrName
    const entity = this.#ofConversation(name) ?? this.#ofUser(name)
    if (entity?.kind !== kind) return undefined
    this.#names.set(entity.sid, name)
    return entity
  }

  /** Lets the user's own objects be found by sid, also in a world that does not know the user yet. */
  admit(identity: string): void {
    for (const name of Object.values(userEntityNames(identity))) this.#names.set(sidFor('map', name), name)
  }

  /** The objects of a conversation that is gone, for those who were in it. */
  ofDeleted(conversation: Conversation, participants: readonly ConversationParticipant[]): readonly Entity[] {
    const isOpenTo = ({ identity }: Session): boolean => participants.some((left) => left.identity === identity)
    const parts = ['channel', 'messages', 'roster'] as const
    return parts.map((part) => ({ ...this.#entity(conversation, part), isOpenTo }))
  }

  /**
   * Pages that were open before the emulator was started again ask by sid for what they have never asked for by name here.
   * So whatever is not known is looked for among all that there is.
   */
  #nameOf(sid: string): string {
    if (!this.#names.has(sid)) this.#learnNames()
    return this.#names.get(sid) ?? sid
  }

  #learnNames(): void {
    const { conversations, taskrouter } = this.#world
    for (const conversation of conversations.conversations.all()) {
      for (const part of ['channel', 'messages', 'roster'] as const) {
        const { sid, key } = this.#entity(conversation, part)
        this.#names.set(sid, key)
      }
    }
    const identities = new Set([
      ...taskrouter.workers.all().map((worker) => workerIdentity(worker).identity),
      ...conversations.users.all().map(({ identity }) => identity),
      ...conversations.participants.all().map(({ identity }) => identity),
      // Desktops look up who has written, too.
      ...conversations.messages.all().map(({ author }) => author),
    ])
    for (const identity of identities) {
      if (identity === undefined) continue
      for (const name of Object.values(userEntityNames(identity))) this.#names.set(sidFor('map', name), name)
    }
  }

  #ofConversation(name: string): Entity | undefined {
    const [, sid = '', part = ''] = OF_CONVERSATION.exec(name) ?? []
    const conversation = this.#world.conversations.conversations.get(sid)
    return conversation === undefined || !isPart(part) ? undefined : this.#entity(conversation, part)
  }

  #entity(conversation: Conversation, part: Part): Entity {
    const { kind, name, items } = PARTS[part]
    const { sid, createdAtMs, updatedAtMs } = conversation
    const world = this.#world
    const key = entityNames(sid)[name]
    return {
      kind,
      key,
      // Those of an earlier world had the same names, and were others (TS-7).
      sid: sidFor(kind, `${world.generation} ${key}`),
      uniqueName: key,
      revision: '0',
      createdAtMs,
      updatedAtMs,
      expiresAtMs: undefined,
      isOpenTo: ({ identity }) => mayOpen(world, conversation, identity),
      data: () => (kind === 'document' ? conversationData(world, sid) : undefined),
      items: () => items(world, sid),
    }
  }

  #ofUser(name: string): Entity | undefined {
    const [, identity, part] = OF_USER.exec(name) ?? []
    if (identity === undefined) return undefined
    const world = this.#world
    // Of these the sid is the same in every world: pages that were open find them again (TS-7).
    const fields = { sid: sidFor('map', name), name }
    if (part === 'conversations') {
      const isOpenTo = (session: Session): boolean => session.identity === identity
      return userEntity({ ...fields, isOpenTo, items: () => ownConversations(world, identity) })
    }
    const isOpenTo = (session: Session): boolean => mayKnow(world, session, identity)
    const items = (): readonly EntityItem[] => userItems(world, identity, this.#presence.isOnline(identity))
    return userEntity({ ...fields, isOpenTo, items })
  }
}

function userEntity({
  name,
  ...fields
}: Pick<Entity, 'sid' | 'isOpenTo' | 'items'> & { readonly name: string }): Entity {
  return {
    ...fields,
    kind: 'map',
    key: name,
    uniqueName: name,
    revision: '0',
    createdAtMs: 0,
    updatedAtMs: 0,
    expiresAtMs: undefined,
    data: () => undefined,
  }
}

/** Staff know everybody; a customer knows those in the same conversation (TS-14). */
export function mayKnow(world: World, { identity, workerSid }: Session, other: string): boolean {
  return workerSid !== undefined || identity === other || haveMet(world, identity, other)
}

/** A closed conversation is not among them any more (TS-12). */
function ownConversations(world: World, identity: string): ReturnType<Entity['items']> {
  const memberships = participantsNamed(world, { identity })
  const open = memberships.filter(({ conversationSid }) => {
    return world.conversations.conversations.get(conversationSid)?.state !== 'closed'
  })
  return open.map(ownConversationItem).sort(byKey)
}

function byKey(left: { readonly key: string | number }, right: { readonly key: string | number }): number {
  return left.key < right.key ? -1 : 1
}

function sidFor(kind: EntityKind, text: string): string {
  return `${SID_PREFIXES[kind]}${createHash('sha256').update(`${kind} ${text}`).digest('hex').slice(0, 32)}`
}
