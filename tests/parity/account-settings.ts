import { join } from 'node:path'

/** Fewer than the 30 changes a second that Conversations allows, and kind to an account that others work on. */
const DEFAULT_CALLS_PER_SECOND = 5
const CALLS_PER_SECOND_MAX = 25

/** A real account, and what the suite may use of it. */
export interface AccountSettings {
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: string
  /** A token of somebody who is logged in to Flex; only a browser can make one. */
  readonly flexToken: string | undefined
  /** A customer's number and a number of the account's own. */
  readonly sms: { readonly address: string; readonly proxyAddress: string } | undefined
  readonly mayWriteFlexConfiguration: boolean
  readonly callsPerSecond: number
  /** Where to find Twilio instead of at Twilio: an emulator, to try the suite's own dealings with an account. */
  readonly baseUrl: string | undefined
  readonly recordingsFolder: string
}

export const RECORDINGS_FOLDER = join(import.meta.dirname, 'recordings')

type Environment = Readonly<Record<string, string | undefined>>

/** Undefined if no account is named. Throws, with the variables to set, if one is named by half. */
export function readAccountSettings(variables: Environment): AccountSettings | undefined {
  const environment = withoutEmpty(variables)
  const accountSid = environment['PARITY_ACCOUNT_SID']
  if (accountSid === undefined) return undefined
  const baseUrl = environment['PARITY_TWILIO_BASE_URL']
  const recordingsFolder = environment['PARITY_RECORDINGS_FOLDER']
  if (baseUrl !== undefined && recordingsFolder === undefined) {
    throw new Error(
      'PARITY_TWILIO_BASE_URL leads away from Twilio, and what answers there must not be taken for Twilio: ' +
        'name another folder for the recordings in PARITY_RECORDINGS_FOLDER.',
    )
  }
  return {
    accountSid,
    authToken: required(environment, 'PARITY_AUTH_TOKEN'),
    workspaceSid: required(environment, 'PARITY_WORKSPACE_SID'),
    flexToken: environment['PARITY_FLEX_TOKEN'],
    sms: smsAddresses(environment),
    mayWriteFlexConfiguration: environment['PARITY_MAY_WRITE_FLEX_CONFIGURATION'] === 'yes',
    callsPerSecond: callsPerSecond(environment['PARITY_CALLS_PER_SECOND']),
    baseUrl,
    recordingsFolder: recordingsFolder ?? RECORDINGS_FOLDER,
  }
}

/** A variable that is exported with nothing in it was meant to be unset. */
function withoutEmpty(variables: Environment): Environment {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
}

function required(environment: Environment, name: string): string {
  const value = environment[name]
  if (value === undefined) throw new Error(`PARITY_ACCOUNT_SID names an account: set ${name} as well.`)
  return value
}

function smsAddresses(environment: Environment): AccountSettings['sms'] {
  const address = environment['PARITY_SMS_ADDRESS']
  const proxyAddress = environment['PARITY_SMS_PROXY_ADDRESS']
  if (address === undefined && proxyAddress === undefined) return undefined
  if (address === undefined || proxyAddress === undefined) {
    throw new Error('PARITY_SMS_ADDRESS and PARITY_SMS_PROXY_ADDRESS are set together or not at all.')
  }
  return { address, proxyAddress }
}

function callsPerSecond(text: string | undefined): number {
  if (text === undefined) return DEFAULT_CALLS_PER_SECOND
  const value = Number(text)
  if (value > 0 && value <= CALLS_PER_SECOND_MAX) return value
  throw new Error(`PARITY_CALLS_PER_SECOND must be more than 0 and at most ${CALLS_PER_SECOND_MAX}, not '${text}'.`)
}
