import { describe, expect, onTestFinished, test } from 'vitest'
import { FUNCTIONS_FOLDER, FUNCTIONS_PACKAGE, PLUGIN_FILE } from '../deployment/uploads.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { stoppedAfter } from '../testing/stopped-after.ts'

const FUNCTIONS = ['look', 'transfer', 'invite', 'cancel-invite', 'remove', 'leave'] as const

/** More than a deployment makes. */
const CHANGES_MAX = 60

/** Stands in for what `npm run build` makes: the smallest that Twilio takes. */
const ANSWERS = (text: string): string => `exports.handler = (context, event, callback) => callback(null, '${text}')`

const sdk = (version: string): string => JSON.stringify({ dependencies: { twilio: version } })

async function scene(): Promise<Scene> {
  const opened = await openScene()
  onTestFinished(() => opened.close())
  for (const name of FUNCTIONS) opened.files.set(`${FUNCTIONS_FOLDER}/conversation-transfer/${name}.js`, ANSWERS(name))
  opened.files.set(FUNCTIONS_PACKAGE, sdk('6.2.0'))
  opened.files.set(PLUGIN_FILE, 'window.thePlugin = 1')
  return opened
}

interface Printed {
  readonly domainName: string
  readonly version: string
  readonly url: string
  readonly done: string | null
}

async function runJson(stage: Scene, ...args: readonly string[]): Promise<Printed> {
  const { exitCode, printed, complained } = await stage.run(...args, '--json')
  expect({ exitCode, complained: exitCode === 0 ? '' : complained }).toEqual({ exitCode: 0, complained: '' })
  return JSON.parse(printed) as Printed
}

const at = ({ emulator }: Scene, domainAndPath: string): Promise<Response> =>
  fetch(`${emulator.url}/__twilio/${domainAndPath}`)

async function released({ account }: Scene): Promise<readonly string[]> {
  const { v1 } = account.client.flexApi
  const [active] = await v1.pluginReleases.list({ limit: 1 })
  if (active === undefined) return []
  const rows = await v1.pluginConfigurations(active.configurationSid).plugins.list()
  return rows.map(({ uniqueName, version }) => `${uniqueName} ${version}`).sort()
}

describe('deploy functions', () => {
  test('makes the service, with everything that the Functions have to know, and answers where they are', async () => {
    const stage = await scene()
    const { domainName, done } = await runJson(stage, 'deploy', 'functions')
    expect(done).toBe('made')
    for (const name of FUNCTIONS) {
      expect(await (await at(stage, `${domainName}/conversation-transfer/${name}`)).text()).toBe(name)
    }
    const { serverless } = stage.account.client
    const [service] = await serverless.v1.services.list()
    const [environment] = await serverless.v1.services(service?.sid ?? '').environments.list()
    const { variables } = serverless.v1.services(service?.sid ?? '').environments(environment?.sid ?? '')
    const values = Object.fromEntries((await variables.list()).map(({ key, value }) => [key, value]))
    expect(values).toMatchObject({
      TWILIO_FLEX_WORKSPACE_SID: stage.account.settings.workspaceSid,
      TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: stage.account.settings.workflowSid,
    })
  })

  test('changes nothing when it is run again, and takes the place of what has changed', async () => {
    const stage = await scene()
    const { domainName } = await runJson(stage, 'deploy', 'functions')
    expect(await runJson(stage, 'deploy', 'functions')).toEqual({ domainName, done: null })
    stage.files.set(`${FUNCTIONS_FOLDER}/conversation-transfer/look.js`, ANSWERS('changed'))
    expect(await runJson(stage, 'deploy', 'functions')).toEqual({ domainName, done: 'changed' })
    expect(await (await at(stage, `${domainName}/conversation-transfer/look`)).text()).toBe('changed')
    expect(await stage.account.client.serverless.v1.services.list()).toHaveLength(1)
  })

  test('has Twilio install the SDK in the version that the Functions are made for', async () => {
    const stage = await scene()
    const built = (): unknown =>
      stage.emulator.world.serverless.builds.all().map(({ dependencies, runtime }) => ({ dependencies, runtime }))
    await runJson(stage, 'deploy', 'functions')
    const first = { dependencies: [{ name: 'twilio', version: '6.2.0' }], runtime: 'node22' }
    expect(built()).toEqual([first])
    stage.files.set(FUNCTIONS_PACKAGE, sdk('6.3.0'))
    expect((await runJson(stage, 'deploy', 'functions')).done).toBe('changed')
    expect(built()).toEqual([first, { ...first, dependencies: [{ name: 'twilio', version: '6.3.0' }] }])
  })

  test('goes on where an earlier run was stopped, wherever that was', async () => {
    const stage = await scene()
    // Each run gets one change further than the one before, until one gets through.
    let changes = 0
    for (; changes < CHANGES_MAX; changes++) {
      const { exitCode } = await stoppedAfter(stage, changes, () => stage.run('deploy', 'functions', '--json'))
      if (exitCode === 0) break
    }
    expect(changes).toBeGreaterThan(5)
    expect(changes).toBeLessThan(CHANGES_MAX)
    const { domainName, done } = await runJson(stage, 'deploy', 'functions')
    expect(done).toBeNull()
    expect(await (await at(stage, `${domainName}/conversation-transfer/leave`)).text()).toBe('leave')
    expect(await stage.account.client.serverless.v1.services.list()).toHaveLength(1)
  })

  test('says what is missing, and what is too large, before anything is changed', async () => {
    const stage = await scene()
    const file = `${FUNCTIONS_FOLDER}/conversation-transfer/look.js`
    stage.files.set(file, 'x'.repeat(1_000_001))
    expect(await stage.run('deploy', 'functions')).toMatchObject({
      exitCode: 2,
      complained: '/conversation-transfer/look has 1000001 bytes, and Twilio takes 1000000 at most.\n',
    })
    stage.files.delete(file)
    expect(await stage.run('deploy', 'functions')).toMatchObject({
      exitCode: 2,
      complained: expect.stringContaining('Make it with `npm run build`') as string,
    })
    expect(await stage.account.client.serverless.v1.services.list()).toEqual([])
  })
})

describe('deploy plugin', () => {
  test('uploads the script, and releases it beside what is released', async () => {
    const stage = await scene()
    await releaseAnother(stage)
    const { url, version, done } = await runJson(stage, 'deploy', 'plugin')
    expect({ version, done }).toEqual({ version: '0.1.0', done: 'made' })
    expect(await (await fetch(url)).text()).toBe('window.thePlugin = 1')
    expect(await released(stage)).toEqual(['another 1.0.0', 'conversation-transfer 0.1.0'])
    expect(await runJson(stage, 'deploy', 'plugin')).toEqual({ url, version, done: null })
  })

  test('never changes a version that is there, and keeps its script for desktops that are open', async () => {
    const stage = await scene()
    const { url } = await runJson(stage, 'deploy', 'plugin')
    stage.files.set(PLUGIN_FILE, 'window.thePlugin = 2')
    expect(await stage.run('deploy', 'plugin')).toMatchObject({
      exitCode: 1,
      complained: expect.stringContaining('deploy plugin --plugin-version') as string,
    })
    expect(await released(stage)).toEqual(['conversation-transfer 0.1.0'])
    expect(await runJson(stage, 'deploy', 'plugin', '--plugin-version', '0.1.1')).toMatchObject({ done: 'changed' })
    expect(await released(stage)).toEqual(['conversation-transfer 0.1.1'])
    expect(await (await fetch(url)).text()).toBe('window.thePlugin = 1')
  })

  test('goes back to a version that was released before, with the script that it had', async () => {
    const stage = await scene()
    const { url } = await runJson(stage, 'deploy', 'plugin')
    stage.files.set(PLUGIN_FILE, 'window.thePlugin = 2')
    await runJson(stage, 'deploy', 'plugin', '--plugin-version', '0.2.0')
    stage.files.set(PLUGIN_FILE, 'window.thePlugin = 1')
    expect(await runJson(stage, 'deploy', 'plugin')).toMatchObject({ url, done: 'changed' })
    expect(await released(stage)).toEqual(['conversation-transfer 0.1.0'])
  })
})

async function releaseAnother({ account }: Scene): Promise<void> {
  const { v1 } = account.client.flexApi
  const { sid } = await v1.plugins.create({ uniqueName: 'another' })
  const version = await v1
    .plugins(sid)
    .pluginVersions.create({ versionParam: '1.0.0', pluginUrl: 'https://x.example/1' })
  const plugins = [{ plugin_version: version.sid, phase: 3 }]
  const configuration = await v1.pluginConfigurations.create({ name: 'Another', plugins })
  await v1.pluginReleases.create({ configurationId: configuration.sid })
}
