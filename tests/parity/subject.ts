import { createWallClock, startEmulator } from '@conversation-transfer/twilio-emulator'
import twilio, { type Twilio } from 'twilio'
import type { AccountSettings } from './account-settings.ts'
import { ObservingClient, type Exchange } from './observing-client.ts'

/** Who is asked how it behaves: the emulator or a real account. */
export interface Subject {
  readonly kind: 'emulator' | 'account'
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: string
  /** Where it is found instead of at Twilio. */
  readonly baseUrl: string | undefined
  /** The official SDK. `twilio.request` is the plain HTTP beside it. */
  readonly twilio: Twilio
  /** Every call so far, in the order of the answers. */
  readonly exchanges: readonly Exchange[]
  /** A time-out that is over soon, yet long against a call. */
  readonly shortSeconds: number
  /** A customer's number and one of the account's own, if there are any. */
  readonly sms: AccountSettings['sms']
  readonly mayWriteFlexConfiguration: boolean
  readonly hasFlexToken: boolean
  /** A token of somebody who is logged in to Flex: of this worker where one may choose. */
  flexToken(workerSid: string): Promise<string>
  close(): Promise<void>
}

/** A fresh emulator for one behaviour. Its clock is the wall's: what is tested is what a client sees. */
export async function openEmulator(): Promise<Subject> {
  const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
  const { accountSid, authToken, workspaceSid } = emulator.contactCenter
  const httpClient = new ObservingClient({ baseUrl: emulator.url, callsPerSecond: undefined })
  return {
    kind: 'emulator',
    accountSid,
    authToken,
    workspaceSid,
    baseUrl: emulator.url,
    twilio: twilio(accountSid, authToken, { httpClient }),
    exchanges: httpClient.exchanges,
    shortSeconds: 1,
    sms: { address: '+15005550001', proxyAddress: '+15005550006' },
    mayWriteFlexConfiguration: true,
    hasFlexToken: true,
    flexToken: (workerSid) => issueToken(emulator.url, workerSid),
    close: () => emulator.close(),
  }
}

/** A real account has a network between it and us, and must not be hurried. */
const ACCOUNT_SHORT_SECONDS = 4

export function openAccount(settings: AccountSettings): Subject {
  const { accountSid, authToken, workspaceSid, flexToken, sms, mayWriteFlexConfiguration, baseUrl } = settings
  const httpClient = new ObservingClient({ baseUrl, callsPerSecond: settings.callsPerSecond })
  return {
    kind: 'account',
    accountSid,
    authToken,
    workspaceSid,
    baseUrl,
    twilio: twilio(accountSid, authToken, { httpClient }),
    exchanges: httpClient.exchanges,
    shortSeconds: ACCOUNT_SHORT_SECONDS,
    sms,
    mayWriteFlexConfiguration,
    hasFlexToken: flexToken !== undefined,
    flexToken: () => Promise.resolve(flexToken ?? ''),
    close: () => Promise.resolve(),
  }
}

async function issueToken(url: string, workerSid: string): Promise<string> {
  const response = await fetch(`${url}/__emulator/tokens`, { method: 'POST', body: JSON.stringify({ workerSid }) })
  const body = (await response.json()) as { readonly token: string }
  return body.token
}
