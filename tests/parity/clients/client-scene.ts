import {
  createWallClock,
  startEmulator,
  type RunningEmulator,
  type VirtualClock,
} from '@conversation-transfer/twilio-emulator'
import twilio, { type Twilio } from 'twilio'
import { ObservingClient } from '../observing-client.ts'

const SEED = 1

/** An emulator that listens, and what tests of the client SDKs need of it. */
export class ClientScene {
  #emulator: RunningEmulator
  readonly #clock: VirtualClock | undefined
  readonly #closing: (() => Promise<unknown>)[] = []
  readonly twilio: Twilio

  private constructor(emulator: RunningEmulator, clock: VirtualClock | undefined) {
    this.#emulator = emulator
    this.#clock = clock
    const { accountSid, authToken } = emulator.contactCenter
    const httpClient = new ObservingClient({ baseUrl: emulator.url, callsPerSecond: undefined })
    this.twilio = twilio(accountSid, authToken, { httpClient })
  }

  /** Time passes by itself, unless it is to be moved by hand. */
  static async open({ clock }: { readonly clock?: VirtualClock } = {}): Promise<ClientScene> {
    const emulator = await startEmulator({ clock: clock ?? createWallClock(), seed: SEED, port: 0 })
    return new ClientScene(emulator, clock)
  }

  get emulator(): RunningEmulator {
    return this.#emulator
  }

  /** Where the SDKs are led to. */
  get socketUrl(): string {
    return `${this.#emulator.url.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`
  }

  /** A token for a customer, or for one of the contact center's workers. */
  async token(who: { readonly guest: string } | { readonly worker: string }, lifetimeSeconds = 3600): Promise<string> {
    const body =
      'guest' in who
        ? { identity: who.guest, lifetimeSeconds }
        : { workerSid: this.workerSid(who.worker), lifetimeSeconds }
    const { token } = (await this.#control('/tokens', body)) as { token: string }
    return token
  }

  async orderFault(fault: object): Promise<void> {
    await this.#control('/faults', fault)
  }

  workerSid(name: string): string {
    const worker = this.#emulator.contactCenter.workers.find((candidate) => candidate.name === name)
    if (worker === undefined) throw new Error(`There is no worker ${name}.`)
    return worker.sid
  }

  /** Breaks every socket, as a network does. */
  cut(): void {
    this.#emulator.sockets.cutAll()
  }

  /** The emulator goes away with all it has, and another one takes its place. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.#emulator.url).port)
    await this.#emulator.close()
    this.#emulator = await startEmulator({ clock: this.#clock ?? createWallClock(), seed: SEED, port })
  }

  onClose(close: () => Promise<unknown>): void {
    this.#closing.push(close)
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.map((close) => close()))
    await this.#emulator.close()
  }

  async #control(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.#emulator.url}/__emulator${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  }
}
