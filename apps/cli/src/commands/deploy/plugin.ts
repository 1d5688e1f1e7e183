import { openWorkspace } from '../../account/workspace.ts'
import { pluginContent, PLUGIN_SERVICE } from '../../deployment/plugin-content.ts'
import { publicAddress } from '../../deployment/public-address.ts'
import { releasePlugin, type PluginVersion } from '../../deployment/plugin-release.ts'
import { deployServerless } from '../../deployment/serverless.ts'
import { PLUGIN_FILE } from '../../deployment/uploads.ts'
import { EXIT } from '../../exit-code.ts'
import { VERSION } from '../../version.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer deploy plugin                            uploads this version, and releases it
  conversation-transfer deploy plugin --plugin-version 0.1.1     a change of your own

The script becomes an asset of the service "${PLUGIN_SERVICE}". What else is released stays released. Desktops that are open
keep what they have loaded until they are loaded again.
`

interface Options {
  readonly bundle: string
  readonly pluginVersion: string
  readonly json?: true
  readonly profile?: string
}

export const addDeployPluginCommand: AddCommand = (deploy, surroundings, end) => {
  deploy
    .command('plugin')
    .description('Deploys the plugin for the Flex UI, and releases it.')
    .option('--bundle <file>', 'where it is', PLUGIN_FILE)
    .option('--plugin-version <version>', 'what Flex calls it', VERSION)
    .option('--json', 'print {version, url, done} and nothing else')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async ({ bundle, pluginVersion: version, json, profile }: Options) => {
      const workspace = await openWorkspace(surroundings, profile)
      const content = await pluginContent(surroundings, version, bundle)
      const tell = (line: string): void => surroundings.complain(`${line}\n`)
      const { domainName } = await deployServerless(surroundings, workspace, content, tell)
      const wanted: PluginVersion = { version, url: publicAddress(workspace, `${domainName}${content.path}`) }
      const done = await releasePlugin(workspace, wanted, tell)
      surroundings.print(
        json === true
          ? `${JSON.stringify({ ...wanted, done: done ?? null })}\n`
          : `conversation-transfer ${version}: ${done === undefined ? 'nothing: it is released already' : 'released'}.\n`,
      )
      end(EXIT.fine)
    })
}
