import type { Surroundings } from '../surroundings.ts'
import { digestOf } from './bundle.ts'
import { readBundle } from './functions-content.ts'
import type { ServerlessContent } from './serverless.ts'
import { PLUGIN_FILE } from './uploads.ts'

/** Where the plugin's script is; beside the Functions, so that neither deployment touches the other. */
export const PLUGIN_SERVICE = 'conversation-transfer-plugin'

export interface PluginContent extends ServerlessContent {
  /** Where the script is answered; another script has another path, and desktops that are open keep theirs. */
  readonly path: string
}

export async function pluginContent(
  surroundings: Surroundings,
  version: string,
  file: string = PLUGIN_FILE,
): Promise<PluginContent> {
  const script = { kind: 'Assets', path: '/', content: await readBundle(surroundings, file) } as const
  const path = `/plugins/conversation-transfer/${version}/${digestOf([script])}.js`
  return {
    service: PLUGIN_SERVICE,
    files: [{ ...script, path }],
    dependencies: [],
    variables: {},
    keepsOthers: true,
    path,
  }
}
