import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import twilio from 'twilio'

const CALL_TIMEOUT_MS = 30_000

/** TaskRouter allows three expressions a second; eight growing pauses outlast such a second, whatever the dice say. */
const REPEATS_MAX = 8

type RequestOptions = Parameters<twilio.RequestClient['request']>[0]
type TwilioResponse = Awaited<ReturnType<twilio.RequestClient['request']>>

/** A call and what came back, as it was on the wire. */
export interface Exchange {
  readonly method: string
  /** Twilio's own address, wherever the call was led. */
  readonly url: string
  readonly status: number
  readonly body: unknown
}

export interface ObservingClientOptions {
  /** Where an emulator listens; undefined for Twilio itself. */
  readonly baseUrl: string | undefined
  /** Undefined for as fast as one likes. */
  readonly callsPerSecond: number | undefined
}

/**
 * What the SDK sends its requests through: it keeps every answer as it came, leads the calls to an emulator if there is
 * one, and spaces them out. A 429 is waited out by the SDK itself, which repeats the call.
 */
export class ObservingClient extends twilio.RequestClient {
  readonly exchanges: Exchange[] = []
  readonly #baseUrl: string | undefined
  readonly #gapMs: number
  #nextStartAtMs = 0

  constructor({ baseUrl, callsPerSecond }: ObservingClientOptions) {
    super({ timeout: CALL_TIMEOUT_MS, autoRetry: true, maxRetries: REPEATS_MAX })
    this.#baseUrl = baseUrl
    this.#gapMs = callsPerSecond === undefined ? 0 : 1000 / callsPerSecond
    // The SDK sets its own agent for https only; an emulator speaks http.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true })
  }

  // The SDK's signature promises whatever body the caller asks for.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  override async request<Body>(options: RequestOptions): Promise<TwilioResponse & { body: Body }> {
    await this.#turn()
    const response: TwilioResponse = await super.request({ ...options, uri: this.#address(options.uri) })
    const { statusCode: status, body } = response
    this.exchanges.push({ method: options.method.toUpperCase(), url: options.uri, status, body: decoded(body) })
    return response as TwilioResponse & { body: Body }
  }

  /** Each call waits for its turn, in the order in which they came. */
  async #turn(): Promise<void> {
    if (this.#gapMs === 0) return
    const startAtMs = Math.max(performance.now(), this.#nextStartAtMs)
    this.#nextStartAtMs = startAtMs + this.#gapMs
    await pause(startAtMs - performance.now())
  }

  #address(uri: string): string {
    if (this.#baseUrl === undefined) return uri
    const { host, pathname, search } = new URL(uri)
    return `${this.#baseUrl}/__twilio/${host}${pathname}${search}`
  }
}

/** The SDK hands over a body parsed or as text, as the answer's type was. */
function decoded(body: unknown): unknown {
  if (typeof body !== 'string') return body ?? null
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
