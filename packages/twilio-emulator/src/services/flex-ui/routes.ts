import type { Route } from '../../transports/rest/route.ts'
import { assetRoutes } from './asset-routes.ts'
import { pluginRoutes } from './plugin-routes.ts'
import { shellRoutes } from './shell-routes.ts'

/** What only the Flex UI asks for, at addresses that are no API. */
export const flexUiRoutes: readonly Route[] = [...shellRoutes, ...pluginRoutes, ...assetRoutes]
