import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound } from '../../transports/rest/twilio-error.ts'
import { addressRoutes } from './address-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { participantConversationRoutes } from './participant-conversation-routes.ts'
import { participantRoutes } from './participant-routes.ts'
import { userRoutes } from './user-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

const routes: readonly Route[] = [
  ...conversationRoutes,
  ...participantRoutes,
  ...messageRoutes,
  ...webhookRoutes,
  ...participantConversationRoutes,
  ...userRoutes,
]

/** Every call but those on addresses stands on two paths: the default service's, and one that names the service (CV-1). */
export const conversationsRoutes: readonly Route[] = [...routes, ...routes.map(underService), ...addressRoutes]

function underService(route: Route): Route {
  return {
    ...route,
    path: route.path.replace('/v1/', '/v1/Services/:serviceSid/'),
    handle: (request, world) => {
      const serviceSid = pathParameter(request, 'serviceSid')
      if (serviceSid !== world.account.conversationServiceSid) throw notFound(`/v1/Services/${serviceSid}`)
      return route.handle(request, world)
    },
  }
}
