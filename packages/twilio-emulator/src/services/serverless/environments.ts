import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { buildStatus } from './builds.ts'
import { conflict } from './serverless-errors.ts'
import { rowsOf } from './serverless-route.ts'
import type { Build, Deployment, Environment, ServerlessService } from './state.ts'

export type NewEnvironment = Pick<Environment, 'uniqueName' | 'domainSuffix'>

/** Throws Twilio's 409 for a name or a suffix that another environment of the service has (SL-2). */
export function createEnvironment(world: World, service: ServerlessService, fields: NewEnvironment): Environment {
  const { uniqueName, domainSuffix } = fields
  const others = rowsOf(world.serverless.environments, service)
  if (others.some((one) => one.uniqueName === uniqueName || one.domainSuffix === domainSuffix)) {
    throw conflict('Environment with this UniqueName or DomainSuffix already exists.')
  }
  const nowMs = world.clock.now()
  const name = domainSuffix === undefined ? service.domainBase : `${service.domainBase}-${domainSuffix}`
  return world.serverless.environments.put({
    ...fields,
    sid: newSid(world.random, 'ZE'),
    serviceSid: service.sid,
    domainName: `${name}.twil.io`,
    buildSid: undefined,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** Its variables and its history go with it. */
export function deleteEnvironment({ serverless }: World, { sid }: Environment): void {
  for (const table of [serverless.variables, serverless.deployments]) {
    for (const row of table.all()) if (row.environmentSid === sid) table.delete(row.sid)
  }
  serverless.environments.delete(sid)
}

/** Throws Twilio's 400 for a build that is not complete, and its 409 for the one that is deployed already (SL-7). */
export function deploy(world: World, environment: Environment, build: Build | undefined): Deployment {
  if (build !== undefined && buildStatus(world, build) !== 'completed') {
    throw invalidParameter(`Build ${build.sid} is not completed and cannot be deployed`)
  }
  if (build !== undefined && build.sid === environment.buildSid) {
    throw conflict('Environment has already requested deployment')
  }
  const nowMs = world.clock.now()
  world.serverless.environments.put({ ...environment, buildSid: build?.sid, updatedAtMs: nowMs })
  return world.serverless.deployments.put({
    sid: newSid(world.random, 'ZD'),
    serviceSid: environment.serviceSid,
    environmentSid: environment.sid,
    buildSid: build?.sid,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

export function environmentOf({ serverless }: World, domainName: string): Environment | undefined {
  return serverless.environments.all().find((environment) => environment.domainName === domainName)
}
