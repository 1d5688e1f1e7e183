import type { RepairSwitch } from '@conversation-transfer/transfer'
import type { Connections, GatewaySettings, Time } from '@conversation-transfer/twilio-gateway'
import type { Instruments } from '../observability/instruments.ts'
import type { Log } from '../observability/log.ts'
import type { AllowanceLimits } from '../store/repair-allowance.ts'
import type { Store } from '../store/store.ts'
import type { TwilioLimits } from './twilio-limits.ts'

/** Everything that looking after conversations needs. Nothing else is read: no environment, no clock, no chance. */
export interface WorkOptions {
  readonly store: Store
  readonly settings: GatewaySettings
  readonly connections: Pick<Connections, 'request'>
  readonly time: Time
  /** A number from 0 to 1, another one each time. */
  readonly chance: () => number
  /** Which process this is among all on the store. */
  readonly processId: string
  readonly repairs: RepairSwitch
  readonly allowance: AllowanceLimits
  readonly censusEveryMs: number
  readonly looksAtOnce: number
  /** Absent for what an account of Twilio's is believed to allow. */
  readonly limits?: TwilioLimits | undefined
  readonly auditKeptMs: number
  readonly instruments: Instruments
  readonly log: Log
}
