import { createGateway, type Connections, type Gateway, type Time } from '@conversation-transfer/twilio-gateway'
import type { GatewaySettings } from '@conversation-transfer/twilio-gateway'
import type { Chance } from './chance.ts'
import type { Call, CallAnswer, Network } from './network.ts'
import type { RunTime } from './run-time.ts'

export interface ProcessOptions {
  readonly name: string
  readonly network: Network
  readonly time: RunTime
  readonly chance: Chance
  /** After how many calls it dies; undefined: it lives. */
  readonly diesAfterCalls: number | undefined
  readonly onDeath?: () => void
}

/** The longest way to the store, and back. */
const STORE_MS_MAX = 5

/** A process of ours: a Function for one request, or one of the backend's. It can die between any two calls. */
export class Process {
  readonly time: Time
  readonly connections: Pick<Connections, 'request'>
  /** What it has changed at Twilio. */
  readonly effects: Call[] = []
  readonly #options: ProcessOptions
  #callsLeft: number
  #alive = true

  constructor(options: ProcessOptions) {
    this.#options = options
    this.#callsLeft = options.diesAfterCalls ?? Number.POSITIVE_INFINITY
    const { time } = options
    this.time = {
      now: () => time.now(),
      wait: (durationMs) =>
        new Promise((resolve) => {
          this.#after(durationMs, resolve)
        }),
      after: (durationMs, run) => this.#after(durationMs, run),
    }
    // The SDK promises whatever body its caller asks for; what comes is decoded by whoever asked.
    this.connections = { request: (call) => this.#request(call) as Promise<never> }
  }

  get isAlive(): boolean {
    return this.#alive
  }

  /** Whatever it was doing is never continued. */
  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#options.onDeath?.()
  }

  /** A call of the store: it takes a moment, and who dies before the answer has perhaps written something all the same. */
  async ask<Answer>(make: () => Promise<Answer>): Promise<Answer> {
    const { chance } = this.#options
    await this.time.wait(chance.between(0, STORE_MS_MAX))
    if (!this.#lives()) return never()
    const answer = await make()
    await this.time.wait(chance.between(0, STORE_MS_MAX))
    return answer
  }

  gateway(settings: GatewaySettings, lifetimeMs: number): Gateway {
    const { time, connections } = this
    const { chance } = this.#options
    return createGateway({
      settings,
      connections,
      time,
      chance: () => chance.fraction(),
      deadlineMs: time.now() + lifetimeMs,
    })
  }

  #after(durationMs: number, run: () => void): () => void {
    return this.#options.time.after(durationMs, () => {
      if (this.#alive) run()
    })
  }

  /** Asked before each call: it may be the one that is never made. */
  #lives(): boolean {
    if (this.#callsLeft <= 0) this.kill()
    this.#callsLeft -= 1
    return this.#alive
  }

  #request(call: Call): Promise<CallAnswer> {
    if (!this.#lives()) return never()
    const { name, network } = this.#options
    return network.send({ name, isAlive: () => this.#alive, onEffect: (made) => this.effects.push(made) }, call)
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined)
}
