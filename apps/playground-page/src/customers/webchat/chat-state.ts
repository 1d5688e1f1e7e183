import type { PhoneBubble } from '../message.ts'

/**
 * What a webchat widget knows of its conversation.
 *
 * `connecting` until the SDK has the conversation, then `open`; `ended` once the customer has left or the conversation was
 * closed, and `failed` if the SDK could not get in.
 */
export interface ChatState {
  readonly phase: 'connecting' | 'open' | 'ended' | 'failed'
  /** The oldest first. */
  readonly messages: readonly ChatMessage[]
  /** Identities of those who are typing. */
  readonly typing: readonly string[]
  /** How far everybody else has read, by identity. */
  readonly readUpTo: ReadonlyMap<string, number>
  readonly isConnected: boolean
}

export interface ChatMessage extends PhoneBubble {
  readonly index: number
}

export const NEW_CHAT: ChatState = {
  phase: 'connecting',
  messages: [],
  typing: [],
  readUpTo: new Map(),
  isConnected: true,
}

/** The state with one more message, or with a newer version of one. Messages come in any order, and more than once. */
export function withMessage(state: ChatState, message: ChatMessage): ChatState {
  const others = state.messages.filter(({ id }) => id !== message.id)
  const typing = state.typing.filter((identity) => identity !== message.author)
  return { ...state, typing, messages: [...others, message].sort((one, other) => one.index - other.index) }
}

export function withTyping(state: ChatState, identity: string, isTyping: boolean): ChatState {
  const others = state.typing.filter((candidate) => candidate !== identity)
  return { ...state, typing: isTyping ? [...others, identity] : others }
}

export function withReader(state: ChatState, identity: string, index: number | null): ChatState {
  return index === null ? state : { ...state, readUpTo: new Map([...state.readUpTo, [identity, index]]) }
}

/** How the customer's newest message fared: read as soon as anybody else has read it. */
export function ownStatus({ messages, readUpTo }: ChatState): 'Read' | 'Sent' | undefined {
  const newest = messages.findLast(({ author }) => author === undefined)
  if (newest === undefined) return undefined
  return [...readUpTo.values()].some((index) => index >= newest.index) ? 'Read' : 'Sent'
}
