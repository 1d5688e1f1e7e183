import type { ITask } from '@twilio/flex-ui'
import { conversationOf, isAccepted, type ConversationKey } from '../host/messaging-task.ts'
import { ConversationWatch, type WatchOptions } from './conversation-watch.ts'
import { begin, forget } from './known-conversations.ts'

/** A watch for each conversation that the agent is in. */
export class ConversationWatches {
  readonly #options: Omit<WatchOptions, 'key' | 'task'>
  readonly #watches = new Map<string, ConversationWatch>()
  /** Those of them that are seen from outside, with the number of views in which they are. */
  readonly #lookedOn = new Map<string, number>()
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

  /** For a supervisor who looks on; returns what ends it. One who is inside follows it already. */
  lookOn(key: ConversationKey): () => void {
    const { conversationSid } = key
    const views = this.#lookedOn.get(conversationSid) ?? 0
    if (views === 0 && this.#watches.has(conversationSid)) return () => {}
    if (views === 0) this.#add(key, undefined)
    this.#lookedOn.set(conversationSid, views + 1)
    return () => this.#lookAway(conversationSid)
  }

  #lookAway(conversationSid: string): void {
    const views = this.#lookedOn.get(conversationSid)
    if (views === undefined) return
    if (views === 1) this.#end(conversationSid)
    else this.#lookedOn.set(conversationSid, views - 1)
  }

  #follow(): void {
    const accepted = this.#options.host.tasks().filter(isAccepted)
    const current = new Set(accepted.map((task) => this.#begin(task)))
    for (const conversationSid of this.#watches.keys()) {
      if (!current.has(conversationSid) && !this.#lookedOn.has(conversationSid)) this.#end(conversationSid)
    }
  }

  /** The conversation's sid, whether or not it was watched before. */
  #begin(task: ITask): string | undefined {
    const key = conversationOf(task)
    if (key === undefined) return undefined
    // Somebody who looked on has come in: from inside, more is seen.
    if (this.#lookedOn.has(key.conversationSid)) this.#end(key.conversationSid)
    if (!this.#watches.has(key.conversationSid)) this.#add(key, task)
    return key.conversationSid
  }

  #add(key: ConversationKey, task: ITask | undefined): void {
    const watch = new ConversationWatch({ ...this.#options, key, task })
    this.#watches.set(key.conversationSid, watch)
    begin(this.#options.store, key)
    watch.start()
  }

  #end(conversationSid: string): void {
    this.#watches.get(conversationSid)?.stop()
    this.#watches.delete(conversationSid)
    this.#lookedOn.delete(conversationSid)
    forget(this.#options.store, conversationSid)
  }
}
