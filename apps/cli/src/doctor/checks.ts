import type { Check } from './check.ts'
import { backend } from './checks/backend.ts'
import { clock } from './checks/clock.ts'
import { configuration } from './checks/configuration.ts'
import { flexVersion } from './checks/flex-version.ts'
import { functions } from './checks/functions.ts'
import { plugin } from './checks/plugin.ts'
import { queues } from './checks/queues.ts'
import { webhooks } from './checks/webhooks.ts'
import { workflow } from './checks/workflow.ts'

/** In the order in which a set-up makes what they look at. */
export const CHECKS: readonly Check[] = [
  clock,
  flexVersion,
  workflow,
  queues,
  configuration,
  functions,
  plugin,
  backend,
  webhooks,
]
