import { Agent } from 'node:http'
import twilio from 'twilio'
import type { CallMeter } from './call-meter.ts'
import { mayRetry, type Pacing, type RetryCause } from './retry-policy.ts'
import { TwilioFailure, type TwilioFailureKind } from './twilio-failure.ts'

/** No single call may use up the time of a whole command. The SDK's default is 30 s, more than a Function has. */
const CALL_TIMEOUT_MS_MAX = 4_000

/** A call that is begun with less time than this left cannot be expected to end; it is not begun. */
const CALL_TIMEOUT_MS_MIN = 50

/** A command reads some 15 things at once, most of them from one host; the SDK's default of 20 is shared by all. */
const SOCKETS_PER_HOST = 50
const SOCKETS_TOTAL = 200

type RequestOptions = Parameters<twilio.RequestClient['request']>[0]
type TwilioResponse = Awaited<ReturnType<twilio.RequestClient['request']>>

/** The connections to Twilio. One for a whole process: they are kept open between commands. */
export class Connections extends twilio.RequestClient {
  constructor() {
    super({ timeout: CALL_TIMEOUT_MS_MAX, maxSockets: SOCKETS_PER_HOST, maxTotalSockets: SOCKETS_TOTAL })
    // The SDK sets its own agent for https only; an emulator speaks http.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: SOCKETS_PER_HOST })
  }
}

export interface HttpClientOptions extends Pacing {
  readonly connections: Pick<Connections, 'request'>
  /** Where to find Twilio's APIs instead of at Twilio: an emulator's address. */
  readonly baseUrl?: string | undefined
  readonly meter: CallMeter
}

/**
 * What the SDK sends its requests through, for the time of one command: it counts them, keeps them within the deadline,
 * repeats those that can be repeated without harm, leads them to an emulator if there is one, and turns whatever goes
 * wrong into a `TwilioFailure`.
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
    for (let retry = 1; ; retry++) {
      try {
        return (await this.#requestOnce(options)) as TwilioResponse & { body: Body }
      } catch (error: unknown) {
        const cause = error instanceof TwilioFailure ? retryCause(options, error) : undefined
        if (cause === undefined || !(await mayRetry(cause, retry, this.#options))) throw error
      }
    }
  }

  async #requestOnce(options: RequestOptions): Promise<TwilioResponse> {
    const timeoutMs = this.#timeoutMs(callOf(options))
    const end = this.#options.meter.begin()
    try {
      const response = await this.#withinTime(this.#send({ ...options, timeout: timeoutMs }), timeoutMs)
      if (!isAnswer(response)) throw failureOf(options, response)
      return response
    } catch (error: unknown) {
      throw error instanceof TwilioFailure ? error : noAnswer(options, error)
    } finally {
      end()
    }
  }

  #timeoutMs(call: string): number {
    const remainingMs = this.#options.deadlineMs - this.#options.time.now()
    if (remainingMs < CALL_TIMEOUT_MS_MIN) {
      throw new TwilioFailure('outOfTime', `${call} was not begun: the time for the command is over.`)
    }
    return Math.min(CALL_TIMEOUT_MS_MAX, remainingMs)
  }

  #send(options: RequestOptions): Promise<TwilioResponse> {
    const uri = emulatedUri(options.uri, this.#options.baseUrl)
    return this.#options.connections.request({ ...options, uri })
  }

  /** The SDK's own timeout starts anew with every byte that arrives; this one does not. */
  async #withinTime<Value>(pending: Promise<Value>, timeoutMs: number): Promise<Value> {
    const timeout = this.#options.time.timeout(timeoutMs)
    const late = timeout.over.then(() =>
      Promise.reject(new NoAnswerInTime(`there was no answer after ${timeoutMs} ms`)),
    )
    try {
      return await Promise.race([pending, late])
    } finally {
      timeout.cancel()
    }
  }
}

class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime'
}

/** Undefined where a retry could do harm, or would take as long again. */
function retryCause(options: RequestOptions, { kind, status, cause }: TwilioFailure): RetryCause | undefined {
  const isRead = changesNothing(options)
  if (kind === 'limited') return isRead ? 'limitedRead' : 'limitedChange'
  if (kind !== 'unavailable' || cause instanceof NoAnswerInTime) return undefined
  if (isRead) return 'failedRead'
  return status === undefined ? 'unsentChange' : undefined
}

/** Reads, and the one POST that is one: Twilio looks at a Flex token and says whose it is (IAM-1). */
function changesNothing({ method, uri }: RequestOptions): boolean {
  return method.toLowerCase() === 'get' || uri.endsWith('/Tokens/validate')
}

function callOf({ method, uri }: RequestOptions): string {
  return `${method.toUpperCase()} ${uri}`
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

function failureOf(options: RequestOptions, { statusCode, body }: TwilioResponse): TwilioFailure {
  const message = `${callOf(options)} was answered ${statusCode}: ${messageIn(body)}`
  return new TwilioFailure(kindOf(options, statusCode), message, { status: statusCode })
}

function kindOf(options: RequestOptions, status: number): TwilioFailureKind {
  if (status === 429) return 'limited'
  if (status === 401) return 'unauthorized'
  if (status >= 400 && status < 500) return 'rejected'
  return changesNothing(options) ? 'unavailable' : 'outcomeUnknown'
}

function noAnswer(options: RequestOptions, cause: unknown): TwilioFailure {
  const isKnown = changesNothing(options) || wasNeverSent(cause)
  const said = cause instanceof Error ? cause.message : String(cause)
  return new TwilioFailure(isKnown ? 'unavailable' : 'outcomeUnknown', `${callOf(options)} failed: ${said}`, { cause })
}

/** Errors that happen before there is a connection: the change was certainly not made. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

function wasNeverSent(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && NEVER_SENT.has(cause.code)
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
