import { Agent } from 'node:http'
import twilio, { type Twilio } from 'twilio'
import { onTestFinished } from 'vitest'
import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../emulator.ts'
import { VirtualClock } from '../world/virtual-clock.ts'

/** The time at which every test begins. */
const START_MS = Date.UTC(2026, 0, 31, 9, 30)

type RequestOptions = Parameters<twilio.RequestClient['request']>[0]
type TwilioResponse = Awaited<ReturnType<twilio.RequestClient['request']>>

/** An emulator on a port of its own, the clock of its world, and Twilio's official SDK, which speaks to it over HTTP. */
export interface SdkEmulator {
  readonly emulator: RunningEmulator
  readonly clock: VirtualClock
  readonly client: Twilio
  /** A request without the SDK, with the account's credentials, to an address of Twilio's. */
  readonly fetch: (address: string, init?: RequestInit) => Promise<Response>
}

export async function startSdkEmulator(options: Partial<EmulatorOptions> = {}): Promise<SdkEmulator> {
  const clock = new VirtualClock(START_MS)
  const emulator = await startEmulator({ seed: 1, ...options, clock, port: 0 })
  onTestFinished(() => emulator.close())
  const { sid, authToken } = emulator.world.account
  const authorization = `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`
  return {
    emulator,
    clock,
    client: twilio(sid, authToken, { httpClient: new RedirectedClient(emulator.url) }),
    fetch: (address, init = {}) => {
      const headers = new Headers(init.headers)
      if (!headers.has('Authorization')) headers.set('Authorization', authorization)
      return fetch(redirected(address, emulator.url), { ...init, headers })
    },
  }
}

class RedirectedClient extends twilio.RequestClient {
  readonly #url: string

  constructor(url: string) {
    super()
    this.#url = url
    // The SDK sets its own agent for https only.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true })
  }

  // The SDK's signature promises whatever body the caller asks for.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  override async request<Body>(options: RequestOptions): Promise<TwilioResponse & { body: Body }> {
    const response = await super.request({ ...options, uri: redirected(options.uri, this.#url) })
    return response as TwilioResponse & { body: Body }
  }
}

function redirected(address: string, url: string): string {
  const { hostname, pathname, search } = new URL(address)
  return `${url}/__twilio/${hostname}${pathname}${search}`
}
