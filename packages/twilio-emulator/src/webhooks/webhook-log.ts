import type { Clock } from '../world/clock.ts'
import type { WebhookFault } from '../faults/fault.ts'
import type { Webhook } from './webhook.ts'

/** Older webhooks give way to newer ones. */
const WEBHOOKS_MAX = 5000

/** A webhook on its way, as `GET /__emulator/webhooks` shows it. One that a fault doubles is there twice. */
export interface LoggedWebhook {
  readonly number: number
  /** When what it tells of happened. */
  readonly at: string
  readonly eventType: string
  readonly url: string
  readonly parameters: Readonly<Record<string, string>>
  /** The kind of the fault that struck it. */
  readonly fault: WebhookFault['kind'] | null
  readonly state: 'waiting' | 'under-way' | 'arrived' | 'failed' | 'dropped'
  readonly attempts: number
  /** What the last attempt was answered; null without an answer. */
  readonly status: number | null
  /** From what it tells of to the last answer; null until then, and for one that never left. */
  readonly durationMs: number | null
}

/** What becomes of one of them. */
export interface WebhookEntry {
  attempt(): void
  answered(status: number): void
  end(state: 'arrived' | 'failed' | 'dropped'): void
}

/** The webhooks in the order of what they tell of. */
export class WebhookLog {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #webhooks = new Map<number, LoggedWebhook>()
  #number = 0

  constructor(clock: Clock, onChange: () => void = () => {}) {
    this.#clock = clock
    this.#onChange = onChange
  }

  begin({ eventType, url, parameters }: Webhook, fault: LoggedWebhook['fault']): WebhookEntry {
    this.#number += 1
    const number = this.#number
    const atMs = this.#clock.now()
    const at = new Date(atMs).toISOString()
    const begun = { number, at, eventType, url, parameters, fault, state: 'waiting', attempts: 0 } as const
    this.#put({ ...begun, status: null, durationMs: null })
    if (this.#webhooks.size > WEBHOOKS_MAX) this.#webhooks.delete(number - WEBHOOKS_MAX)
    return {
      attempt: () => this.#change(number, ({ attempts }) => ({ state: 'under-way', attempts: attempts + 1 })),
      answered: (status) => this.#change(number, () => ({ status })),
      end: (state) => {
        const durationMs = state === 'dropped' ? null : this.#clock.now() - atMs
        this.#change(number, () => ({ state, durationMs }))
      },
    }
  }

  all(): LoggedWebhook[] {
    return [...this.#webhooks.values()]
  }

  /** Numbers go on, so that one that was under way does not come back as another. */
  clear(): void {
    this.#webhooks.clear()
    this.#onChange()
  }

  /** Does nothing about one that was forgotten meanwhile. */
  #change(number: number, change: (before: LoggedWebhook) => Partial<LoggedWebhook>): void {
    const before = this.#webhooks.get(number)
    if (before !== undefined) this.#put({ ...before, ...change(before) })
  }

  #put(webhook: LoggedWebhook): void {
    this.#webhooks.set(webhook.number, webhook)
    this.#onChange()
  }
}
