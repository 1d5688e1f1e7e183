import type { Random } from './random.ts'

/**
 * The prefixes of the identifiers that the emulator gives out.
 * Source: Twilio's OpenAPI descriptions (documented), `FU` from the Flex UI's own requests (observed).
 */
export type SidPrefix =
  | 'AC' // account
  | 'CH' // conversation
  | 'DF' // subscription to events
  | 'DG' // sink of events
  | 'ES' // Sync list
  | 'ET' // Sync document
  | 'EV' // TaskRouter event
  | 'FJ' // plugin configuration
  | 'FK' // plugin release
  | 'FO' // Flex flow
  | 'FP' // plugin
  | 'FU' // Flex user
  | 'FV' // plugin version
  | 'FW' // Studio flow
  | 'GO' // Flex instance
  | 'IG' // address configuration
  | 'IM' // message
  | 'IS' // conversation service
  | 'KD' // interaction
  | 'KG' // interaction channel invite
  | 'MB' // conversation participant
  | 'ME' // media of a message
  | 'MP' // Sync map
  | 'QW' // transfer execution
  | 'RL' // role
  | 'TC' // task channel
  | 'UO' // interaction channel
  | 'US' // conversation user
  | 'UT' // interaction channel participant
  | 'UX' // interaction transfer
  | 'WA' // activity
  | 'WC' // worker channel
  | 'WH' // conversation webhook
  | 'WK' // worker
  | 'WQ' // task queue
  | 'WR' // reservation
  | 'WS' // workspace
  | 'WT' // task
  | 'WW' // workflow
  | 'ZB' // build
  | 'ZD' // deployment
  | 'ZE' // environment
  | 'ZH' // function, asset
  | 'ZN' // version of a function or an asset
  | 'ZS' // service of Serverless
  | 'ZV' // environment variable

const HEX_DIGITS = 32

/** A Twilio identifier: its prefix and 32 hexadecimal digits. */
export function newSid(random: Random, prefix: SidPrefix): string {
  let digits = ''
  while (digits.length < HEX_DIGITS) digits += random.integer(0, 0xffff).toString(16).padStart(4, '0')
  return prefix + digits
}
