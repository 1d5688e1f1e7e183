import {
  TwilioFailure,
  type Connections,
  type Pacing,
  type RequestOptions,
  type Time,
} from '@conversation-transfer/twilio-gateway'
import type { Instruments } from '../observability/instruments.ts'
import { Rate } from './rate.ts'
import { productOf, type TwilioLimits, type TwilioProduct } from './twilio-limits.ts'

export interface TwilioBudgetOptions {
  readonly limits: TwilioLimits
  readonly connections: Pick<Connections, 'request'>
  readonly time: Time
  readonly instruments: Pick<Instruments, 'called'>
}

/** Keeps the calls of all looks together within Twilio's limits, and counts them. */
export class TwilioBudget {
  readonly pacing: Pacing = { turn: (call, untilMs) => this.#turn(call, untilMs) }
  readonly connections: Pick<Connections, 'request'>
  readonly #options: TwilioBudgetOptions
  readonly #rates: ReadonlyMap<TwilioProduct, Rate>
  readonly #expressions: Rate

  constructor(options: TwilioBudgetOptions) {
    this.#options = options
    const { perSecond, expressionsPerSecond } = options.limits
    const products = Object.keys(perSecond) as TwilioProduct[]
    this.#rates = new Map(products.map((product) => [product, new Rate(perSecond[product])]))
    this.#expressions = new Rate(expressionsPerSecond)
    this.connections = { request: (call) => this.#request(call) as Promise<never> }
  }

  /** An account's limits are for all of its processes together. */
  shareWith(processes: number): void {
    for (const rate of [...this.#rates.values(), this.#expressions]) rate.setShare(1 / Math.max(1, processes))
  }

  async #turn(call: RequestOptions, untilMs: number): Promise<void> {
    const { time } = this.#options
    const nowMs = time.now()
    const places = this.#ratesOf(call).map((rate) => rate.take(nowMs, untilMs))
    const leavesAtMs = places.reduce(
      (latest, place) => (latest === undefined || place === undefined ? undefined : Math.max(latest, place)),
      nowMs,
    )
    if (leavesAtMs === undefined) {
      throw new TwilioFailure(
        'outOfTime',
        `${call.method.toUpperCase()} ${call.uri} was not begun: too many calls wait before it.`,
      )
    }
    if (leavesAtMs > nowMs) await time.wait(leavesAtMs - nowMs)
  }

  #ratesOf({ uri, params }: RequestOptions): Rate[] {
    const rate = this.#rates.get(productOf(uri))
    const isExpression = JSON.stringify(params ?? {}).includes('EvaluateTaskAttributes')
    return [...(rate === undefined ? [] : [rate]), ...(isExpression ? [this.#expressions] : [])]
  }

  async #request(call: RequestOptions): Promise<Awaited<ReturnType<Connections['request']>>> {
    const { connections, time, instruments } = this.#options
    const uri = twilioUri(call.uri)
    const product = productOf(uri)
    const startedAtMs = time.now()
    try {
      const answer = await connections.request(call)
      const isLimited = answer.statusCode === 429
      if (isLimited) for (const rate of this.#ratesOf({ ...call, uri })) rate.slowDown(time.now())
      const outcome = isLimited ? 'limited' : answer.statusCode >= 500 ? 'failed' : 'answered'
      instruments.called(product, outcome, time.now() - startedAtMs)
      return answer
    } catch (error: unknown) {
      instruments.called(product, 'failed', time.now() - startedAtMs)
      throw error
    }
  }
}

/** What a call is for stands in its path where an emulator answers it. */
function twilioUri(uri: string): string {
  const [, host] = /\/__twilio\/([^/]+)/.exec(uri) ?? []
  return host === undefined ? uri : `https://${host}`
}
