import { describe, expect, test } from 'vitest'
import { startSdkEmulator, type SdkEmulator } from '../../testing/sdk-emulator.ts'
import { createProject, deployFiles } from '../../testing/test-deployment.ts'

const URL_OF_SCRIPT = 'https://example.com/bundle.js'

const failureOf = (pending: Promise<unknown>): Promise<unknown> =>
  pending.then(
    () => undefined,
    (error: unknown) => error,
  )

/** A plugin of this name with these versions. Answers the versions' sids. */
async function publish({ client }: SdkEmulator, uniqueName: string, ...versions: string[]): Promise<string[]> {
  await client.flexApi.v1.plugins.create({ uniqueName })
  const { pluginVersions } = client.flexApi.v1.plugins(uniqueName)
  const sids = []
  for (const versionParam of versions) {
    sids.push((await pluginVersions.create({ versionParam, pluginUrl: URL_OF_SCRIPT })).sid)
  }
  return sids
}

async function release({ client }: SdkEmulator, ...versionSids: (string | undefined)[]): Promise<string> {
  const plugins = versionSids.map((plugin_version) => ({ plugin_version, phase: 3 }))
  const { sid } = await client.flexApi.v1.pluginConfigurations.create({ name: 'x', plugins })
  await client.flexApi.v1.pluginReleases.create({ configurationId: sid })
  return sid
}

/** What the Flex UI asks for when a desktop starts. */
async function loaded(sdk: SdkEmulator): Promise<unknown> {
  return (await sdk.fetch('https://flex.twilio.com/plugins?roles=agent')).json()
}

describe('a plugin', () => {
  test('is known by its name, is described, and has each version once, newest first', async () => {
    const sdk = await startSdkEmulator()
    const { v1 } = sdk.client.flexApi
    await publish(sdk, 'plugin-a', '1.0.0', '1.1.0-beta.1')
    expect(await failureOf(v1.plugins.create({ uniqueName: 'plugin-a' }))).toMatchObject({ status: 409 })
    await v1.plugins('plugin-a').update({ friendlyName: 'A', description: 'The first' })
    expect(await v1.plugins('plugin-a').fetch()).toMatchObject({
      friendlyName: 'A',
      description: 'The first',
      archived: false,
    })
    expect(await v1.plugins.list()).toHaveLength(1)
    const { pluginVersions } = v1.plugins('plugin-a')
    expect((await pluginVersions.list()).map(({ version }) => version)).toEqual(['1.1.0-beta.1', '1.0.0'])
    expect(await v1.plugins('plugin-a').pluginVersions('1.0.0').fetch()).toMatchObject({
      pluginUrl: URL_OF_SCRIPT,
      archived: false,
    })
    for (const [versionParam, pluginUrl, status] of [
      ['1.0.0', URL_OF_SCRIPT, 409],
      ['one', URL_OF_SCRIPT, 400],
      ['2.0.0', 'bundle.js', 400],
    ] as const) {
      expect(await failureOf(pluginVersions.create({ versionParam, pluginUrl }))).toMatchObject({ status })
    }
    expect(await failureOf(v1.plugins('plugin-b').fetch())).toMatchObject({ status: 404, code: 20404 })
  })
})

describe('a release', () => {
  test('is what desktops load from then on, and the one before comes back by another release', async () => {
    const sdk = await startSdkEmulator()
    const { v1 } = sdk.client.flexApi
    expect(await failureOf(v1.pluginReleases('Active').fetch())).toMatchObject({ status: 404 })
    expect(await loaded(sdk)).toEqual([])
    const [a1, a2] = await publish(sdk, 'plugin-a', '1.0.0', '2.0.0')
    const [b1] = await publish(sdk, 'plugin-b', '1.0.0')
    const first = await release(sdk, a1)
    const entry = { src: URL_OF_SCRIPT, phase: 3 }
    expect(await loaded(sdk)).toEqual([{ ...entry, name: 'plugin-a', version: '1.0.0' }])
    const second = await release(sdk, a2, b1)
    expect(await loaded(sdk)).toEqual([
      { ...entry, name: 'plugin-a', version: '2.0.0' },
      { ...entry, name: 'plugin-b', version: '1.0.0' },
    ])
    expect((await v1.pluginReleases('Active').fetch()).configurationSid).toBe(second)
    expect((await v1.pluginConfigurations(second).plugins.list()).map(({ uniqueName }) => uniqueName)).toEqual([
      'plugin-a',
      'plugin-b',
    ])
    expect(await v1.pluginConfigurations(second).plugins('plugin-b').fetch()).toMatchObject({
      version: '1.0.0',
      phase: 3,
    })
    await v1.pluginReleases.create({ configurationId: first })
    expect(await loaded(sdk)).toMatchObject([{ version: '1.0.0' }])
    expect((await v1.pluginReleases.list()).map((row) => row.configurationSid)).toEqual([first, second, first])
  })

  test('gives way, plugin by plugin, to what was registered with the emulator', async () => {
    const sdk = await startSdkEmulator({ plugins: [{ name: 'plugin-a', version: '0.0.1', src: '/local.js' }] })
    const [a1] = await publish(sdk, 'plugin-a', '1.0.0')
    const [b1] = await publish(sdk, 'plugin-b', '1.0.0')
    await release(sdk, a1, b1)
    expect(await loaded(sdk)).toMatchObject([{ src: '/local.js' }, { name: 'plugin-b' }])
  })

  test('needs a configuration of versions that there are, one of each plugin', async () => {
    const sdk = await startSdkEmulator()
    const { v1 } = sdk.client.flexApi
    const [a1, a2] = await publish(sdk, 'plugin-a', '1.0.0', '2.0.0')
    for (const versions of [[a1, a2], [`FV${'0'.repeat(32)}`], [undefined]]) {
      expect(await failureOf(release(sdk, ...versions))).toMatchObject({ status: 400 })
    }
    expect(await failureOf(v1.pluginReleases.create({ configurationId: 'FJ0' }))).toMatchObject({ status: 404 })
  })
})

describe('what is archived', () => {
  test('is not what desktops load, and is never released again', async () => {
    const sdk = await startSdkEmulator()
    const { v1 } = sdk.client.flexApi
    const [a1, a2] = await publish(sdk, 'plugin-a', '1.0.0', '2.0.0')
    const first = await release(sdk, a1)
    const archives = [
      () => v1.pluginVersionArchive('plugin-a', '1.0.0').update(),
      () => v1.pluginArchive('plugin-a').update(),
      () => v1.pluginConfigurationArchive(first).update(),
    ]
    for (const archive of archives) expect(await failureOf(archive())).toMatchObject({ status: 400 })
    await release(sdk, a2)
    expect((await v1.pluginVersionArchive('plugin-a', '1.0.0').update()).archived).toBe(true)
    expect(await failureOf(v1.pluginReleases.create({ configurationId: first }))).toMatchObject({ status: 400 })
    expect(await failureOf(release(sdk, a1))).toMatchObject({ status: 400 })
    expect((await v1.pluginConfigurationArchive(first).update()).archived).toBe(true)
    await release(sdk)
    expect((await v1.pluginArchive('plugin-a').update()).archived).toBe(true)
    expect(await failureOf(v1.pluginArchive('plugin-a').update())).toMatchObject({
      status: 400,
      message: expect.stringContaining('already archived'),
    })
    expect(await loaded(sdk)).toEqual([])
  })
})

test.each(['public', 'protected'] as const)(
  'a plugin whose script is a %s asset is loaded by a browser that has no credentials',
  async (visibility) => {
    const sdk = await startSdkEmulator()
    const project = await createProject(sdk, 'default')
    const path = '/plugins/plugin-a/1.0.0/bundle.js'
    await deployFiles(sdk, project, [{ kind: 'Assets', path, content: 'load()', visibility }])
    await sdk.client.flexApi.v1.plugins.create({ uniqueName: 'plugin-a' })
    const version = await sdk.client.flexApi.v1.plugins('plugin-a').pluginVersions.create({
      versionParam: '1.0.0',
      pluginUrl: `https://${project.domainName}${path}`,
      private: visibility === 'protected',
    })
    await release(sdk, version.sid)
    const [plugin] = (await loaded(sdk)) as { src: string }[]
    const script = await fetch(plugin?.src.replace('https://', `${sdk.emulator.url}/__twilio/`) ?? '')
    expect(script.headers.get('Content-Type')).toContain('javascript')
    expect(await script.text()).toBe('load()')
  },
)

test('the Flex configuration takes what a deployment writes there', async () => {
  const { client, emulator } = await startSdkEmulator()
  const configuration = client.flexApi.v1.configuration()
  const account_sid = emulator.world.account.sid
  const { uiAttributes } = await configuration.fetch()
  const changed = { ...(uiAttributes as object), custom_data: { a: 1 } }
  await configuration.update({
    account_sid,
    ui_version: '~2.13.0',
    ui_attributes: changed,
    serverless_service_sids: ['ZS1'],
  })
  expect(await configuration.fetch()).toMatchObject({
    uiVersion: '~2.13.0',
    uiAttributes: { custom_data: { a: 1 } },
    serverlessServiceSids: ['ZS1'],
    taskrouterWorkspaceSid: emulator.contactCenter.workspaceSid,
  })
})
