import { describe, expect, test } from 'vitest'
import { startSdkEmulator, type SdkEmulator } from '../../testing/sdk-emulator.ts'
import { createProject, deployFiles, type TestDeployment, type TestFile } from '../../testing/test-deployment.ts'
import { twilioSignature } from '../../webhooks/signature.ts'

const handler = (body: string): string => `exports.handler = async (context, event, callback) => { ${body} }`

async function deployed(...files: TestFile[]): Promise<SdkEmulator & TestDeployment> {
  const sdk = await startSdkEmulator()
  const project = await createProject(sdk)
  await deployFiles(sdk, project, files)
  return { ...sdk, ...project }
}

describe('a deployed Function', () => {
  test('answers at its domain, with its parameters, its variables and the response that it makes', async () => {
    const content = handler(`
      const response = new Twilio.Response()
      response.setStatusCode(201)
      response.appendHeader('Content-Type', 'application/json')
      const { DOMAIN_NAME, PATH, ACCOUNT_SID, COLOR } = context
      response.setBody({ DOMAIN_NAME, PATH, ACCOUNT_SID, COLOR, q: event.q, f: event.f })
      callback(null, response)`)
    const sdk = await deployed({ path: '/a/b', content })
    const environment = sdk.client.serverless.v1.services(sdk.serviceSid).environments(sdk.environmentSid)
    await environment.variables.create({ key: 'COLOR', value: 'red' })
    const body = new URLSearchParams({ f: '2' })
    const answer = await sdk.fetch(`https://${sdk.domainName}/a/b?q=1`, { method: 'POST', body })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({
      DOMAIN_NAME: sdk.domainName,
      PATH: '/a/b',
      ACCOUNT_SID: sdk.emulator.world.account.sid,
      COLOR: 'red',
      q: '1',
      f: '2',
    })
  })

  test('reaches Twilio by its context, and by a client and a request client of its own, and finds this emulator', async () => {
    const content = `
      const twilio = require('twilio')
      class Counting extends twilio.RequestClient {
        calls = 0
        request(options) { this.calls += 1; return super.request(options) }
      }
      ${handler(`
        const httpClient = new Counting()
        const clients = [
          context.getTwilioClient(),
          twilio(context.ACCOUNT_SID, context.AUTH_TOKEN, { httpClient }),
          new twilio.Twilio(context.ACCOUNT_SID, context.AUTH_TOKEN),
        ]
        const names = []
        for (const client of clients) {
          const [workspace] = await client.taskrouter.v1.workspaces.list()
          await client.sync.v1.services('default').documents.create({ data: { a: 1 } })
          names.push(workspace.sid)
        }
        callback(null, { names, calls: httpClient.calls })`)}`
    const sdk = await deployed({ path: '/a', content })
    const { workspaceSid } = sdk.emulator.contactCenter
    const answer: unknown = await (await sdk.fetch(`https://${sdk.domainName}/a`)).json()
    expect(answer).toEqual({ names: [workspaceSid, workspaceSid, workspaceSid], calls: 2 })
    expect(sdk.emulator.world.sync.documents.all()).toHaveLength(3)
  })

  test('keeps its module between requests, until another build is deployed', async () => {
    const counting = (name: string): TestFile => {
      return { path: '/a', content: `let count = 0; ${handler(`callback(null, '${name}' + ++count)`)}` }
    }
    const sdk = await deployed(counting('a'))
    const ask = async (): Promise<string> => (await sdk.fetch(`https://${sdk.domainName}/a`)).text()
    expect([await ask(), await ask()]).toEqual(['a1', 'a2'])
    await deployFiles(sdk, sdk, [counting('b')])
    expect(await ask()).toBe('b1')
  })

  test('reads private assets and other Functions through Runtime; nobody else can', async () => {
    const sdk = await deployed(
      {
        path: '/a',
        content: handler(`
          const { words } = require(Runtime.getAssets()['/words.private.js'].path)
          const other = require(Runtime.getFunctions()['other'].path)
          callback(null, { words, other: other.name, text: Runtime.getAssets()['/words.private.js'].open().length })`),
      },
      { path: '/other', content: 'exports.name = "other"', visibility: 'private' },
      { kind: 'Assets', path: '/words.private.js', content: 'exports.words = 3', visibility: 'private' },
    )
    expect(await (await sdk.fetch(`https://${sdk.domainName}/a`)).json()).toEqual({
      words: 3,
      other: 'other',
      text: 17,
    })
    for (const path of ['/other', '/words.private.js', '/nothing', '/%E0%A4%A']) {
      expect((await sdk.fetch(`https://${sdk.domainName}${path}`)).status).toBe(404)
    }
  })

  test('that is protected answers only what Twilio has signed', async () => {
    const sdk = await deployed({ path: '/a', content: handler('callback(null, "in")'), visibility: 'protected' })
    const url = `https://${sdk.domainName}/a`
    const body = new URLSearchParams({ A: '1' })
    expect((await sdk.fetch(url, { method: 'POST', body })).status).toBe(400)
    const signature = twilioSignature(sdk.emulator.world.account.authToken, url, { A: '1' })
    const headers = { 'X-Twilio-Signature': signature }
    expect(await (await sdk.fetch(url, { method: 'POST', body, headers })).text()).toBe('in')
  })

  test('fails with 500 if it throws, does not load, or has more in its context than Twilio allows', async () => {
    const sdk = await deployed(
      { path: '/throws', content: handler('throw new Error("No.")') },
      { path: '/breaks', content: 'require("a-package-that-nobody-installed")' },
      { path: '/empty', content: 'exports.other = 1' },
      { path: '/fine', content: handler('callback(null, "fine")') },
    )
    const status = async (path: string): Promise<number> => (await sdk.fetch(`https://${sdk.domainName}${path}`)).status
    expect([await status('/throws'), await status('/breaks'), await status('/empty')]).toEqual([500, 500, 500])
    expect(await status('/fine')).toBe(200)
    const environment = sdk.client.serverless.v1.services(sdk.serviceSid).environments(sdk.environmentSid)
    for (const key of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
      await environment.variables.create({ key, value: 'x'.repeat(450) })
    }
    expect(await status('/fine')).toBe(500)
  })

  test('hears of webhooks that are for it, without a network', async () => {
    const content = `const heard = []; ${handler('heard.push(event.EventType); callback(null, heard)')}`
    const sdk = await deployed({ path: '/events', content, visibility: 'protected' })
    const { workspaceSid } = sdk.emulator.contactCenter
    const workspace = sdk.client.taskrouter.v1.workspaces(workspaceSid)
    await workspace.update({ eventCallbackUrl: `https://${sdk.domainName}/events`, eventsFilter: 'task-queue.created' })
    await workspace.taskQueues.create({ friendlyName: 'New' })
    sdk.clock.advanceBy(1000)
    await expect
      .poll(() => sdk.emulator.logs.webhooks.all().map(({ state, status }) => ({ state, status })))
      .toEqual([{ state: 'arrived', status: 200 }])
  })

  test('hears of streamed events that are for it, a list of them, signed by their digest', async () => {
    const content = handler('callback(null, { heard: [event["0"].type, event["0"].data.payload.task_queue_name] })')
    const sdk = await deployed({ path: '/events', content, visibility: 'protected' })
    const { v1 } = sdk.client.events
    const sinkConfiguration = { destination: `https://${sdk.domainName}/events`, method: 'POST' }
    const sink = await v1.sinks.create({ description: 'x', sinkConfiguration, sinkType: 'webhook' })
    const types = [{ type: 'com.twilio.taskrouter.task-queue.created' }]
    await v1.subscriptions.create({ description: 'x', sinkSid: sink.sid, types })
    const workspace = sdk.client.taskrouter.v1.workspaces(sdk.emulator.contactCenter.workspaceSid)
    await workspace.taskQueues.create({ friendlyName: 'New' })
    sdk.clock.advanceBy(1000)
    const states = (): unknown => sdk.emulator.logs.webhooks.all().map(({ state, status }) => ({ state, status }))
    await expect.poll(states).toEqual([{ state: 'arrived', status: 200 }])
  })

  test('is struck by faults as calls are, and logged with them', async () => {
    const sdk = await deployed({ path: '/a', content: handler('callback(null, "fine")') })
    const fault = { kind: 'status', status: 503, route: { host: sdk.domainName } }
    await fetch(`${sdk.emulator.url}/__emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
    expect((await sdk.fetch(`https://${sdk.domainName}/a`)).status).toBe(503)
    expect(sdk.emulator.logs.calls.all().at(-1)).toMatchObject({ host: sdk.domainName, path: '/a', status: 503 })
  })
})

test('an asset answers as it was uploaded, to those who may have it', async () => {
  const sdk = await deployed(
    { kind: 'Assets', path: '/plugins/x/1.0.0/bundle.js', content: 'run()' },
    { kind: 'Assets', path: '/a picture.svg', content: '<svg/>', contentType: 'image/svg+xml' },
    { kind: 'Assets', path: '/hidden.js', content: 'run()', visibility: 'protected' },
  )
  const script = await sdk.fetch(`https://${sdk.domainName}/plugins/x/1.0.0/bundle.js`)
  expect(script.headers.get('Content-Type')).toContain('application/javascript')
  expect(await script.text()).toBe('run()')
  expect(await (await sdk.fetch(`https://${sdk.domainName}/a%20picture.svg`)).text()).toBe('<svg/>')
  expect((await sdk.fetch(`https://${sdk.domainName}/hidden.js`)).status).toBe(400)
  expect((await sdk.fetch(`https://${sdk.domainName}/hidden.js`, { method: 'POST' })).status).toBe(400)
  expect((await sdk.fetch('https://other-1234.twil.io/')).status).toBe(404)
})

test('what is deployed comes back with a snapshot', async () => {
  const sdk = await deployed({ path: '/a', content: handler('callback(null, "fine")') })
  const snapshots = `${sdk.emulator.url}/__emulator/snapshot`
  const body = await (await fetch(snapshots)).text()
  await sdk.emulator.reset()
  expect((await sdk.fetch(`https://${sdk.domainName}/a`)).status).toBe(404)
  expect((await fetch(snapshots, { method: 'POST', body })).status).toBe(200)
  expect(await (await sdk.fetch(`https://${sdk.domainName}/a`)).text()).toBe('fine')
})
