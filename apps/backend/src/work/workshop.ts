import type { AccountGateway, Gateway } from '@conversation-transfer/twilio-gateway'
import type { PolicyCache } from './policy-cache.ts'
import type { WorkOptions } from './work-options.ts'

/** What every look of a process works with. */
export interface Workshop extends Pick<
  WorkOptions,
  'store' | 'time' | 'chance' | 'repairs' | 'allowance' | 'instruments' | 'log'
> {
  readonly policy: Pick<PolicyCache, 'current'>
  /** Twilio, until a moment after which no call is under way any more. */
  readonly gatewayUntil: (deadlineMs: number) => Gateway
  readonly accountUntil: (deadlineMs: number) => AccountGateway
}
