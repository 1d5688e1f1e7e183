import type { Seen } from '@conversation-transfer/transfer'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConversationKey } from '../host/messaging-task.ts'
import type { Person } from './people.ts'
import type { LiveInvite, PastTransfer } from './transfer-attributes.ts'

/** What the desktop knows of a conversation of its agent. */
export interface KnownConversation {
  readonly key: ConversationKey
  readonly people: readonly Person[]
  readonly invites: readonly LiveInvite[]
  readonly transfers: readonly PastTransfer[]
  /** The newest answer of `look`; undefined before the first. */
  readonly seen: Seen | undefined
  /** When that answer came, in milliseconds since 1970. */
  readonly seenAtMs: number
  /** When this desktop saw an invite end, by its `transferId`; those that had ended before are not here. */
  readonly sawEndAtMs: Readonly<Record<string, number>>
  /** The command that has been sent and not been answered. */
  readonly command: CommandUnderWay | undefined
}

export interface CommandUnderWay {
  readonly kind: 'transfer' | 'invite' | 'cancelInvite' | 'remove' | 'leave'
  /** The target, the invite's task or the participant that it is about. */
  readonly about: string | undefined
}

export interface KnownConversations {
  /** By the sid of the conversation. */
  readonly conversations: Readonly<Record<string, KnownConversation>>
  /** Full names of workers by sid, for those who are not in the conversation. */
  readonly workerNames: Readonly<Record<string, string>>
}

export type KnownStore = StoreApi<KnownConversations>

export function createKnownStore(): KnownStore {
  return createStore<KnownConversations>(() => ({ conversations: {}, workerNames: {} }))
}

export function begin(store: KnownStore, key: ConversationKey): void {
  store.setState(({ conversations }) => ({
    conversations: { ...conversations, [key.conversationSid]: nothingKnown(key) },
  }))
}

export function nothingKnown(key: ConversationKey): KnownConversation {
  return {
    key,
    people: [],
    invites: [],
    transfers: [],
    seen: undefined,
    seenAtMs: 0,
    sawEndAtMs: {},
    command: undefined,
  }
}

/** Does nothing for a conversation that is not known any more. */
export function change(store: KnownStore, conversationSid: string, changed: Partial<KnownConversation>): void {
  store.setState((state) => {
    const known = state.conversations[conversationSid]
    if (known === undefined) return state
    return { conversations: { ...state.conversations, [conversationSid]: { ...known, ...changed } } }
  })
}

export function forget(store: KnownStore, conversationSid: string): void {
  store.setState(({ conversations }) => {
    const { [conversationSid]: _forgotten, ...rest } = conversations
    return { conversations: rest }
  })
}

/** Whether the conversation goes on without its agent: somebody else is inside, or invited. */
export function goesOnWithoutMe({ people, invites }: KnownConversation): boolean {
  return invites.length > 0 || people.some(({ kind, isMe }) => kind !== 'customer' && !isMe)
}
