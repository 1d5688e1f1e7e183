import type { WebchatCustomer } from '@conversation-transfer/playground/view/customer.ts'
import { Client, type Conversation, type Media, type Message, type Participant } from '@twilio/conversations'
import type { PhoneFile } from '../message.ts'
import { NEW_CHAT, withMessage, withReader, withTyping, type ChatMessage, type ChatState } from './chat-state.ts'

/** So much of the history is shown to a customer who returns. */
const HISTORY_MAX = 50
/** A customer whom the SDK does not tell of their conversation for so long is told that something is wrong. */
const JOIN_MS_MAX = 20_000

interface ChatSessionOptions {
  readonly customer: WebchatCustomer
  /** A new token, when the present one is about to expire. */
  readonly renew: () => Promise<string>
}

/** One customer's conversation on Twilio's own SDK. Begins at once; `close` ends the connection, not the conversation. */
export class ChatSession {
  readonly #client: Client
  readonly #customer: WebchatCustomer
  readonly #listeners = new Set<() => void>()
  readonly #giveUp: ReturnType<typeof setTimeout>
  /** Rejected if the SDK could not get in. */
  readonly #entered = Promise.withResolvers<Conversation>()
  #state: ChatState = NEW_CHAT

  constructor({ customer, renew }: ChatSessionOptions) {
    this.#customer = customer
    // Whoever writes is told; while nobody writes, the state tells it.
    this.#entered.promise.catch(() => undefined)
    this.#client = new Client(customer.token, { logLevel: 'silent' })
    this.#giveUp = setTimeout(() => this.#fail(), JOIN_MS_MAX)
    this.#client.on('conversationJoined', (conversation) => {
      if (conversation.sid === customer.conversationSid) void this.#enter(conversation).catch(() => this.#fail())
    })
    this.#client.on('initFailed', () => this.#fail())
    this.#client.on('connectionStateChanged', (state) => {
      this.#change((before) => ({ ...before, isConnected: state === 'connected' || state === 'connecting' }))
    })
    this.#client.on('tokenAboutToExpire', () => {
      // Without a new token the connection is lost after a while, which is shown.
      void renew().then(
        (token) => this.#client.updateToken(token),
        () => this.#change((before) => ({ ...before, isConnected: false })),
      )
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): ChatState => this.#state

  /** As soon as the chat is connected. */
  async write(body: string): Promise<void> {
    await (await this.#entered.promise).sendMessage(body)
  }

  async attach(file: File): Promise<void> {
    const media = { contentType: file.type || 'application/octet-stream', filename: file.name, media: file }
    await (await this.#entered.promise).prepareMessage().addMedia(media).build().send()
  }

  /** The SDK itself sees to it that this is not told too often. */
  type(): void {
    // Nobody misses an indicator that did not get through.
    void this.#entered.promise.then((conversation) => conversation.typing()).catch(() => undefined)
  }

  async leave(): Promise<void> {
    await (await this.#entered.promise).leave()
    this.#change((before) => ({ ...before, phase: 'ended', typing: [] }))
  }

  close(): void {
    clearTimeout(this.#giveUp)
    this.#listeners.clear()
    // There is nothing left to do for a connection that cannot be closed.
    void this.#client.shutdown().catch(() => undefined)
  }

  async #enter(conversation: Conversation): Promise<void> {
    clearTimeout(this.#giveUp)
    this.#entered.resolve(conversation)
    this.#listen(conversation)
    this.#change((before) => ({ ...before, phase: conversation.state?.current === 'closed' ? 'ended' : 'open' }))
    const [{ items }, people] = await Promise.all([
      conversation.getMessages(HISTORY_MAX),
      conversation.getParticipants(),
    ])
    for (const message of items) await this.#take(message)
    for (const person of people) this.#read(person)
  }

  #listen(conversation: Conversation): void {
    conversation.on('messageAdded', (message) => {
      void this.#take(message)
      if (message.author !== this.#customer.identity) {
        // Whether it counts as read is for the agent's information only.
        void conversation.advanceLastReadMessageIndex(message.index).catch(() => undefined)
      }
    })
    conversation.on('messageUpdated', ({ message }) => void this.#take(message))
    conversation.on('typingStarted', ({ identity }) => this.#typing(identity, true))
    conversation.on('typingEnded', ({ identity }) => this.#typing(identity, false))
    conversation.on('participantUpdated', ({ participant }) => this.#read(participant))
    conversation.on('participantLeft', ({ identity }) => this.#typing(identity, false))
    conversation.on('removed', () => this.#change((before) => ({ ...before, phase: 'ended', typing: [] })))
    conversation.on('updated', ({ conversation: { state }, updateReasons }) => {
      if (!updateReasons.includes('state') || state === undefined) return
      if (state.current === 'closed') this.#change((before) => ({ ...before, phase: 'ended', typing: [] }))
    })
  }

  async #take(message: Message): Promise<void> {
    const bubble = await chatMessage(message, this.#customer.identity)
    this.#change((before) => withMessage(before, bubble))
  }

  #typing(identity: string | null, isTyping: boolean): void {
    if (identity === null || identity === this.#customer.identity) return
    this.#change((before) => withTyping(before, identity, isTyping))
  }

  #read({ identity, lastReadMessageIndex }: Participant): void {
    if (identity === null || identity === this.#customer.identity) return
    this.#change((before) => withReader(before, identity, lastReadMessageIndex))
  }

  #fail(): void {
    this.#entered.reject(new Error('The chat could not be connected.'))
    if (this.#state.phase === 'connecting') this.#change((before) => ({ ...before, phase: 'failed' }))
  }

  #change(change: (before: ChatState) => ChatState): void {
    this.#state = change(this.#state)
    for (const listener of this.#listeners) listener()
  }
}

async function chatMessage(message: Message, ownIdentity: string): Promise<ChatMessage> {
  const files = await Promise.all((message.attachedMedia ?? []).map(phoneFile))
  return {
    id: message.sid,
    index: message.index,
    author: message.author === ownIdentity ? undefined : (message.author ?? 'Contact center'),
    body: message.body ?? '',
    at: (message.dateCreated ?? new Date()).toISOString(),
    files: files.filter((file) => file !== undefined),
  }
}

/** Undefined if there is no address of it, as for a file that was deleted. */
async function phoneFile(media: Media): Promise<PhoneFile | undefined> {
  try {
    const url = await media.getContentTemporaryUrl()
    return url === null ? undefined : { url, contentType: media.contentType, filename: media.filename ?? 'file' }
  } catch {
    return undefined
  }
}
