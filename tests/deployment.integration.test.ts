import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from '@conversation-transfer/demo'
import { FUNCTIONS_BUNDLE, functionsEnvironment, PLUGIN_BUNDLE } from '@conversation-transfer/local-installation'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { chatInProgress, openTestStage } from './contact-center.ts'

const BUILD_MS = 2_000

interface BundledFile {
  readonly kind: 'Functions' | 'Assets'
  readonly path: string
  readonly content: Buffer
}

/** Uploads files to a service of their own and deploys them, as a set-up does. Answers where they are found. */
async function deploy(stage: Stage, name: string, files: readonly BundledFile[]) {
  const { twilio, emulator, contactCenter } = stage
  const { sid } = await twilio.serverless.v1.services.create({ uniqueName: name, friendlyName: name })
  const service = twilio.serverless.v1.services(sid)
  const versions: Record<BundledFile['kind'], string[]> = { Functions: [], Assets: [] }
  for (const { kind, path, content } of files) {
    const resources = kind === 'Functions' ? service.functions : service.assets
    const resource = await resources.create({ friendlyName: path })
    const form = new FormData()
    form.set('Path', path)
    form.set('Visibility', 'public')
    form.set('Content', new File([new Uint8Array(content)], path, { type: 'application/javascript' }))
    const { accountSid, authToken } = contactCenter
    const address = `/__twilio/serverless-upload.twilio.com/v1/Services/${sid}/${kind}/${resource.sid}/Versions`
    const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
    const answer = await fetch(`${emulator.url}${address}`, { method: 'POST', headers, body: form })
    versions[kind].push(z.object({ sid: z.string() }).parse(await answer.json()).sid)
  }
  const build = await service.builds.create({ functionVersions: versions.Functions, assetVersions: versions.Assets })
  stage.letPass(BUILD_MS)
  const environment = await service.environments.create({ uniqueName: 'production' })
  await service.environments(environment.sid).deployments.create({ buildSid: build.sid })
  const { variables } = service.environments(environment.sid)
  return { domainName: environment.domainName, variables }
}

function bundledFunctions(): BundledFile[] {
  const files = readdirSync(FUNCTIONS_BUNDLE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )
  return files.map((file) => {
    const path = `/${file.replaceAll('\\', '/').replace(/\.js$/, '')}`
    return { kind: 'Functions', path, content: readFileSync(join(FUNCTIONS_BUNDLE, file)) }
  })
}

test('the bundled Functions, deployed through Twilio’s API, carry a transfer out on the account that they are deployed in', async () => {
  const scene = await chatInProgress()
  const { stage, alice, bob, chat } = scene
  const { domainName, variables } = await deploy(stage, 'conversation-transfer', bundledFunctions())
  // What the service adds itself, and the address of an emulator, which a deployed Function does not need.
  const {
    ACCOUNT_SID: _,
    AUTH_TOKEN: __,
    TWILIO_API_BASE_URL: ___,
    ...environment
  } = functionsEnvironment(stage.emulator)
  for (const [key, value] of Object.entries(environment)) await variables.create({ key, value })
  const url = `${stage.emulator.url}/__twilio/${domainName}`
  const fields = { transferId: randomUUID(), targetType: 'worker', targetSid: bob.workerSid }
  const response = await alice.postTo(url, 'transfer', chat, fields)
  expect(await response.json()).toMatchObject({ result: 'done', state: 'waiting' })
  expect((await bob.accept()).conversationSid).toBe(chat.conversationSid)
})

test('the bundled plugin, uploaded as an asset and released, is what desktops load', async () => {
  const stage = await openTestStage()
  const { name, version, file } = PLUGIN_BUNDLE
  const path = `/plugins/${name}/${version}/bundle.js`
  const content = readFileSync(file)
  const { domainName } = await deploy(stage, 'default', [{ kind: 'Assets', path, content }])
  const { v1 } = stage.twilio.flexApi
  await v1.plugins.create({ uniqueName: name })
  const pluginUrl = `https://${domainName}${path}`
  const { sid } = await v1.plugins(name).pluginVersions.create({ versionParam: version, pluginUrl })
  const configuration = await v1.pluginConfigurations.create({
    name: 'Release',
    plugins: [{ plugin_version: sid, phase: 3 }],
  })
  await v1.pluginReleases.create({ configurationId: configuration.sid })
  const { accountSid, authToken } = stage.contactCenter
  const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
  const list = await fetch(`${stage.emulator.url}/__twilio/flex.twilio.com/plugins?roles=agent`, { headers })
  expect(await list.json()).toEqual([{ name, version, src: pluginUrl, phase: 3 }])
  const script = await fetch(`${stage.emulator.url}/__twilio/${domainName}${path}`)
  expect(Buffer.from(await script.arrayBuffer()).equals(content)).toBe(true)
})
