import { syntaxErrorOf } from '@conversation-transfer/functions-runtime'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { conflict } from './serverless-errors.ts'
import type { Build, Dependency, ResourceKind, ResourceVersion, ServerlessService } from './state.ts'

export interface NewBuild {
  readonly functionVersionSids: readonly string[]
  readonly assetVersionSids: readonly string[]
  readonly dependencies: readonly Dependency[]
  readonly runtime: string
}

/** Throws Twilio's 400 for versions that are not the service's, and for two with one path (SL-6). */
export function createBuild(world: World, service: ServerlessService, fields: NewBuild): Build {
  const functions = versionsOf(world, service, { kind: 'function', sids: fields.functionVersionSids })
  const assets = versionsOf(world, service, { kind: 'asset', sids: fields.assetVersionSids })
  const versions = [...functions, ...assets]
  if (versions.length === 0) throw invalidParameter('At least one function version or asset version is required')
  const taken = versions.find((one, index) => versions.findIndex(({ path }) => path === one.path) !== index)
  if (taken !== undefined) throw invalidParameter(`The build has more than one version with the path ${taken.path}`)
  const nowMs = world.clock.now()
  return world.serverless.builds.put({
    ...fields,
    sid: newSid(world.random, 'ZB'),
    serviceSid: service.sid,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    completesAtMs: nowMs + world.assumptions.serverlessBuildMs,
    isHealthy: functions.every((version) => syntaxErrorOf(textOf(version)) === undefined),
  })
}

/** A build is built for a while, and then it has become what it was going to become (SL-6). */
export function buildStatus(
  { clock }: World,
  { completesAtMs, isHealthy }: Build,
): 'building' | 'completed' | 'failed' {
  if (clock.now() < completesAtMs) return 'building'
  return isHealthy ? 'completed' : 'failed'
}

/** Throws Twilio's 409 for a build that is deployed (SL-6). */
export function deleteBuild({ serverless }: World, { sid }: Build): void {
  if (serverless.environments.all().some(({ buildSid }) => buildSid === sid)) {
    throw conflict(`Build ${sid} is deployed and cannot be deleted.`)
  }
  serverless.builds.delete(sid)
}

export function textOf({ content }: ResourceVersion): string {
  return Buffer.from(content, 'base64').toString('utf8')
}

function versionsOf(
  { serverless }: World,
  service: ServerlessService,
  { kind, sids }: { readonly kind: ResourceKind; readonly sids: readonly string[] },
): ResourceVersion[] {
  return sids.map((sid) => {
    const version = serverless.versions.get(sid)
    if (version?.serviceSid === service.sid && version.kind === kind) return version
    throw invalidParameter(
      `${sid} is not the sid of a version of ${kind === 'function' ? 'a function' : 'an asset'} of this service`,
    )
  })
}
