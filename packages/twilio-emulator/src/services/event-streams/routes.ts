import type { Route } from '../../transports/rest/route.ts'
import { sinkRoutes } from './sink-routes.ts'
import { subscriptionRoutes } from './subscription-routes.ts'
import { typeRoutes } from './type-routes.ts'

export const eventStreamsRoutes: readonly Route[] = [...sinkRoutes, ...subscriptionRoutes, ...typeRoutes]
