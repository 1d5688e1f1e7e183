import type { Upload } from '../../transports/rest/message.ts'
import { invalidParameter, TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { conflict } from './serverless-errors.ts'
import type { ResourceKind, ResourceVersion, ServerlessResource, ServerlessService, Visibility } from './state.ts'

const PATH_CHARACTERS_MAX = 255
const CONTENT_BYTES_MAX: Readonly<Record<ResourceKind, number>> = { function: 1_048_576, asset: 26_214_400 }

export type NewResource = Pick<ServerlessResource, 'kind' | 'friendlyName'>

/** Functions and assets may have the same name: only paths are unique, within a build. */
export function createResource(world: World, service: ServerlessService, fields: NewResource): ServerlessResource {
  const nowMs = world.clock.now()
  const row = { ...fields, serviceSid: service.sid, createdAtMs: nowMs, updatedAtMs: nowMs }
  return world.serverless.resources.put({ ...row, sid: newSid(world.random, 'ZH') })
}

/** Throws Twilio's 409 for one that is part of a build that is deployed (SL-4). */
export function deleteResource({ serverless }: World, { sid }: ServerlessResource): void {
  const versions = serverless.versions.all().filter(({ resourceSid }) => resourceSid === sid)
  const deployed = serverless.environments.all().map(({ buildSid }) => serverless.builds.get(buildSid ?? ''))
  const inUse = new Set(
    deployed.flatMap((build) => [...(build?.functionVersionSids ?? []), ...(build?.assetVersionSids ?? [])]),
  )
  if (versions.some((version) => inUse.has(version.sid))) {
    throw conflict(`${sid} is part of a build that is deployed and cannot be deleted.`)
  }
  for (const version of versions) serverless.versions.delete(version.sid)
  serverless.resources.delete(sid)
}

export interface NewVersion {
  readonly path: string
  readonly visibility: Visibility
  readonly upload: Upload
}

/** Throws Twilio's 413 for a content that is too large (SL-5). */
export function addVersion(world: World, resource: ServerlessResource, fields: NewVersion): ResourceVersion {
  const { path, visibility, upload } = fields
  const { kind, serviceSid, sid: resourceSid } = resource
  const bytesMax = CONTENT_BYTES_MAX[kind]
  if (upload.content.byteLength > bytesMax) {
    throw new TwilioError(
      413,
      20413,
      `The content of ${kind === 'asset' ? 'an asset' : 'a function'} has at most ${bytesMax} bytes`,
    )
  }
  if (path.length > PATH_CHARACTERS_MAX) throw invalidParameter(`Path has at most ${PATH_CHARACTERS_MAX} characters`)
  const nowMs = world.clock.now()
  return world.serverless.versions.put({
    sid: newSid(world.random, 'ZN'),
    kind,
    serviceSid,
    resourceSid,
    path: path.startsWith('/') ? path : `/${path}`,
    visibility,
    contentType: upload.contentType,
    content: Buffer.from(upload.content).toString('base64'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}
