import type { Route } from '../../transports/rest/route.ts'
import { accountRoutes } from './account-routes.ts'
import { configurationRoutes } from './configuration-routes.ts'
import { webChatRoutes } from './web-chat-routes.ts'

export const flexRoutes: readonly Route[] = [...configurationRoutes, ...accountRoutes, ...webChatRoutes]
