import { isObject } from '../transports/rest/parameters.ts'
import type { SdkEmulator } from './sdk-emulator.ts'

export interface TestFile {
  readonly kind?: 'Functions' | 'Assets'
  readonly path: string
  readonly content: string
  readonly contentType?: string
  readonly visibility?: 'public' | 'protected' | 'private'
}

/** Uploads a file as a new version of a function or an asset of its own. Answers the version's sid. */
export async function upload({ client, fetch }: SdkEmulator, serviceSid: string, file: TestFile): Promise<string> {
  const { kind = 'Functions', path, content, contentType = 'application/javascript', visibility = 'public' } = file
  const service = client.serverless.v1.services(serviceSid)
  const resources = kind === 'Functions' ? service.functions : service.assets
  const { sid } = await resources.create({ friendlyName: path })
  const form = new FormData()
  form.set('Path', path)
  form.set('Visibility', visibility)
  form.set('Content', new File([content], 'file', { type: contentType }))
  const address = `https://serverless-upload.twilio.com/v1/Services/${serviceSid}/${kind}/${sid}/Versions`
  const body: unknown = await (await fetch(address, { method: 'POST', body: form })).json()
  if (isObject(body) && typeof body['sid'] === 'string') return body['sid']
  throw new Error(`${path} was not uploaded: ${JSON.stringify(body)}`)
}

export interface TestDeployment {
  readonly serviceSid: string
  readonly environmentSid: string
  readonly domainName: string
}

/** A service with one environment. */
export async function createProject({ client }: SdkEmulator, uniqueName = 'demo'): Promise<TestDeployment> {
  const { sid: serviceSid } = await client.serverless.v1.services.create({ uniqueName, friendlyName: uniqueName })
  const environments = client.serverless.v1.services(serviceSid).environments
  const { sid: environmentSid, domainName } = await environments.create({ uniqueName: 'dev', domainSuffix: 'dev' })
  return { serviceSid, environmentSid, domainName }
}

/** Uploads the files, builds them and deploys what was built. Answers the build's sid. */
export async function deployFiles(
  emulator: SdkEmulator,
  { serviceSid, environmentSid }: TestDeployment,
  files: readonly TestFile[],
): Promise<string> {
  const versions: Record<'Functions' | 'Assets', string[]> = { Functions: [], Assets: [] }
  for (const file of files) versions[file.kind ?? 'Functions'].push(await upload(emulator, serviceSid, file))
  const service = emulator.client.serverless.v1.services(serviceSid)
  const build = await service.builds.create({ functionVersions: versions.Functions, assetVersions: versions.Assets })
  emulator.clock.advanceBy(emulator.emulator.world.assumptions.serverlessBuildMs)
  await service.environments(environmentSid).deployments.create({ buildSid: build.sid })
  return build.sid
}
