import { releasedVersion } from '../../deployment/plugin-release.ts'
import { VERSION } from '../../version.ts'
import type { Check } from '../check.ts'
import { fetched } from '../../fetched.ts'
import { error, warning } from '../finding.ts'

const DEPLOY = 'conversation-transfer deploy plugin'

/** Whether desktops that start now load the plugin. */
export const plugin: Check = {
  name: 'plugin',
  run: async ({ workspace }) => {
    const released = await releasedVersion(workspace)
    if (released === undefined) return [error('The plugin is not released: no desktop loads it.', DEPLOY)]
    const script = await fetched(released.url)
    const why = 'failed' in script ? script.failed : script.status === 200 ? undefined : String(script.status)
    return [
      ...(why === undefined
        ? []
        : [error(`The released plugin's script cannot be loaded from ${released.url}: ${why}.`, DEPLOY)]),
      ...(released.version === VERSION
        ? []
        : [warning(`The released plugin is ${released.version}, and this program is ${VERSION}.`, DEPLOY)]),
    ]
  },
}
