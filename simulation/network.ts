import type { Emulator } from '@conversation-transfer/twilio-emulator'
import { Connections } from '@conversation-transfer/twilio-gateway'
import type { Dice } from './dice.ts'
import type { VirtualTime } from './virtual-time.ts'

/** How often calls go wrong, each way; drawn from the seed before a run. */
export interface Trouble {
  /** 429 or 503 before anything happens. */
  readonly refused: number
  /** 500 after it happened. */
  readonly failedAfter: number
  /** The connection breaks, before or after. */
  readonly cut: number
  readonly latencyMsMax: number
}

export const NO_TROUBLE: Trouble = { refused: 0, failedAfter: 0, cut: 0, latencyMsMax: 20 }

export interface NetworkOptions {
  readonly emulator: Emulator
  readonly time: VirtualTime
  readonly dice: Dice
  readonly trouble: () => Trouble
  /** Told of every change that reached Twilio: `POST /v1/Interactions/...`. */
  readonly onEffect?: (call: string, body: string) => void
  /** After so many calls whoever calls has died: no call of theirs is ever answered again. */
  readonly diesAfter?: number | undefined
}

/** What the adapter of axios is given, as far as this network reads it. */
interface AdapterRequest {
  readonly method?: string | undefined
  readonly headers: { toJSON(): Record<string, unknown> }
  readonly data?: unknown
}

/** Twilio's own SDK on an emulator in the same process: each call takes its time, and may go wrong on the way. */
export class Network extends Connections {
  #calls = 0

  constructor(options: NetworkOptions) {
    super()
    this.axios.defaults.adapter = async (config) => {
      const answer = await this.#send(options, config, this.axios.getUri(config))
      return { ...answer, config, statusText: '' }
    }
  }

  async #send(
    { emulator, time, dice, trouble, onEffect, diesAfter }: NetworkOptions,
    request: AdapterRequest,
    uri: string,
  ): Promise<{ status: number; headers: Record<string, string>; data: string }> {
    this.#calls++
    if (diesAfter !== undefined && this.#calls > diesAfter) return new Promise(() => undefined)
    const { refused, failedAfter, cut, latencyMsMax } = trouble()
    await time.wait(dice.integer(1, latencyMsMax))
    if (dice.happens(refused)) return answerOf(dice.one([429, 503]))
    if (dice.happens(cut / 2)) throw broken()
    const response = await time.work(() => fetchFrom(emulator, request, uri))
    const method = (request.method ?? 'get').toUpperCase()
    if (method !== 'GET' && response.status < 300) onEffect?.(`${method} ${new URL(uri).pathname}`, bodyOf(request))
    await time.wait(dice.integer(1, latencyMsMax))
    if (dice.happens(failedAfter)) return answerOf(500)
    if (dice.happens(cut / 2)) throw broken()
    return response
  }
}

async function fetchFrom(
  emulator: Emulator,
  request: AdapterRequest,
  uri: string,
): Promise<{ status: number; headers: Record<string, string>; data: string }> {
  const { hostname, pathname, search } = new URL(uri)
  const headers = Object.entries(request.headers.toJSON()).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const method = (request.method ?? 'get').toUpperCase()
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: bodyOf(request) }
  const address = `http://emulator/__twilio/${hostname}${pathname}${search}`
  const response = await emulator.fetch(new Request(address, { method, headers, ...body }))
  return { status: response.status, headers: Object.fromEntries(response.headers), data: await response.text() }
}

function bodyOf({ data }: AdapterRequest): string {
  // The SDK has made a form or a JSON text of it by now.
  return typeof data === 'string' ? data : ''
}

function answerOf(status: number): { status: number; headers: Record<string, string>; data: string } {
  return {
    status,
    headers: {},
    data: JSON.stringify({ status, code: 20_000 + status, message: 'Drawn from the seed' }),
  }
}

function broken(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
