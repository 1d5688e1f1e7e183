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
}

/** A process of ours: a Function for one request, or the backend for one look. It can die between any two calls. */
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
    this.#alive = false
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

  #request(call: Call): Promise<CallAnswer> {
    if (this.#callsLeft <= 0) this.kill()
    if (!this.#alive) return new Promise(() => undefined)
    this.#callsLeft -= 1
    const { name, network } = this.#options
    return network.send({ name, isAlive: () => this.#alive, onEffect: (made) => this.effects.push(made) }, call)
  }
}
