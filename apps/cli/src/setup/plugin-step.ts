import type { Workspace } from '../account/workspace.ts'
import { publicAddress } from '../deployment/public-address.ts'
import { pluginContent, PLUGIN_SERVICE } from '../deployment/plugin-content.ts'
import { releasedVersion, releasePlugin, withdrawPlugin } from '../deployment/plugin-release.ts'
import { deployServerless } from '../deployment/serverless.ts'
import type { Surroundings } from '../surroundings.ts'
import { VERSION } from '../version.ts'
import type { SetupRecord } from './setup-record.ts'
import type { SetupStep } from './setup-step.ts'

const NAME = 'plugin'

/** The plugin in the Flex UI, beside whatever else is released. */
export function pluginStep(
  surroundings: Surroundings,
  workspace: Workspace,
  record: SetupRecord,
  tell: (line: string) => void,
): SetupStep {
  return {
    name: NAME,
    plan: async () => {
      const released = await releasedVersion(workspace)
      const { path } = await pluginContent(surroundings, VERSION)
      if (released?.url.endsWith(path) === true) return undefined
      const instead = released === undefined ? '' : ` in the place of ${released.version}`
      return `deploys the plugin ${VERSION}, and releases it${instead}`
    },
    apply: async () => {
      await record.add(NAME, {})
      const content = await pluginContent(surroundings, VERSION)
      const { domainName } = await deployServerless(surroundings, workspace, content, tell)
      const url = publicAddress(workspace, `${domainName}${content.path}`)
      await releasePlugin(workspace, { version: VERSION, url }, tell)
    },
    planRemoval: async () =>
      NAME in (await record.read())
        ? `releases what else is released without the plugin; its script stays at the service "${PLUGIN_SERVICE}"`
        : undefined,
    // A version stays registered for ever, with the address that it has (PL-2): without the script there, neither the next
    // set-up nor an earlier release could bring it back.
    remove: async () => {
      await withdrawPlugin(workspace)
      await record.forget(NAME)
    },
  }
}
