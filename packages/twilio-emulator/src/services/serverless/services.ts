import { notFound } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { Table } from '../../world/table.ts'
import type { World } from '../../world/world.ts'
import { conflict } from './serverless-errors.ts'
import type { OfService, ServerlessService } from './state.ts'

export type NewService = Pick<ServerlessService, 'uniqueName' | 'friendlyName' | 'includeCredentials' | 'uiEditable'>

/** Throws Twilio's 409 if there is a service of this name (SL-1). */
export function createService(world: World, fields: NewService): ServerlessService {
  if (serviceNamed(world, fields.uniqueName) !== undefined) {
    throw conflict(`Service with UniqueName ${fields.uniqueName} already exists.`)
  }
  const nowMs = world.clock.now()
  return world.serverless.services.put({
    ...fields,
    sid: newSid(world.random, 'ZS'),
    domainBase: `${fields.uniqueName}-${world.random.integer(1000, 9999)}`,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** The service with this sid or unique name. Throws Twilio's 404. */
export function findService(world: World, sidOrName: string): ServerlessService {
  const service = world.serverless.services.get(sidOrName) ?? serviceNamed(world, sidOrName)
  if (service === undefined) throw notFound(`/Services/${sidOrName}`)
  return service
}

export function updateService(
  world: World,
  before: ServerlessService,
  changes: Partial<Omit<NewService, 'uniqueName'>>,
): ServerlessService {
  return world.serverless.services.put({ ...before, ...changes, updatedAtMs: world.clock.now() })
}

/** The service goes with everything in it (SL-1). */
export function deleteService({ serverless }: World, { sid }: ServerlessService): void {
  const { services, ...parts } = serverless
  for (const table of Object.values(parts)) deleteOfService(table, sid)
  services.delete(sid)
}

function deleteOfService(table: Table<OfService>, serviceSid: string): void {
  for (const row of table.all()) if (row.serviceSid === serviceSid) table.delete(row.sid)
}

function serviceNamed({ serverless }: World, uniqueName: string): ServerlessService | undefined {
  return serverless.services.all().find((service) => service.uniqueName === uniqueName)
}
