import type { Route } from '../../transports/rest/route.ts'
import { documentRoutes } from './document-routes.ts'
import { mapItemRoutes } from './map-item-routes.ts'
import { mapRoutes } from './map-routes.ts'

export const syncRoutes: readonly Route[] = [...documentRoutes, ...mapRoutes, ...mapItemRoutes]
