import type { Twilio } from 'twilio'
import type { Pacing } from './retry-policy.ts'
import type { GatewaySettings } from './settings.ts'

/** What a step is performed with. */
export interface Performer extends Pacing {
  readonly client: Twilio
  readonly settings: GatewaySettings
}
