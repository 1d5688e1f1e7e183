import { configureFlex } from '@conversation-transfer/local-installation'
import { describe, expect, test } from 'vitest'
import { emptyAccount } from '../testing/empty-account.ts'
import type { Ran, Scene } from '../testing/scene.ts'
import { stoppedAfter } from '../testing/stopped-after.ts'

const BACKEND = 'https://transfers.example.com'

/** More than a set-up makes. */
const CHANGES_MAX = 80

/** Everything in the account that a set-up may touch. */
async function stateOf({ account, emulator }: Scene) {
  const { client, settings } = account
  const workspace = client.taskrouter.v1.workspaces(settings.workspaceSid)
  const { v1 } = client.flexApi
  const [active] = await v1.pluginReleases.list({ limit: 1 })
  const plugins = active === undefined ? [] : await v1.pluginConfigurations(active.configurationSid).plugins.list()
  const { uiAttributes } = (await v1.configuration().fetch()) as { uiAttributes: { custom_data: unknown } }
  return {
    workflows: (await workspace.workflows.list()).map(({ friendlyName }) => friendlyName).sort(),
    services: (await client.serverless.v1.services.list()).map(({ uniqueName }) => uniqueName).sort(),
    plugins: plugins.map(({ uniqueName, version }) => `${uniqueName} ${version}`),
    customData: uiAttributes.custom_data,
    events: (await workspace.fetch()).eventCallbackUrl,
    webhook: (await client.conversations.v1.configuration.webhooks().fetch()).postWebhookUrl,
    interactions: emulator.world.interactions.webhooks.all().map(({ url }) => url),
    sinks: (await client.events.v1.sinks.list()).map(({ description }) => description),
  }
}

const WHOLE = ['setup', '--yes', '--json', '--backend', BACKEND] as const

function stepsIn({ printed }: Ran): readonly { name: string; plan: string | null; done: boolean }[] {
  return (JSON.parse(printed) as { steps: { name: string; plan: string | null; done: boolean }[] }).steps
}

describe('an empty account', () => {
  test('gets everything after a yes, and nothing when it is run again', async () => {
    const scene = await emptyAccount()
    scene.answers.push(false, true)
    const before = await stateOf(scene)
    expect(await scene.run('setup', '--backend', BACKEND)).toMatchObject({
      exitCode: 1,
      printed: 'Nothing was changed.\n',
    })
    expect(await stateOf(scene)).toEqual(before)
    expect(await scene.run('setup', '--backend', BACKEND)).toMatchObject({ exitCode: 0, printed: 'Done.\n' })
    const after = await stateOf(scene)
    expect(after).toMatchObject({
      workflows: [...before.workflows, 'Conversation Transfer'].sort(),
      services: ['conversation-transfer', 'conversation-transfer-plugin'],
      plugins: ['conversation-transfer 0.1.0'],
      customData: {
        theme: 'dark',
        features: {
          callbacks: { enabled: true },
          conversation_transfer: { enabled: true, cold_transfer: true, multi_participant: true },
        },
      },
      events: `${BACKEND}/webhooks/taskrouter`,
      webhook: `${BACKEND}/webhooks/conversations`,
      interactions: [`${BACKEND}/webhooks/interactions`],
      sinks: [],
    })
    const again = await scene.run(...WHOLE)
    expect(again.exitCode).toBe(0)
    expect(stepsIn(again).filter(({ plan }) => plan !== null)).toEqual([])
    expect(await stateOf(scene)).toEqual(after)
  })

  test('has Functions afterwards that know its workflow, where the configuration says', async () => {
    const scene = await emptyAccount()
    await scene.run(...WHOLE)
    const { customData } = await stateOf(scene)
    const { features } = customData as { features: { conversation_transfer: { service_url: string } } }
    const answer = await fetch(`${features.conversation_transfer.service_url}/conversation-transfer/look`)
    const { client, settings } = scene.account
    const { workflows } = client.taskrouter.v1.workspaces(settings.workspaceSid)
    const [workflow] = await workflows.list({ friendlyName: 'Conversation Transfer' })
    expect(await answer.json()).toMatchObject({ workflow: workflow?.sid })
  })

  test('is finished by the next run, wherever one was stopped', async () => {
    const whole = await emptyAccount()
    await whole.run(...WHOLE)
    const scene = await emptyAccount()
    let changes = 0
    for (; changes < CHANGES_MAX; changes++) {
      const { exitCode } = await stoppedAfter(scene, changes, () => scene.run(...WHOLE))
      if (exitCode === 0) break
    }
    expect(changes).toBeGreaterThan(5)
    expect(changes).toBeLessThan(CHANGES_MAX)
    await scene.run(...WHOLE)
    const { customData: _address, ...finished } = await stateOf(scene)
    const { customData: _other, ...wanted } = await stateOf(whole)
    expect(finished).toEqual(wanted)
    expect(stepsIn(await scene.run(...WHOLE)).filter(({ plan }) => plan !== null)).toEqual([])
  }, 120_000)
})

describe('what is there already', () => {
  test('stays: a workflow that was made with options of its own, where they are named again', async () => {
    const scene = await emptyAccount()
    const own = ['--variant', 'standalone', '--agent-timeout', '45'] as const
    await scene.run('workflow', 'apply', '--yes', ...own)
    const planned = stepsIn(await scene.run('setup', '--json', ...own)).find(({ name }) => name === 'workflow')
    expect(planned?.plan).toBeNull()
    const without = stepsIn(await scene.run('setup', '--json')).find(({ name }) => name === 'workflow')
    expect(without?.plan).toContain('changes the workflow')
  })

  test('stays: keys of the feature, and addresses for webhooks, whose events go through Event Streams', async () => {
    const scene = await emptyAccount()
    const { client, settings } = scene.account
    await configureFlex(scene.emulator, { features: { conversation_transfer: { enabled: false, notes: false } } })
    const theirs = 'https://crm.example.com/events'
    await client.taskrouter.v1.workspaces(settings.workspaceSid).update({ eventCallbackUrl: theirs })
    await scene.run(...WHOLE)
    const after = await stateOf(scene)
    expect(after).toMatchObject({
      events: theirs,
      webhook: `${BACKEND}/webhooks/conversations`,
      sinks: ['Conversation Transfer'],
      customData: { features: { conversation_transfer: { enabled: false, notes: false, cold_transfer: true } } },
    })
    expect(stepsIn(await scene.run(...WHOLE)).filter(({ plan }) => plan !== null)).toEqual([])
  })
})

test('a feature that is configured already learns in the same run where the Functions are', async () => {
  const scene = await emptyAccount()
  const feature = { enabled: true, cold_transfer: true, multi_participant: true }
  await configureFlex(scene.emulator, { features: { conversation_transfer: feature } })
  const first = await scene.run(...WHOLE)
  expect(stepsIn(first).find(({ name }) => name === 'configuration')?.plan).toContain('sets service_url')
  expect(await stateOf(scene)).toMatchObject({
    customData: { features: { conversation_transfer: { service_url: expect.stringMatching(/^http/) as string } } },
  })
})

describe('--remove', () => {
  test('takes back what was made, and leaves everything as it was', async () => {
    const scene = await emptyAccount()
    const { client, settings } = scene.account
    const theirs = 'https://crm.example.com/events'
    await client.taskrouter.v1.workspaces(settings.workspaceSid).update({ eventCallbackUrl: theirs })
    const before = await stateOf(scene)
    await scene.run(...WHOLE)
    expect((await scene.run('setup', '--remove', '--yes')).exitCode).toBe(0)
    // Registered versions of the plugin stay, and so does the script that they lead to.
    expect(await stateOf(scene)).toEqual({ ...before, services: ['conversation-transfer-plugin'] })
    expect(await scene.run('setup', '--remove', '--yes')).toEqual({
      exitCode: 0,
      printed: 'Nothing to do: nothing is there that a set-up has made.\n',
      complained: '',
    })
  })

  test('can be followed by another set-up, which releases the plugin that is there', async () => {
    const scene = await emptyAccount()
    await scene.run(...WHOLE)
    const { customData: _address, ...after } = await stateOf(scene)
    await scene.run('setup', '--remove', '--yes')
    expect((await scene.run(...WHOLE)).exitCode).toBe(0)
    expect(await stateOf(scene)).toMatchObject(after)
  })

  test('touches nothing that no set-up has made', async () => {
    const scene = await emptyAccount()
    await scene.run('workflow', 'apply', '--yes')
    await scene.run('deploy', 'functions')
    const before = await stateOf(scene)
    await scene.run('setup', '--remove', '--yes')
    expect(await stateOf(scene)).toEqual(before)
  })
})

test('a backend that is no address is refused before anything is read', async () => {
  const scene = await emptyAccount()
  expect(await scene.run('setup', '--backend', 'transfers')).toMatchObject({
    exitCode: 2,
    complained: '--backend must be an address such as https://transfers.example.com, and is transfers.\n',
  })
})
