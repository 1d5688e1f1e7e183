import type { Scenario } from '../scenario.ts'
import { coldTransfer } from './cold-transfer.ts'

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  coldTransfer('web', 'worker'),
  coldTransfer('sms', 'worker'),
  coldTransfer('whatsapp', 'worker'),
  coldTransfer('web', 'queue'),
  coldTransfer('sms', 'queue'),
  coldTransfer('whatsapp', 'queue'),
]
