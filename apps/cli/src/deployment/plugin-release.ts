import type { Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'

/** What Flex calls the plugin. */
const PLUGIN_NAME = 'conversation-transfer'

/** When the Flex UI loads it: that of plugins (FU-3). */
const PHASE = 3

export interface PluginVersion {
  readonly version: string
  /** Where its script is. */
  readonly url: string
}

type Api = Workspace['client']['flexApi']['v1']

/** The version that desktops load now; undefined if none is released. */
export async function releasedVersion({ client }: Workspace): Promise<PluginVersion | undefined> {
  const released = (await pluginsInForce(client.flexApi.v1)).find(({ uniqueName }) => uniqueName === PLUGIN_NAME)
  return released && { version: released.version, url: released.pluginUrl }
}

/**
 * Has desktops that start from now on load this version, beside whatever else is released.
 *
 * @throws {CliError} where the version is another script already: what is released under a name never changes (PL-2).
 */
export async function releasePlugin(
  { client }: Workspace,
  wanted: PluginVersion,
  tell: (line: string) => void,
): Promise<'made' | 'changed' | undefined> {
  const api = client.flexApi.v1
  const versionSid = await versionOf(api, wanted)
  const before = await pluginsInForce(api)
  if (before.some(({ pluginVersionSid }) => pluginVersionSid === versionSid)) return undefined
  const others = before.filter(({ uniqueName }) => uniqueName !== PLUGIN_NAME)
  await release(api, `${PLUGIN_NAME} ${wanted.version}`, [
    ...others.map(entryOf),
    { plugin_version: versionSid, phase: PHASE },
  ])
  tell(`Released ${PLUGIN_NAME} ${wanted.version}, beside ${others.length} other plugins`)
  return others.length === before.length ? 'made' : 'changed'
}

/** Desktops that start from now on do without it. */
export async function withdrawPlugin({ client }: Workspace): Promise<void> {
  const api = client.flexApi.v1
  const before = await pluginsInForce(api)
  const others = before.filter(({ uniqueName }) => uniqueName !== PLUGIN_NAME)
  if (others.length < before.length) await release(api, `without ${PLUGIN_NAME}`, others.map(entryOf))
}

interface Entry {
  readonly plugin_version: string
  readonly phase: number
}

function entryOf({ pluginVersionSid, phase }: { pluginVersionSid: string; phase: number }): Entry {
  return { plugin_version: pluginVersionSid, phase }
}

async function release(api: Api, name: string, plugins: readonly Entry[]): Promise<void> {
  const { sid } = await api.pluginConfigurations.create({ name, plugins: [...plugins] })
  await api.pluginReleases.create({ configurationId: sid })
}

/** The plugins of the configuration in force. */
async function pluginsInForce(api: Api) {
  const [active] = await api.pluginReleases.list({ limit: 1 })
  return active === undefined ? [] : api.pluginConfigurations(active.configurationSid).plugins.list()
}

async function versionOf(api: Api, { version, url }: PluginVersion): Promise<string> {
  const plugins = await api.plugins.list()
  const plugin = plugins.find(({ uniqueName }) => uniqueName === PLUGIN_NAME)
  const { sid } =
    plugin ?? (await api.plugins.create({ uniqueName: PLUGIN_NAME, friendlyName: 'Conversation Transfer' }))
  const { pluginVersions } = api.plugins(sid)
  const there = (await pluginVersions.list()).find((row) => row.version === version)
  if (there === undefined) return (await pluginVersions.create({ versionParam: version, pluginUrl: url })).sid
  if (there.pluginUrl === url) return there.sid
  throw new CliError(
    EXIT.found,
    `Version ${version} of the plugin is there already, at ${there.pluginUrl}, and a version never changes. ` +
      'Give this one another with `conversation-transfer deploy plugin --plugin-version`.',
  )
}
