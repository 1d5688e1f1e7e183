import type { FaultPlan } from '../faults/fault-plan.ts'
import type { ContactCenter } from '../seed/contact-center.ts'
import type { SocketServer } from '../transports/sockets/socket-server.ts'
import type { WebhookLog } from '../webhooks/webhook-log.ts'
import type { WebhookSender } from '../webhooks/webhook-sender.ts'
import type { Clock } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { CallLog } from './call-log.ts'
import type { ChangeLog } from './change-log.ts'
import type { Seeding } from './seeding.ts'

/** What the control API reads and steers. */
export interface Controls {
  readonly world: World
  /** The clock that the emulator was started with. */
  readonly clock: Clock
  readonly seeding: Seeding
  readonly calls: CallLog
  readonly changes: ChangeLog
  readonly faults: FaultPlan
  readonly webhooks: WebhookSender
  readonly webhookLog: WebhookLog
  readonly sockets: SocketServer
  /** What is to be done to an account that was made new, before anybody is told of it. */
  readonly afterReset: (contactCenter: ContactCenter) => Promise<void>
}
