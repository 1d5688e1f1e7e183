import { describe, expect, test } from 'vitest'
import { startSdkEmulator } from '../../testing/sdk-emulator.ts'
import { createProject, deployFiles, upload } from '../../testing/test-deployment.ts'

const HANDLER = 'exports.handler = (context, event, callback) => callback(null, "Hello")'

const failureOf = (pending: Promise<unknown>): Promise<unknown> =>
  pending.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a service', () => {
  test('has a name of its own, which stands for its sid, and goes with everything in it', async () => {
    const { client, emulator } = await startSdkEmulator()
    const { v1 } = client.serverless
    const service = await v1.services.create({ uniqueName: 'demo', friendlyName: 'Demo' })
    expect(service).toMatchObject({
      includeCredentials: true,
      uiEditable: false,
      domainBase: expect.stringMatching(/^demo-\d{4}$/),
    })
    expect(await failureOf(v1.services.create({ uniqueName: 'demo', friendlyName: 'Demo' }))).toMatchObject({
      status: 409,
    })
    await v1.services('demo').update({ friendlyName: 'Other', includeCredentials: false })
    expect(await v1.services('demo').fetch()).toMatchObject({
      sid: service.sid,
      friendlyName: 'Other',
      includeCredentials: false,
    })
    await v1.services('demo').functions.create({ friendlyName: 'a' })
    await v1.services('demo').environments.create({ uniqueName: 'dev' })
    expect(await v1.services.list()).toHaveLength(1)
    await v1.services('demo').remove()
    expect(await failureOf(v1.services(service.sid).fetch())).toMatchObject({ status: 404, code: 20404 })
    const { resources, environments } = emulator.world.serverless
    expect([...resources.all(), ...environments.all()]).toEqual([])
  })

  test.each(['', 'has space', 'a'.repeat(50)])("is not named '%s'", async (uniqueName) => {
    const { client } = await startSdkEmulator()
    const { services } = client.serverless.v1
    expect(await failureOf(services.create({ uniqueName, friendlyName: 'x' }))).toMatchObject({
      status: 400,
      code: 20001,
    })
  })
})

describe('an environment', () => {
  test('has a domain of the service’s name, four digits and its suffix, and no other has it', async () => {
    const { client } = await startSdkEmulator()
    const { domainBase, sid } = await client.serverless.v1.services.create({ uniqueName: 'demo', friendlyName: 'Demo' })
    const { environments } = client.serverless.v1.services(sid)
    const dev = await environments.create({ uniqueName: 'dev', domainSuffix: 'dev' })
    expect(dev).toMatchObject({ domainName: `${domainBase}-dev.twil.io`, domainSuffix: 'dev', buildSid: null })
    expect((await environments.create({ uniqueName: 'production' })).domainName).toBe(`${domainBase}.twil.io`)
    for (const taken of [{ uniqueName: 'dev' }, { uniqueName: 'x', domainSuffix: 'dev' }, { uniqueName: 'y' }]) {
      expect(await failureOf(environments.create(taken))).toMatchObject({ status: 409 })
    }
    expect(await environments.list()).toHaveLength(2)
    await client.serverless.v1.services(sid).environments(dev.sid).remove()
    expect(await environments.list()).toHaveLength(1)
  })

  test('has variables, each key once, and refuses what Twilio has no room for', async () => {
    const sdk = await startSdkEmulator()
    const { serviceSid, environmentSid } = await createProject(sdk)
    const environment = sdk.client.serverless.v1.services(serviceSid).environments(environmentSid)
    const variable = await environment.variables.create({ key: 'A', value: '1' })
    expect(await failureOf(environment.variables.create({ key: 'A', value: '2' }))).toMatchObject({ status: 409 })
    expect(await environment.variables(variable.sid).update({ value: '3' })).toMatchObject({ key: 'A', value: '3' })
    const long = environment.variables.create({ key: 'B', value: 'ü'.repeat(226) })
    expect(await failureOf(long)).toMatchObject({ status: 400 })
    await environment.variables(variable.sid).remove()
    expect(await environment.variables.list()).toEqual([])
    expect(await environment.logs.list()).toEqual([])
  })
})

describe('a version', () => {
  test('is uploaded with its path and its visibility, and can be read back', async () => {
    const sdk = await startSdkEmulator()
    const { serviceSid } = await createProject(sdk)
    const sid = await upload(sdk, serviceSid, { path: 'a', content: HANDLER, visibility: 'protected' })
    const service = sdk.client.serverless.v1.services(serviceSid)
    const [fn] = await service.functions.list()
    const [version] = await service.functions(fn?.sid ?? '').functionVersions.list()
    expect(version).toMatchObject({ sid, path: '/a', visibility: 'protected' })
    const read = service
      .functions(fn?.sid ?? '')
      .functionVersions(sid)
      .functionVersionContent()
    expect((await read.fetch()).content).toBe(HANDLER)
  })

  test('needs a form with a file, and is no larger than Twilio takes', async () => {
    const sdk = await startSdkEmulator()
    const { serviceSid } = await createProject(sdk)
    const { sid } = await sdk.client.serverless.v1.services(serviceSid).functions.create({ friendlyName: 'a' })
    const address = `https://serverless-upload.twilio.com/v1/Services/${serviceSid}/Functions/${sid}/Versions`
    const body = new URLSearchParams({ Path: '/a', Visibility: 'public', Content: HANDLER })
    expect((await sdk.fetch(address, { method: 'POST', body })).status).toBe(400)
    const large = { path: '/a', content: 'x'.repeat(1_048_577) }
    await expect(upload(sdk, serviceSid, large)).rejects.toThrow('at most 1048576 bytes')
    expect(await upload(sdk, serviceSid, { ...large, kind: 'Assets' })).toMatch(/^ZN/)
  })
})

describe('a build', () => {
  test('is built for a while, can then be deployed once, and not be deleted while it is', async () => {
    const sdk = await startSdkEmulator()
    const project = await createProject(sdk)
    const service = sdk.client.serverless.v1.services(project.serviceSid)
    const version = await upload(sdk, project.serviceSid, { path: '/a', content: HANDLER })
    const dependencies = '"[{"name":"twilio","version":"6.2.0"}]"'
    const build = await service.builds.create({ functionVersions: [version], dependencies, runtime: 'node22' })
    expect(build).toMatchObject({ status: 'building', dependencies: [{ name: 'twilio', version: '6.2.0' }] })
    const { deployments } = service.environments(project.environmentSid)
    expect(await failureOf(deployments.create({ buildSid: build.sid }))).toMatchObject({ status: 400 })
    sdk.clock.advanceBy(1000)
    expect((await service.builds(build.sid).buildStatus().fetch()).status).toBe('completed')
    expect(await deployments.create({ buildSid: build.sid })).toMatchObject({ buildSid: build.sid })
    expect(await failureOf(deployments.create({ buildSid: build.sid }))).toMatchObject({ status: 409 })
    expect(await failureOf(service.builds(build.sid).remove())).toMatchObject({ status: 409 })
    const [fn] = await service.functions.list()
    expect(await failureOf(service.functions(fn?.sid ?? '').remove())).toMatchObject({ status: 409 })
    expect((await service.environments(project.environmentSid).fetch()).buildSid).toBe(build.sid)
    await deployments.create()
    await service.builds(build.sid).remove()
    await service.functions(fn?.sid ?? '').remove()
    expect(await service.builds.list()).toEqual([])
  })

  test('of a function that is no JavaScript fails', async () => {
    const sdk = await startSdkEmulator()
    const { serviceSid } = await createProject(sdk)
    const version = await upload(sdk, serviceSid, { path: '/a', content: 'exports.handler = (' })
    const { builds } = sdk.client.serverless.v1.services(serviceSid)
    const { sid } = await builds.create({ functionVersions: [version] })
    sdk.clock.advanceBy(1000)
    expect((await sdk.client.serverless.v1.services(serviceSid).builds(sid).fetch()).status).toBe('failed')
  })

  test('has something in it, each path once, and only of its own service', async () => {
    const sdk = await startSdkEmulator()
    const { serviceSid } = await createProject(sdk)
    const other = await createProject(sdk, 'other')
    const [one, two] = [
      await upload(sdk, serviceSid, { path: '/a', content: HANDLER }),
      await upload(sdk, serviceSid, { path: '/a', content: HANDLER }),
    ]
    const foreign = await upload(sdk, other.serviceSid, { path: '/b', content: HANDLER })
    const { builds } = sdk.client.serverless.v1.services(serviceSid)
    for (const fields of [
      {},
      { functionVersions: [one, two] },
      { functionVersions: [foreign] },
      { assetVersions: [one] },
      { functionVersions: [one], dependencies: 'twilio' },
    ]) {
      expect(await failureOf(builds.create(fields))).toMatchObject({ status: 400, code: 20001 })
    }
  })
})

test('deployments are listed, the latest is in force, and an agent’s token is refused', async () => {
  const sdk = await startSdkEmulator()
  const project = await createProject(sdk)
  const first = await deployFiles(sdk, project, [{ path: '/a', content: HANDLER }])
  const second = await deployFiles(sdk, project, [{ path: '/b', content: HANDLER }])
  const environment = sdk.client.serverless.v1.services(project.serviceSid).environments(project.environmentSid)
  expect((await environment.deployments.list()).map(({ buildSid }) => buildSid)).toEqual([first, second])
  expect((await environment.fetch()).buildSid).toBe(second)
  const [worker] = sdk.emulator.contactCenter.workers
  const tokens = `${sdk.emulator.url}/__emulator/tokens`
  const asked = await fetch(tokens, { method: 'POST', body: JSON.stringify({ workerSid: worker?.sid }) })
  const { token } = (await asked.json()) as { token: string }
  const headers = { Authorization: `Basic ${Buffer.from(`token:${token}`).toString('base64')}` }
  expect((await sdk.fetch('https://serverless.twilio.com/v1/Services', { headers })).status).toBe(403)
})
