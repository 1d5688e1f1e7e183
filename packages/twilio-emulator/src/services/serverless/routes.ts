import type { Route } from '../../transports/rest/route.ts'
import { buildRoutes } from './build-routes.ts'
import { environmentRoutes } from './environment-routes.ts'
import { resourceRoutes } from './resource-routes.ts'
import { serviceRoutes } from './service-routes.ts'
import { variableRoutes } from './variable-routes.ts'
import { versionRoutes } from './version-routes.ts'

export const serverlessRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...environmentRoutes,
  ...variableRoutes,
  ...resourceRoutes,
  ...versionRoutes,
  ...buildRoutes,
]
