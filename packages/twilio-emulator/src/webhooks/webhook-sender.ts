import type { FaultPlan } from '../faults/fault-plan.ts'
import type { Change } from '../world/change.ts'
import { createRandom, type Random } from '../world/random.ts'
import type { World } from '../world/world.ts'
import { connectionOverrides, type ConnectionOverrides, type RetryPolicy } from './connection-overrides.ts'
import { conversationWebhooks } from './conversation-webhooks.ts'
import type { Deliver, WebhookOutcome } from './deliver.ts'
import { interactionWebhooks } from './interaction-webhooks.ts'
import { taskrouterWebhooks } from './taskrouter-webhooks.ts'
import type { Webhook } from './webhook.ts'
import type { WebhookEntry, WebhookLog } from './webhook-log.ts'
import { webhookRequest } from './webhook-request.ts'

/** More than this waiting for one address means that nobody is there: the newest are dropped. */
const WAITING_MAX = 10_000
/** A webhook that is to be overtaken goes when none has overtaken it for this long. */
const OVERTAKEN_WITHIN_MS = 1000

interface Message {
  readonly webhook: Webhook
  readonly token: string
  readonly entry: WebhookEntry
}

/** The webhooks to one address: one at a time, so that they arrive in the order of what happened. */
interface Lane {
  readonly address: string
  readonly waiting: Message[]
  overtaken: Message | undefined
  isBusy: boolean
}

export interface WebhookCounts {
  /** Answered with a status of 200 to 299. */
  sent: number
  /** Given up after the last attempt. */
  failed: number
  /** Never sent: a fault told so, or too many waited. */
  dropped: number
  /** Attempts, with those that were repeated. */
  attempts: number
}

export interface SenderOptions {
  readonly world: World
  readonly faults: FaultPlan
  readonly deliver: Deliver
  readonly seed: number
  readonly log: WebhookLog
}

/**
 * Tells the account of what happens, outside of the world: no call waits for a webhook. Webhooks leave a moment after
 * their change, on the world's clock; each address gets its own in the order of the feed, and a slow one holds up only
 * its own.
 */
export class WebhookSender {
  readonly #options: SenderOptions
  readonly #lanes = new Map<string, Lane>()
  #random: Random
  #counts: WebhookCounts = { sent: 0, failed: 0, dropped: 0, attempts: 0 }

  constructor(options: SenderOptions) {
    this.#options = options
    this.#random = createRandom(options.seed)
  }

  /** To be called once, after the event log of TaskRouter has been started. */
  start(): void {
    this.#options.world.changes.subscribe((change) => this.#follow(change))
  }

  counts(): Readonly<WebhookCounts> & { readonly waiting: number } {
    const lanes = [...this.#lanes.values()]
    return { ...this.#counts, waiting: lanes.reduce((sum, { waiting }) => sum + waiting.length, 0) }
  }

  /** Forgets what waits, and counts anew. What is on its way arrives. */
  clear(): void {
    for (const lane of this.#lanes.values()) lane.waiting.length = 0
    this.#lanes.clear()
    this.#options.log.clear()
    this.#random = createRandom(this.#options.seed)
    this.#counts = { sent: 0, failed: 0, dropped: 0, attempts: 0 }
  }

  #follow(change: Change): void {
    const { world } = this.#options
    const webhooks = [
      ...taskrouterWebhooks(world, change),
      ...conversationWebhooks(world, change),
      ...interactionWebhooks(world, change),
    ]
    for (const webhook of webhooks) this.#send(webhook, newToken(this.#random))
  }

  /** Faults strike here, before anything leaves. */
  #send(webhook: Webhook, token: string): void {
    const { faults, world, log } = this.#options
    const fault = faults.forWebhook(webhook)
    const delayMs = world.assumptions.webhookDelayMs
    const newMessage = (): Message => ({ webhook, token, entry: log.begin(webhook, fault?.kind ?? null) })
    const message = newMessage()
    switch (fault?.kind) {
      case 'webhook-dropped':
        this.#drop(message)
        return
      case 'webhook-doubled':
        for (const one of [message, newMessage()]) this.#later(delayMs, () => this.#queue(one))
        return
      case 'webhook-late':
        this.#later(delayMs + fault.delayMs, () => this.#queue(message))
        return
      case 'webhook-reordered':
        this.#later(delayMs, () => this.#hold(message))
        return
      case undefined:
        this.#later(delayMs, () => this.#queue(message))
    }
  }

  #later(durationMs: number, run: () => void): void {
    const { clock } = this.#options.world
    clock.schedule(clock.now() + durationMs, run)
  }

  #lane({ webhook }: Message): Lane {
    const { address } = connectionOverrides(webhook.url)
    const lane = this.#lanes.get(address) ?? { address, waiting: [], overtaken: undefined, isBusy: false }
    this.#lanes.set(address, lane)
    return lane
  }

  #queue(message: Message): void {
    const lane = this.#lane(message)
    const { overtaken } = lane
    lane.overtaken = undefined
    for (const next of overtaken === undefined ? [message] : [message, overtaken]) {
      if (lane.waiting.length < WAITING_MAX) lane.waiting.push(next)
      else this.#drop(next)
    }
    void this.#empty(lane)
  }

  #drop({ entry }: Message): void {
    this.#counts.dropped += 1
    entry.end('dropped')
  }

  #hold(message: Message): void {
    const lane = this.#lane(message)
    if (lane.overtaken !== undefined) return this.#queue(message)
    lane.overtaken = message
    this.#later(OVERTAKEN_WITHIN_MS, () => {
      if (lane.overtaken !== message) return
      lane.overtaken = undefined
      this.#queue(message)
    })
  }

  async #empty(lane: Lane): Promise<void> {
    if (lane.isBusy) return
    lane.isBusy = true
    for (let next = lane.waiting.shift(); next !== undefined; next = lane.waiting.shift()) {
      const arrived = await this.#attempt(next)
      this.#counts[arrived ? 'sent' : 'failed'] += 1
      next.entry.end(arrived ? 'arrived' : 'failed')
    }
    lane.isBusy = false
    // Addresses come and go with their conversations; an empty lane is not kept for them.
    if (lane.overtaken === undefined && this.#lanes.get(lane.address) === lane) this.#lanes.delete(lane.address)
  }

  /** Tries as often as the address's overrides allow (WH-3). */
  async #attempt({ webhook, token, entry }: Message): Promise<boolean> {
    const { world, deliver } = this.#options
    const overrides = connectionOverrides(webhook.url)
    const startedAtMs = world.clock.now()
    for (let attempt = 0; attempt <= overrides.retries; attempt++) {
      const remainingMs = overrides.totalTimeoutMs - (world.clock.now() - startedAtMs)
      if (remainingMs <= 0) return false
      const timeoutMs = Math.min(overrides.readTimeoutMs ?? webhook.answerTimeoutMs, remainingMs)
      this.#counts.attempts += 1
      entry.attempt()
      const { authToken } = world.account
      const outcome = await deliver(webhookRequest(webhook, { ...overrides, token, timeoutMs, authToken }))
      if (outcome.kind === 'answered') entry.answered(outcome.status)
      if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) return true
      if (!isRetried(outcome, overrides)) return false
    }
    return false
  }
}

function isRetried(outcome: WebhookOutcome, { retryOn }: ConnectionOverrides): boolean {
  const policy = policyOf(outcome)
  return policy !== undefined && retryOn.has(policy)
}

function policyOf(outcome: WebhookOutcome): RetryPolicy | undefined {
  switch (outcome.kind) {
    case 'connect-failed':
      return 'ct'
    case 'timed-out':
      return 'rt'
    case 'answered':
      if (outcome.status >= 500) return '5xx'
      return outcome.status >= 400 ? '4xx' : undefined
  }
}

/** In the form of a UUID; drawn from the sender's own chance, so that webhooks move no sid. */
function newToken(random: Random): string {
  const digits = (count: number): string => {
    let text = ''
    while (text.length < count) text += random.integer(0, 0xffff).toString(16).padStart(4, '0')
    return text
  }
  return [digits(8), digits(4), digits(4), digits(4), digits(12)].join('-')
}
