import { ok } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'

/** Plugins are loaded in the third and last phase of the Flex UI's start. */
const PHASE = 3

/** The list from which the Flex UI loads its plugins: a plugin that came otherwise could not start (FU-3). */
export const pluginRoutes: readonly Route[] = [
  {
    host: 'flex.twilio.com',
    method: 'GET',
    path: '/plugins',
    mark: 'observed',
    fact: 'FU-3',
    handle: (_request, { flex }) => ok(flex.plugins.map((plugin) => ({ ...plugin, phase: PHASE }))),
  },
]
