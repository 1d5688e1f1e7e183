import { createRequire } from 'node:module'
import type twilio from 'twilio'

type Sdk = typeof twilio
type RequestOptions = Parameters<twilio.RequestClient['request']>[0]
type TwilioResponse = Awaited<ReturnType<twilio.RequestClient['request']>>
type ClientOptions = NonNullable<ConstructorParameters<Sdk['Twilio']>[2]>

const TWILIO_HOST = /(^|\.)twilio\.com$/

/**
 * Twilio's own SDK, whose calls end in this emulator: what a deployed Function gets that asks for `twilio`. Nothing of it
 * goes over a network. It is loaded when the first Function asks for it, because that takes longer than an emulator's start.
 */
export function createEmulatedSdk(callEmulator: (request: Request) => Promise<Response>): () => Sdk {
  let sdk: Sdk | undefined
  return () => {
    sdk ??= rerouted(createRequire(import.meta.url)('twilio') as Sdk, callEmulator)
    return sdk
  }
}

function rerouted(sdk: Sdk, callEmulator: (request: Request) => Promise<Response>): Sdk {
  class EmulatedRequestClient extends sdk.RequestClient {
    // The SDK's signature promises whatever body the caller asks for.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    override async request<Body>(options: RequestOptions): Promise<TwilioResponse & { body: Body }> {
      const isForTwilio = TWILIO_HOST.test(new URL(options.uri).hostname)
      const response = isForTwilio
        ? await answered(await callEmulator(requestOf(options)))
        : await super.request(options)
      return response as TwilioResponse & { body: Body }
    }
  }
  const withClient = (options?: ClientOptions): ClientOptions => ({
    httpClient: new EmulatedRequestClient(),
    ...options,
  })
  class EmulatedTwilio extends sdk.Twilio {
    constructor(sid?: string, token?: string, options?: ClientOptions) {
      super(sid, token, withClient(options))
    }
  }
  const replaced: Readonly<Record<PropertyKey, unknown>> = {
    RequestClient: EmulatedRequestClient,
    Twilio: EmulatedTwilio,
  }
  return new Proxy(sdk, {
    apply: (_sdk, _self, [sid, token, options]: Parameters<Sdk>) => new EmulatedTwilio(sid, token, options),
    get: (target, name, receiver) => replaced[name] ?? Reflect.get(target, name, receiver),
  })
}

/** The request that the SDK's own client would have sent, to the emulator's address. */
function requestOf({ method, uri, username, password, headers, params, data }: RequestOptions): Request {
  const { hostname, pathname, search } = new URL(uri)
  const url = new URL(`http://emulator/__twilio/${hostname}${pathname}${search}`)
  appendAll(url.searchParams, params)
  const sent = new Headers(headers)
  if (username !== undefined && password !== undefined && !sent.has('Authorization')) {
    sent.set('Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  }
  return new Request(url, { method, headers: sent, ...bodyOf(data, sent.get('Content-Type') ?? '') })
}

function bodyOf(data: unknown, contentType: string): { readonly body?: string | URLSearchParams } {
  if (data === undefined || data === null) return {}
  if (typeof data === 'string') return { body: data }
  if (contentType.startsWith('application/json')) return { body: JSON.stringify(data) }
  const form = new URLSearchParams()
  appendAll(form, data)
  return { body: form }
}

/** A list is sent as a repeated field. */
function appendAll(form: URLSearchParams, fields: unknown): void {
  for (const [name, value] of Object.entries(fields ?? {})) {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values) if (one !== undefined && one !== null) form.append(name, textOf(one))
  }
}

/** The SDK sends nothing but texts, numbers and truth values: objects have become JSON before. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function answered(response: Response): Promise<TwilioResponse> {
  const text = await response.text()
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true
  const body: unknown = isJson ? JSON.parse(text) : text
  return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) }
}
