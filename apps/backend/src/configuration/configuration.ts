import type { RepairSwitch } from '@conversation-transfer/transfer'
import type { GatewaySettings } from '@conversation-transfer/twilio-gateway'
import type { AllowanceLimits } from '../store/repair-allowance.ts'

/** All that the environment says, read once and checked as a whole. */
export interface Configuration {
  readonly twilio: GatewaySettings
  /** Postgres, or a folder for PGlite. */
  readonly store:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'pglite'; readonly folder: string }
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** As Twilio reaches it: what signatures are made of. Undefined: webhooks are refused. */
  readonly publicUrl: string | undefined
  /** Opens the page and the API; undefined: only from this machine, and only if `host` is a loopback address. */
  readonly accessToken: string | undefined
  /** Which rules may change anything; the others only say what they would do. */
  readonly repairs: RepairSwitch
  readonly allowance: AllowanceLimits
  readonly censusEveryMs: number
  /** How many conversations one process looks at side by side. */
  readonly looksAtOnce: number
  readonly auditKeptMs: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
}
