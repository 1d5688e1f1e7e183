import type { ITask } from '@twilio/flex-ui'
import { conversationOf, isAccepted } from '../host/messaging-task.ts'
import { ConversationWatch, type WatchOptions } from './conversation-watch.ts'
import { begin, forget } from './known-conversations.ts'

/** A watch for each conversation that the agent is in. */
export class ConversationWatches {
  readonly #options: Omit<WatchOptions, 'key' | 'task'>
  readonly #watches = new Map<string, ConversationWatch>()
  #ends: readonly (() => void)[] = []

  constructor(options: Omit<WatchOptions, 'key' | 'task'>) {
    this.#options = options
  }

  start(): void {
    const { host } = this.#options
    this.#ends = [
      host.onTasksChanged(() => this.#follow()),
      host.onConversationChanged((conversationSid, what) => this.#watches.get(conversationSid)?.hears(what)),
    ]
    this.#follow()
  }

  stop(): void {
    for (const end of this.#ends) end()
    for (const conversationSid of this.#watches.keys()) this.#end(conversationSid)
  }

  of(conversationSid: string): ConversationWatch | undefined {
    return this.#watches.get(conversationSid)
  }

  #follow(): void {
    const accepted = this.#options.host.tasks().filter(isAccepted)
    const current = new Set(accepted.map((task) => this.#begin(task)))
    for (const conversationSid of this.#watches.keys()) {
      if (!current.has(conversationSid)) this.#end(conversationSid)
    }
  }

  /** The conversation's sid, whether or not it was watched before. */
  #begin(task: ITask): string | undefined {
    const key = conversationOf(task)
    if (key === undefined || this.#watches.has(key.conversationSid)) return key?.conversationSid
    const watch = new ConversationWatch({ ...this.#options, key, task })
    this.#watches.set(key.conversationSid, watch)
    begin(this.#options.store, key)
    watch.start()
    return key.conversationSid
  }

  #end(conversationSid: string): void {
    this.#watches.get(conversationSid)?.stop()
    this.#watches.delete(conversationSid)
    forget(this.#options.store, conversationSid)
  }
}
