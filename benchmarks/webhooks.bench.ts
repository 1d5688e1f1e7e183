import twilio from 'twilio'
import { realTime } from '@conversation-transfer/twilio-gateway'
import { PUBLIC_URL } from '../cluster/load-balancer.ts'
import { openBackendScene, STORES, type BackendScene } from './backend-scene.ts'
import type { Benchmark } from './benchmark.ts'
import { median, quantile } from './quantile.ts'

const SIZES = {
  full: { rounds: 6, roundMs: 3_000, conversations: 500 },
  tiny: { rounds: 1, roundMs: 200, conversations: 5 },
} as const
/** As many as Twilio might have under way at once. */
const AT_ONCE = 32
const PATH = '/webhooks/conversations'

/** Each is signed, checked, and answered once it is stored that its conversation is to be looked at. */
export const webhooks: Benchmark = {
  name: 'webhooks',
  question: 'How many webhooks does one process of the backend take in a second?',
  run: async (size) => {
    const { rounds, roundMs, conversations } = SIZES[size]
    const scenes = await Promise.all(STORES.map((store) => openBackendScene(store, 1)))
    try {
      const senders = scenes.map((scene) => new Sender(scene, conversations))
      for (let round = 0; round < rounds; round++) for (const sender of senders) await sender.send(roundMs)
      return senders.map((sender) => sender.row())
    } finally {
      await Promise.all(scenes.map((scene) => scene.close()))
    }
  },
}

type Webhook = Parameters<BackendScene['balancer']['deliver']>[0]

class Sender {
  readonly #scene: BackendScene
  readonly #conversations: number
  readonly #authToken: string
  readonly #perSecond: number[] = []
  readonly #tookMs: number[] = []
  #next = 0

  constructor(scene: BackendScene, conversations: number) {
    this.#scene = scene
    this.#conversations = conversations
    this.#authToken = scene.stage.settings.authToken
  }

  async send(durationMs: number): Promise<void> {
    const untilMs = realTime.now() + durationMs
    const before = this.#tookMs.length
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#sendUntil(untilMs)))
    this.#perSecond.push((1_000 * (this.#tookMs.length - before)) / durationMs)
  }

  row(): Readonly<Record<string, string | number>> {
    return {
      store: this.#scene.store,
      webhooks: String(this.#tookMs.length),
      'taken / s': median(this.#perSecond),
      'answered after, median ms': median(this.#tookMs),
      'p95 ms': quantile(this.#tookMs, 0.95),
    }
  }

  async #sendUntil(untilMs: number): Promise<void> {
    while (realTime.now() < untilMs) {
      const webhook = webhookOf(this.#next++ % this.#conversations, this.#authToken)
      const begunMs = performance.now()
      const outcome = await this.#scene.balancer.deliver(webhook)
      if (outcome.kind !== 'answered' || outcome.status !== 204)
        throw new Error(`Not taken: ${JSON.stringify(outcome)}`)
      this.#tookMs.push(performance.now() - begunMs)
    }
  }
}

/** Of a conversation that Twilio does not know: what is measured is the way in, and not the looks that follow. */
function webhookOf(number: number, authToken: string): Webhook {
  const ConversationSid = `CH${number.toString(16).padStart(32, '0')}`
  const fields = { EventType: 'onMessageAdded', ConversationSid, Body: 'Hello', Author: '+15550001234' }
  const url = `${PUBLIC_URL}${PATH}`
  return {
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, fields),
    },
    body: new URLSearchParams(fields).toString(),
    timeoutMs: 15_000,
  }
}
