import { realTime } from '@conversation-transfer/twilio-gateway'
import {
  PRODUCTION,
  startProcess,
  type BackendProcess,
} from '@conversation-transfer/backend/testing/backend-process.ts'
import type { LoadBalancer } from './load-balancer.ts'
import { Wire } from './wire.ts'

/** Whoever runs a backend starts it again when it ends; it ends when it finds no database. */
const STARTS_MAX = 120
const BETWEEN_STARTS_MS = 500

/** A process may have nothing to change for longer. */
const CHANGE_MS_MAX = 4_000

export interface ClusterOptions {
  readonly processes: number
  readonly twilioUrl: string
  readonly environment: Readonly<Record<string, string>>
  readonly balancer: LoadBalancer
  /** From 0 to below 1. */
  readonly chance: () => number
}

/** Real processes of the backend, as many as the options say, which take turns at dying. */
export class Cluster {
  readonly #options: ClusterOptions
  readonly #running = new Map<BackendProcess, Wire>()
  readonly #starting: Promise<void>[] = []
  #isStopping = false
  crashes = 0

  private constructor(options: ClusterOptions) {
    this.#options = options
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options)
    try {
      for (let count = 0; count < options.processes; count++) cluster.#start()
      await cluster.whole()
    } catch (error: unknown) {
      await cluster.end()
      throw error
    }
    return cluster
  }

  /**
   * One of them dies without a word, and another one is started in its place: in the middle of a change, if it makes one soon, or
   * whatever it is doing.
   */
  async crash(): Promise<void> {
    // One that is still starting has nothing to lose yet.
    const running = [...this.#running].filter(([backend]) => backend.url() !== '')
    const [victim, wire] = running[Math.floor(this.#options.chance() * running.length)] ?? []
    if (victim === undefined || wire === undefined) return
    await Promise.race([wire.nextChange(), realTime.wait(CHANGE_MS_MAX)])
    this.crashes += 1
    victim.child.kill('SIGKILL')
    await victim.ended
    this.#forget(victim)
    this.#start()
  }

  /** Resolves when all of them are there again. */
  async whole(): Promise<void> {
    await Promise.all(this.#starting)
  }

  /** All of them are told to stop. Answers how each one ended, and how long the slowest took. */
  async stop(): Promise<{ readonly ends: readonly (number | string)[]; readonly slowestMs: number }> {
    this.#isStopping = true
    const begunMs = realTime.now()
    const running = [...this.#running.keys()]
    for (const { child } of running) child.kill('SIGTERM')
    const ends = await Promise.all(running.map(({ ended }) => ended))
    for (const one of running) this.#forget(one)
    return { ends, slowestMs: realTime.now() - begunMs }
  }

  /** Leaves no process behind. */
  async end(): Promise<void> {
    this.#isStopping = true
    const running = [...this.#running.keys()]
    for (const { child } of running) child.kill('SIGKILL')
    await Promise.all(running.map(({ ended }) => ended))
    for (const one of running) this.#forget(one)
    await Promise.allSettled(this.#starting)
  }

  #start(): void {
    const starting = this.#startOne()
    this.#starting.push(starting)
    // Whoever waits for all of them is told; until then it is not unheard of.
    starting.catch(() => undefined)
  }

  async #startOne(): Promise<void> {
    const { environment, balancer, twilioUrl } = this.#options
    for (let starts = 1; !this.#isStopping; starts++) {
      const wire = await Wire.open(twilioUrl)
      // Whoever ends the cluster knows the processes that there are, and no later ones.
      if (this.#isStopping) return wire.close()
      const backend = startProcess({ ...environment, TWILIO_API_BASE_URL: wire.url }, PRODUCTION)
      this.#running.set(backend, wire)
      try {
        await backend.printed('The backend listens')
        balancer.add(backend.url())
        return
      } catch (error: unknown) {
        this.#forget(backend)
        if (starts === STARTS_MAX) throw error
        await realTime.wait(BETWEEN_STARTS_MS)
      }
    }
  }

  #forget(backend: BackendProcess): void {
    this.#running.get(backend)?.close()
    this.#running.delete(backend)
    this.#options.balancer.remove(backend.url())
  }
}
