import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { buildStatus } from './builds.ts'
import type {
  Build,
  Deployment,
  Environment,
  OfService,
  ResourceVersion,
  ServerlessResource,
  ServerlessService,
  Variable,
} from './state.ts'

const SERVICES = 'https://serverless.twilio.com/v1/Services'

export function serviceJson({ account }: World, service: ServerlessService): object {
  const url = `${SERVICES}/${service.sid}`
  return {
    sid: service.sid,
    account_sid: account.sid,
    friendly_name: service.friendlyName,
    unique_name: service.uniqueName,
    include_credentials: service.includeCredentials,
    ui_editable: service.uiEditable,
    domain_base: service.domainBase,
    date_created: isoSeconds(service.createdAtMs),
    date_updated: isoSeconds(service.updatedAtMs),
    url,
    links: {
      environments: `${url}/Environments`,
      functions: `${url}/Functions`,
      assets: `${url}/Assets`,
      builds: `${url}/Builds`,
    },
  }
}

export function environmentJson(world: World, environment: Environment): object {
  const url = `${SERVICES}/${environment.serviceSid}/Environments/${environment.sid}`
  return {
    ...common(world, environment),
    build_sid: environment.buildSid ?? null,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix ?? null,
    domain_name: environment.domainName,
    date_updated: isoSeconds(environment.updatedAtMs),
    url,
    links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
  }
}

export function variableJson(world: World, variable: Variable): object {
  const { serviceSid, environmentSid, sid } = variable
  return {
    ...common(world, variable),
    environment_sid: environmentSid,
    key: variable.key,
    value: variable.value,
    date_updated: isoSeconds(variable.updatedAtMs),
    url: `${SERVICES}/${serviceSid}/Environments/${environmentSid}/Variables/${sid}`,
  }
}

export function deploymentJson(world: World, deployment: Deployment): object {
  const { serviceSid, environmentSid, sid } = deployment
  return {
    ...common(world, deployment),
    environment_sid: environmentSid,
    build_sid: deployment.buildSid ?? null,
    date_updated: isoSeconds(deployment.updatedAtMs),
    url: `${SERVICES}/${serviceSid}/Environments/${environmentSid}/Deployments/${sid}`,
  }
}

export function resourceJson(world: World, resource: ServerlessResource): object {
  const url = resourceUrl(resource.kind, resource.serviceSid, resource.sid)
  return {
    ...common(world, resource),
    friendly_name: resource.friendlyName,
    date_updated: isoSeconds(resource.updatedAtMs),
    url,
    links: { [`${resource.kind}_versions`]: `${url}/Versions` },
  }
}

export function versionJson(world: World, version: ResourceVersion): object {
  const url = versionUrl(version)
  const links = version.kind === 'function' ? { links: { function_version_content: `${url}/Content` } } : {}
  return { ...versionOnBuildJson(world, version), url, ...links }
}

export function versionContentJson(world: World, version: ResourceVersion): object {
  const { date_created: _, ...rest } = common(world, version)
  return {
    ...rest,
    function_sid: version.resourceSid,
    content: Buffer.from(version.content, 'base64').toString('utf8'),
    url: `${versionUrl(version)}/Content`,
  }
}

export function buildJson(world: World, build: Build): object {
  const url = buildUrl(build)
  const versions = (sids: readonly string[]): object[] => {
    const rows = sids.map((sid) => world.serverless.versions.get(sid))
    return rows.filter((row) => row !== undefined).map((row) => versionOnBuildJson(world, row))
  }
  return {
    ...common(world, build),
    status: buildStatus(world, build),
    asset_versions: versions(build.assetVersionSids),
    function_versions: versions(build.functionVersionSids),
    dependencies: build.dependencies,
    runtime: build.runtime,
    date_updated: isoSeconds(build.updatedAtMs),
    url,
    links: { build_status: `${url}/Status` },
  }
}

export function buildStatusJson(world: World, build: Build): object {
  const { date_created: _, ...rest } = common(world, build)
  return { ...rest, status: buildStatus(world, build), url: `${buildUrl(build)}/Status` }
}

function versionOnBuildJson(world: World, version: ResourceVersion): object {
  return {
    ...common(world, version),
    [`${version.kind}_sid`]: version.resourceSid,
    path: version.path,
    visibility: version.visibility,
  }
}

function common({ account }: World, row: OfService) {
  return {
    sid: row.sid,
    account_sid: account.sid,
    service_sid: row.serviceSid,
    date_created: isoSeconds(row.createdAtMs),
  }
}

function resourceUrl(kind: ServerlessResource['kind'], serviceSid: string, sid: string): string {
  return `${SERVICES}/${serviceSid}/${kind === 'function' ? 'Functions' : 'Assets'}/${sid}`
}

function versionUrl({ kind, serviceSid, resourceSid, sid }: ResourceVersion): string {
  return `${resourceUrl(kind, serviceSid, resourceSid)}/Versions/${sid}`
}

function buildUrl({ serviceSid, sid }: Build): string {
  return `${SERVICES}/${serviceSid}/Builds/${sid}`
}
