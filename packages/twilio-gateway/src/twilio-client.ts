import twilio, { type Twilio } from 'twilio'
import { CallMeter } from './call-meter.ts'
import { Connections, HttpClient, type HttpClientOptions } from './http-client.ts'
import type { GatewaySettings } from './settings.ts'
import { realTime } from './time.ts'

export type AccountSettings = Pick<GatewaySettings, 'accountSid' | 'authToken' | 'apiKeySid' | 'baseUrl'>

/** Twilio's own SDK on our connections. Its failures are `TwilioFailure`s. */
export function createTwilioClient(
  { accountSid, authToken, apiKeySid = accountSid, baseUrl }: AccountSettings,
  options: Omit<HttpClientOptions, 'baseUrl'>,
): Twilio {
  const httpClient = new HttpClient({ ...options, baseUrl })
  return twilio(apiKeySid, authToken, { accountSid, httpClient, lazyLoading: true })
}

/** Twilio's own SDK for tools that have all the time they want. */
export function createUnhurriedClient(settings: AccountSettings): Twilio {
  const unhurried = {
    time: realTime,
    deadlineMs: Number.POSITIVE_INFINITY,
    meter: new CallMeter(),
    chance: Math.random,
  }
  return createTwilioClient(settings, { ...unhurried, connections: new Connections() })
}
