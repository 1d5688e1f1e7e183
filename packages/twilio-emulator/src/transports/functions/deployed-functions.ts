import { readEvent, invoke } from '@conversation-transfer/functions-runtime'
import { createRequire } from 'node:module'
import { textOf } from '../../services/serverless/builds.ts'
import { environmentOf } from '../../services/serverless/environments.ts'
import type { Build, Environment, ResourceVersion } from '../../services/serverless/state.ts'
import type { World } from '../../world/world.ts'
import { createEmulatedSdk } from './emulated-sdk.ts'
import { contextOf } from './function-context.ts'
import { FunctionModules } from './function-modules.ts'
import { isSigned } from './request-signature.ts'

/** What ends every domain of Serverless. */
const DOMAIN = /\.twil\.io$/

/** The modules of one deployment: they live until another build is deployed in their environment. */
interface Process {
  readonly generation: number
  readonly buildSid: string
  readonly modules: FunctionModules
}

/** What is deployed, answering at its domains: assets as they are, Functions by being run (SL-8). */
export class DeployedFunctions {
  readonly #world: World
  readonly #sdk: ReturnType<typeof createEmulatedSdk>
  /** By the environments' sids. */
  readonly #processes = new Map<string, Process>()

  /** `callEmulator` takes the calls that Functions make to Twilio. */
  constructor(world: World, callEmulator: (request: Request) => Promise<Response>) {
    this.#world = world
    this.#sdk = createEmulatedSdk(callEmulator)
  }

  /** Whether an address is of a domain that Twilio would have given out. */
  static hasDomain({ hostname }: URL): boolean {
    return DOMAIN.test(hostname)
  }

  /** The request's address is the one at Twilio: `https://<domain>/<path>`. */
  async answer(request: Request): Promise<Response> {
    const { hostname, pathname } = new URL(request.url)
    const environment = environmentOf(this.#world, hostname)
    const build = this.#world.serverless.builds.get(environment?.buildSid ?? '')
    if (environment === undefined || build === undefined) return notFound()
    const version = this.#versionAt(build, pathname)
    if (version === undefined || version.visibility === 'private') return notFound()
    if (version.visibility === 'protected' && !(await isSigned(request, this.#world.account.authToken)))
      return unsigned()
    return version.kind === 'asset' ? asset(version, request) : this.#run(version, { environment, build, request })
  }

  /** The path is as it stands in the address: a blank in a file's name is `%20` there. */
  #versionAt(build: Build, pathname: string): ResourceVersion | undefined {
    return this.#versionsOf(build).find(({ path }) => path === pathname || encodeURI(path) === pathname)
  }

  #versionsOf({ functionVersionSids, assetVersionSids }: Build): ResourceVersion[] {
    const { versions } = this.#world.serverless
    return [...functionVersionSids, ...assetVersionSids].flatMap((sid) => versions.get(sid) ?? [])
  }

  async #run(
    version: ResourceVersion,
    {
      environment,
      build,
      request,
    }: { readonly environment: Environment; readonly build: Build; readonly request: Request },
  ): Promise<Response> {
    const context = contextOf(this.#world, { environment, version, sdk: this.#sdk })
    if (context === undefined)
      return new Response('Context of the function has exceeded maximum limit', { status: 500 })
    try {
      const handler = this.#modules(environment, build).handler(version)
      return await invoke(handler, context, await readEvent(request))
    } catch (error: unknown) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 500 })
    }
  }

  #modules(environment: Environment, build: Build): FunctionModules {
    const { generation } = this.#world
    const running = this.#processes.get(environment.sid)
    if (running?.generation === generation && running.buildSid === build.sid) return running.modules
    const requireInstalled = createRequire(import.meta.url)
    const modules = new FunctionModules(this.#versionsOf(build), (id) => {
      return id === 'twilio' ? this.#sdk() : requireInstalled(id)
    })
    this.#processes.set(environment.sid, { generation, buildSid: build.sid, modules })
    return modules
  }
}

function asset(version: ResourceVersion, { method }: Request): Response {
  if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405 })
  const headers = { 'Content-Type': version.contentType }
  if (version.contentType.startsWith('text/') || version.contentType.includes('javascript')) {
    return new Response(method === 'HEAD' ? null : textOf(version), { headers })
  }
  return new Response(method === 'HEAD' ? null : Buffer.from(version.content, 'base64'), { headers })
}

function notFound(): Response {
  return new Response('Not Found', { status: 404 })
}

/** Documented: https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow */
function unsigned(): Response {
  return new Response('Unauthorized - you are not authenticated to perform this request', { status: 400 })
}
