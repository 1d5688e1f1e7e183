import { z } from 'zod'
import type { Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { checkSizes, digestOf, type BundledFile } from './bundle.ts'
import { uploadVersion } from './upload-version.ts'

/** What is to be found at a domain of Twilio's afterwards. */
export interface ServerlessContent {
  /** The service's unique name: the beginning of the domain, and what it is found by. */
  readonly service: string
  readonly files: readonly BundledFile[]
  /** What Twilio installs beside them. What a build does not name is there in Twilio's own choice of version, if at all (SL-12). */
  readonly dependencies: readonly Dependency[]
  /** What the Functions find in their environment. */
  readonly variables: Readonly<Record<string, string>>
  /** Whether what was there before stays, at other paths: pages that are open may still want it. */
  readonly keepsOthers: boolean
}

export interface Dependency {
  readonly name: string
  readonly version: string
}

export interface Deployed {
  readonly domainName: string
  readonly done: 'made' | 'changed' | undefined
}

type Client = Workspace['client']
type Service = ReturnType<Client['serverless']['v1']['services']>
type Environment = Awaited<ReturnType<Service['environments']['list']>>[number]
type Tell = (line: string) => void

const ENVIRONMENT = 'production'

/** Holds what is deployed, and by which build: a build that somebody else has deployed since is not taken for ours. */
const DIGEST = 'CONVERSATION_TRANSFER_DIGEST'

/** What the Functions were built and tested for; of Twilio's own choosing it would be another one some day (SL-12). */
const RUNTIME = 'node22'

const BUILD_MS_MAX = 300_000
const ASK_EVERY_MS = 1_000

/** What of ours is at a domain now. */
export interface Found {
  readonly domainName: string
  isCurrent(content: ServerlessContent): boolean
}

/** Undefined if there is nothing of ours yet. */
export async function findDeployed({ client }: Workspace, name: string): Promise<Found | undefined> {
  const service = await serviceNamed(client, name)
  const environment = service && (await environmentOf(service))
  if (service === undefined || environment === undefined) return undefined
  const there = await variablesOf(service, environment)
  return {
    domainName: environment.domainName,
    isCurrent: (content) => {
      const wanted = { ...content.variables, [DIGEST]: stampOf(environment.buildSid, content) }
      return Object.entries(wanted).every(([key, value]) => there.get(key)?.value === value)
    },
  }
}

/**
 * Uploads, builds and deploys, or finds that it is there already. What was left half done is finished: everything is
 * found again by its name.
 *
 * @throws {CliError} if a file is too large, or the build fails; a `TwilioFailure` where Twilio does not do it.
 */
export async function deployServerless(
  surroundings: Surroundings,
  workspace: Workspace,
  content: ServerlessContent,
  tell: Tell,
): Promise<Deployed> {
  checkSizes(content.files)
  const before = await findDeployed(workspace, content.service)
  if (before?.isCurrent(content) === true) return { domainName: before.domainName, done: undefined }
  const { client } = workspace
  const service = (await serviceNamed(client, content.service)) ?? (await makeService(client, content.service, tell))
  const environment = (await environmentOf(service)) ?? (await makeEnvironment(service, tell))
  const versions = await upload(workspace, service, content.files, tell)
  const kept = content.keepsOthers ? await keptVersions(service, environment, content.files) : NOTHING_KEPT
  const buildSid = await build(
    surroundings,
    service,
    { ...merged(versions, kept), dependencies: content.dependencies },
    tell,
  )
  await setVariables(service, environment, content.variables)
  await service.environments(environment.sid).deployments.create({ buildSid })
  // Last of all: whoever finds it finds everything else.
  await setVariables(service, environment, { [DIGEST]: stampOf(buildSid, content) })
  tell(`Deployed at https://${environment.domainName}`)
  return { domainName: environment.domainName, done: before === undefined ? 'made' : 'changed' }
}

/** Takes the whole service away, if there is one. */
export async function removeServerless({ client }: Workspace, name: string): Promise<void> {
  const service = await serviceNamed(client, name)
  await service?.remove()
}

function stampOf(buildSid: string, { files, dependencies }: ServerlessContent): string {
  return [buildSid, digestOf(files), ...dependencies.map(({ name, version }) => `${name}@${version}`)].join(':')
}

async function serviceNamed(client: Client, name: string): Promise<Service | undefined> {
  const services = await client.serverless.v1.services.list()
  const found = services.find(({ uniqueName }) => uniqueName === name)
  return found === undefined ? undefined : client.serverless.v1.services(found.sid)
}

async function makeService(client: Client, name: string, tell: Tell): Promise<Service> {
  const { services } = client.serverless.v1
  const { sid } = await services.create({ uniqueName: name, friendlyName: name, includeCredentials: true })
  tell(`Made the service ${name} (${sid})`)
  return services(sid)
}

async function environmentOf(service: Service): Promise<Environment | undefined> {
  return (await service.environments.list()).find(({ uniqueName }) => uniqueName === ENVIRONMENT)
}

async function makeEnvironment(service: Service, tell: Tell): Promise<Environment> {
  await service.environments.create({ uniqueName: ENVIRONMENT })
  const made = await environmentOf(service)
  if (made === undefined)
    throw new CliError(EXIT.unavailable, `The environment ${ENVIRONMENT} was made, and is not there.`)
  tell(`Made the environment ${ENVIRONMENT}`)
  return made
}

interface Versions {
  readonly Functions: readonly string[]
  readonly Assets: readonly string[]
}

const NOTHING_KEPT: Versions = { Functions: [], Assets: [] }

function merged(one: Versions, other: Versions): Versions {
  return { Functions: [...one.Functions, ...other.Functions], Assets: [...one.Assets, ...other.Assets] }
}

async function upload(
  workspace: Workspace,
  service: Service,
  files: readonly BundledFile[],
  tell: Tell,
): Promise<Versions> {
  const versions: Record<BundledFile['kind'], string[]> = { Functions: [], Assets: [] }
  const there = {
    Functions: await service.functions.list(),
    Assets: await service.assets.list(),
  }
  const { sid: serviceSid } = await service.fetch()
  for (const file of files) {
    const resources = file.kind === 'Functions' ? service.functions : service.assets
    const resource =
      there[file.kind].find(({ friendlyName }) => friendlyName === file.path) ??
      (await resources.create({ friendlyName: file.path }))
    versions[file.kind].push(await uploadVersion(workspace, `${serviceSid}/${file.kind}/${resource.sid}`, file))
    tell(`Uploaded ${file.path}, ${Math.ceil(Buffer.byteLength(file.content) / 1024)} KB`)
  }
  return versions
}

/** What the deployed build has at other paths. */
async function keptVersions(
  service: Service,
  { buildSid }: Environment,
  files: readonly BundledFile[],
): Promise<Versions> {
  if (!buildSid) return NOTHING_KEPT
  const paths = new Set(files.map(({ path }) => path))
  const { assetVersions, functionVersions } = await service.builds(buildSid).fetch()
  return { Functions: others(functionVersions, paths), Assets: others(assetVersions, paths) }
}

function others(versions: unknown, paths: ReadonlySet<string>): string[] {
  const list = z.array(z.object({ sid: z.string(), path: z.string() })).parse(versions ?? [])
  return list.filter(({ path }) => !paths.has(path)).map(({ sid }) => sid)
}

async function build(
  { time }: Surroundings,
  service: Service,
  { Functions, Assets, dependencies }: Versions & Pick<ServerlessContent, 'dependencies'>,
  tell: Tell,
): Promise<string> {
  const { sid } = await service.builds.create({
    functionVersions: [...Functions],
    assetVersions: [...Assets],
    runtime: RUNTIME,
    ...(dependencies.length === 0 ? {} : { dependencies: JSON.stringify(dependencies) }),
  })
  const untilMs = time.now() + BUILD_MS_MAX
  tell('Twilio builds it')
  for (;;) {
    const { status } = await service.builds(sid).fetch()
    if (status === 'completed') return sid
    if (status === 'failed')
      throw new CliError(EXIT.unavailable, `Twilio could not build it; the build ${sid} says why.`)
    if (time.now() > untilMs) throw new CliError(EXIT.unavailable, `The build ${sid} is not done after five minutes.`)
    await time.wait(ASK_EVERY_MS)
  }
}

async function variablesOf(
  service: Service,
  { sid }: Environment,
): Promise<ReadonlyMap<string, { readonly sid: string; readonly value: string }>> {
  const list = await service.environments(sid).variables.list()
  return new Map(list.map(({ sid: variableSid, key, value }) => [key, { sid: variableSid, value }]))
}

/** Variables that are not ours stay as they are. */
async function setVariables(
  service: Service,
  environment: Environment,
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const there = await variablesOf(service, environment)
  const { variables } = service.environments(environment.sid)
  for (const [key, value] of Object.entries(wanted)) {
    const old = there.get(key)
    if (old?.value === value) continue
    if (old === undefined) await variables.create({ key, value })
    else await variables(old.sid).update({ value })
  }
}
