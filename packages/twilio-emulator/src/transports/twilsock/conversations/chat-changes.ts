import { participantsOf } from '../../../services/conversations/conversation-contents.ts'
import type { Conversation, ConversationParticipant, Message } from '../../../services/conversations/state.ts'
import type { Change } from '../../../world/change.ts'
import type { World } from '../../../world/world.ts'
import type { Entity, EntityItem, EntityKind } from '../sync/entity.ts'
import { documentUpdated, entityRemoved, itemChanged, itemRemoved } from '../sync/entity-events.ts'
import type { Subscribers } from '../sync/subscribers.ts'
import { memberItem, messageItem, ownConversationItem, userItems } from './chat-data.ts'
import type { ChatEntities } from './chat-entities.ts'
import { entityNames, userEntityNames } from './entity-names.ts'

interface ChatChangesOptions {
  readonly world: World
  readonly entities: ChatEntities
  readonly subscribers: Subscribers
}

type ItemChange = 'added' | 'updated' | 'removed'

/** Tells client SDKs what has changed in Conversations, in the order in which they understand it (TS-12). */
export class ChatChanges {
  readonly #world: World
  readonly #entities: ChatEntities
  readonly #subscribers: Subscribers

  constructor({ world, entities, subscribers }: ChatChangesOptions) {
    this.#world = world
    this.#entities = entities
    this.#subscribers = subscribers
  }

  tell(change: Change): void {
    switch (change.kind) {
      case 'conversation.updated':
        return this.#conversation(change.conversation.sid)
      case 'conversation.state-updated':
        return this.#state(change.conversation)
      case 'conversation.deleted':
        return this.#deleted(change.conversation, change.participants)
      case 'conversation-participant.added':
        return this.#member(change.participant, 'added')
      case 'conversation-participant.updated':
        return this.#member(change.participant, 'updated')
      case 'conversation-participant.removed':
        return this.#member(change.participant, 'removed')
      case 'message.added':
        return this.#message(change.message, 'added')
      case 'message.updated':
        return this.#message(change.message, 'updated')
      case 'message.removed':
        return this.#message(change.message, 'removed')
      case 'conversation-user.created':
      case 'conversation-user.updated':
        return this.user(change.user.identity, ['friendlyName', 'attributes'])
      default:
    }
  }

  /** Tells these items of what is known of a user. */
  user(identity: string, keys: readonly string[], isOnline = false): void {
    const { info } = userEntityNames(identity)
    for (const item of userItems(this.#world, identity, isOnline)) {
      if (keys.includes(String(item.key))) this.#item('map', info, { item, change: 'updated' })
    }
  }

  #conversation(conversationSid: string): void {
    const { conversation } = entityNames(conversationSid)
    this.#subscribers.publish(conversation, this.#find('document', conversation), { build: documentUpdated })
  }

  /** A closed conversation looks to SDKs as if everybody had left it: first they see that it is closed. */
  #state({ sid, state }: Conversation): void {
    this.#conversation(sid)
    if (state !== 'closed') return
    for (const participant of participantsOf(this.#world, sid)) this.#own(participant, 'removed')
  }

  #deleted(conversation: Conversation, participants: readonly ConversationParticipant[]): void {
    if (conversation.state !== 'closed') for (const participant of participants) this.#own(participant, 'removed')
    for (const entity of this.#entities.ofDeleted(conversation, participants)) {
      this.#subscribers.publish(entity.key, () => entity, { build: entityRemoved })
      this.#subscribers.forget(entity.key)
    }
  }

  /** Those who are inside see the roster change before their list of conversations does: also the one who leaves. */
  #member(participant: ConversationParticipant, change: ItemChange): void {
    const { participants } = entityNames(participant.conversationSid)
    this.#item('map', participants, { item: memberItem(participant), change, leaver: participant.identity })
    this.#own(participant, change)
  }

  #own(participant: ConversationParticipant, change: ItemChange): void {
    if (participant.identity === undefined) return
    const { conversations } = userEntityNames(participant.identity)
    this.#item('map', conversations, { item: ownConversationItem(participant), change })
  }

  #message(message: Message, change: ItemChange): void {
    const { messages } = entityNames(message.conversationSid)
    this.#item('list', messages, { item: messageItem(message), change })
    if (change !== 'updated') this.#conversation(message.conversationSid)
  }

  #item(
    kind: EntityKind,
    name: string,
    {
      item,
      change,
      leaver,
    }: { readonly item: EntityItem; readonly change: ItemChange; readonly leaver?: string | undefined },
  ): void {
    this.#subscribers.publish(name, this.#find(kind, name), {
      build: (entity, id) => {
        return change === 'removed' ? itemRemoved(entity, item, id) : itemChanged(entity, change, item, id)
      },
      leaver: change === 'removed' ? leaver : undefined,
    })
  }

  #find(kind: EntityKind, name: string): () => Entity | undefined {
    return () => this.#entities.find(kind, name)
  }
}
