import { ok } from '../rest/message.ts'
import { chatRoutes } from './conversations/chat-routes.ts'
import { insightsRoutes } from './insights/insights-routes.ts'
import { subscriptionRoutes } from './sync/subscription-routes.ts'
import { entityRoutes } from './sync/entity-routes.ts'
import { entityItemRoutes } from './sync/entity-item-routes.ts'
import type { UpstreamRoute } from './upstream-route.ts'

/** The Flex UI reports on itself; nobody reads it here. */
const telemetryRoutes: readonly UpstreamRoute[] = [
  {
    host: 'flex-sdk.twilio.com',
    method: 'POST',
    path: '/v1/Telemetry/Events',
    mark: 'observed',
    fact: 'TS-3',
    handle: () => ok({}),
  },
]

/** Every call that is built on sockets. */
export const upstreamRoutes: readonly UpstreamRoute[] = [
  ...entityRoutes,
  ...entityItemRoutes,
  ...subscriptionRoutes,
  ...insightsRoutes,
  ...chatRoutes,
  ...telemetryRoutes,
]
