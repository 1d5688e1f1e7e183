import type { Route } from '../../transports/rest/route.ts'
import { configurationRoutes } from './configuration-routes.ts'
import { pluginRoutes } from './plugin-routes.ts'

export const pluginServiceRoutes: readonly Route[] = [...pluginRoutes, ...configurationRoutes]
