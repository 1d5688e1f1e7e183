import { Agent } from 'node:http'
import twilio from 'twilio'
import type { CallMeter } from './call-meter.ts'
import { retryRule, retryWaitMs } from './retry-policy.ts'
import type { Time } from './time.ts'
import { TwilioFailure, type TwilioFailureKind } from './twilio-failure.ts'

/** No single call may use up the time of a whole command. The SDK's default is 30 s, more than a Function has. */
export const CALL_TIMEOUT_MS_MAX = 4_000

/** A call that is begun with less time than this left cannot be expected to end; it is not begun. */
const CALL_TIMEOUT_MS_MIN = 50

/** A retry with less time than this left would only end in a timeout. */
const RETRY_MS_MIN = 300

/** A command reads some 15 things at once, most of them from one host; the SDK's default of 20 is shared by all. */
const SOCKETS_PER_HOST = 50
const SOCKETS_TOTAL = 200

export type RequestOptions = Parameters<twilio.RequestClient['request']>[0]
type TwilioResponse = Awaited<ReturnType<twilio.RequestClient['request']>>

/** The connections to Twilio. One for a whole process: they are kept open between commands. */
export class Connections extends twilio.RequestClient {
  constructor() {
    super({ timeout: CALL_TIMEOUT_MS_MAX, maxSockets: SOCKETS_PER_HOST, maxTotalSockets: SOCKETS_TOTAL })
    // The SDK sets its own agent for https only; an emulator speaks http.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: SOCKETS_PER_HOST })
  }
}

/**
 * Says when a call may be sent. It is asked before the call's own time begins: a wait for one's turn that counted as a wait
 * for an answer would make a change that never left one of unknown outcome.
 */
export interface Pacing {
  /** Resolves when it is this call's turn; throws a `TwilioFailure` if that would be after `untilMs`. */
  turn(call: RequestOptions, untilMs: number): Promise<void>
}

export interface HttpClientOptions {
  readonly connections: Pick<Connections, 'request'>
  /** Absent where nobody else shares the account's limits. */
  readonly pacing?: Pacing | undefined
  /** Where to find Twilio's APIs instead of at Twilio: an emulator's address. */
  readonly baseUrl?: string | undefined
  readonly time: Time
  /** When the command has to be over; milliseconds since 1970. */
  readonly deadlineMs: number
  readonly meter: CallMeter
  /** A number from 0 to 1 that differs from call to call: who was refused together does not come back together. */
  readonly chance: () => number
}

/**
 * What the SDK sends its requests through, for the time of one command: it counts them, keeps them within the deadline,
 * leads them to an emulator if there is one, and turns whatever goes wrong into a `TwilioFailure`.
 */
export class HttpClient extends twilio.RequestClient {
  readonly #options: HttpClientOptions

  constructor(options: HttpClientOptions) {
    super()
    this.#options = options
  }

  // The SDK's signature promises whatever body the caller asks for; what comes is decoded by whoever asked.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  override async request<Body>(options: RequestOptions): Promise<TwilioResponse & { body: Body }> {
    for (let retries = 0; ; retries++) {
      try {
        return (await this.#attempt(options)) as TwilioResponse & { body: Body }
      } catch (error: unknown) {
        if (!(error instanceof TwilioFailure)) throw error
        const rule = retryRule(error)
        const waitMs = retryWaitMs(rule, this.#options.chance())
        if (retries >= rule.times || this.#remainingMs() < waitMs + RETRY_MS_MIN) throw error
        await this.#options.time.wait(waitMs)
      }
    }
  }

  async #attempt(options: RequestOptions): Promise<TwilioResponse> {
    const call = `${options.method.toUpperCase()} ${options.uri}`
    await this.#options.pacing?.turn(options, this.#options.deadlineMs)
    const timeout = this.#timeoutMs(call)
    const end = this.#options.meter.begin()
    try {
      const response = await this.#withinTime(this.#send({ ...options, timeout }), timeout, call)
      if (!isAnswer(response)) throw failureOf(call, options, response)
      return response
    } catch (error: unknown) {
      throw error instanceof TwilioFailure ? error : noAnswer(call, options, error)
    } finally {
      end()
    }
  }

  #remainingMs(): number {
    return this.#options.deadlineMs - this.#options.time.now()
  }

  #timeoutMs(call: string): number {
    const remainingMs = this.#remainingMs()
    if (remainingMs < CALL_TIMEOUT_MS_MIN) {
      throw new TwilioFailure('outOfTime', `${call} was not begun: the time for the command is over.`)
    }
    return Math.min(CALL_TIMEOUT_MS_MAX, remainingMs)
  }

  /** The SDK's own timeout starts anew with every byte that arrives; this one does not. */
  async #withinTime<Value>(pending: Promise<Value>, timeoutMs: number, call: string): Promise<Value> {
    let cancel = (): void => undefined
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => reject(new Error(`${call} had no answer after ${timeoutMs} ms`))
      cancel = this.#options.time.after(timeoutMs, giveUp)
    })
    try {
      return await Promise.race([pending, late])
    } finally {
      cancel()
    }
  }

  #send(options: RequestOptions): Promise<TwilioResponse> {
    const uri = emulatedUri(options.uri, this.#options.baseUrl)
    return this.#options.connections.request({ ...options, uri })
  }
}

function emulatedUri(uri: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return uri
  const { hostname, pathname, search } = new URL(uri)
  return `${baseUrl.replace(/\/$/, '')}/__twilio/${hostname}${pathname}${search}`
}

/** A success whose body, where there is one, can be read. */
function isAnswer({ statusCode, body }: TwilioResponse): boolean {
  const isReadable = typeof body !== 'string' || body.trim() === '' || parseJson(body) !== undefined
  return statusCode >= 200 && statusCode < 300 && isReadable
}

/** What is sent as a POST and changes nothing: a failure leaves nothing unknown, and it may be asked again. */
const READING_POST = /\/Tokens\/validate$/

function isRead({ method, uri }: RequestOptions): boolean {
  return method === 'get' || READING_POST.test(uri)
}

function failureOf(call: string, options: RequestOptions, { statusCode, body }: TwilioResponse): TwilioFailure {
  const said = messageIn(body)
  return new TwilioFailure(kindOf(options, statusCode), `${call} was answered ${statusCode}: ${said}`, {
    status: statusCode,
  })
}

function kindOf(options: RequestOptions, status: number): TwilioFailureKind {
  if (status === 429) return 'limited'
  if (status === 401) return 'unauthorized'
  if (status >= 400 && status < 500) return 'rejected'
  return isRead(options) ? 'unavailable' : 'outcomeUnknown'
}

/** Errors that happen before anything is sent: the change was certainly not made. */
const NEVER_SENT: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

function noAnswer(call: string, options: RequestOptions, cause: unknown): TwilioFailure {
  const wasSent = !NEVER_SENT.has(cause instanceof Error && 'code' in cause ? cause.code : undefined)
  const kind = wasSent && !isRead(options) ? 'outcomeUnknown' : 'unavailable'
  return new TwilioFailure(kind, `${call} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}

/** The SDK hands over the body parsed or as text, whichever the server's answer allowed. */
function messageIn(body: unknown): string {
  const content = typeof body === 'string' ? parseJson(body) : body
  const message = typeof content === 'object' && content !== null && 'message' in content ? content.message : undefined
  return typeof message === 'string' ? message : 'no reason was given'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
