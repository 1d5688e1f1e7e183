import type { UpstreamRoute } from '../upstream-route.ts'
import { clientConfigurationRoutes } from './client-configuration-routes.ts'
import { clientConversationRoutes } from './client-conversation-routes.ts'
import { clientMessageRoutes } from './client-message-routes.ts'
import { clientParticipantRoutes } from './client-participant-routes.ts'
import { clientUserRoutes } from './client-user-routes.ts'

/** What the Conversations SDK calls. */
export const chatRoutes: readonly UpstreamRoute[] = [
  ...clientConfigurationRoutes,
  ...clientConversationRoutes,
  ...clientParticipantRoutes,
  ...clientMessageRoutes,
  ...clientUserRoutes,
]
