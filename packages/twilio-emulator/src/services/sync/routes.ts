import type { Route } from '../../transports/rest/route.ts'
import { documentRoutes } from './document-routes.ts'
import { listItemRoutes } from './list-item-routes.ts'
import { listRoutes } from './list-routes.ts'
import { mapItemRoutes } from './map-item-routes.ts'
import { mapRoutes } from './map-routes.ts'

export const syncRoutes: readonly Route[] = [
  ...documentRoutes,
  ...mapRoutes,
  ...mapItemRoutes,
  ...listRoutes,
  ...listItemRoutes,
]
