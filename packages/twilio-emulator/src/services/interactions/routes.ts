import type { Route } from '../../transports/rest/route.ts'
import { channelRoutes } from './channel-routes.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { interactionWebhookRoutes } from './interaction-webhook-routes.ts'
import { inviteRoutes } from './invite-routes.ts'
import { participantRoutes } from './participant-routes.ts'
import { pausedChannelRoutes } from './paused-channel-routes.ts'
import { transferRoutes } from './transfer-routes.ts'

export const interactionsRoutes: readonly Route[] = [
  ...interactionRoutes,
  ...channelRoutes,
  ...pausedChannelRoutes,
  ...inviteRoutes,
  ...participantRoutes,
  ...transferRoutes,
  ...interactionWebhookRoutes,
]
