import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { serviceNotFound, invalidSync } from './sync-errors.ts'
import type { SyncRow } from './state.ts'

export interface SyncCall {
  readonly method: Route['method']
  /** What follows the service in the path, such as `/Documents`. */
  readonly path: string
  readonly fact: string
  readonly handle: (request: RestRequest, world: World) => RestAnswer
}

/** A call on the account's one Sync service, by its sid or as `default`; every other is 54050 (SY-1). */
export function syncRoute({ method, path, fact, handle }: SyncCall): Route {
  return {
    host: 'sync.twilio.com',
    method,
    path: `/v1/Services/:serviceSid${path}`,
    mark: 'documented',
    fact,
    handle: (request, world) => {
      const asked = pathParameter(request, 'serviceSid')
      if (asked !== 'default' && asked !== syncServiceSid(world)) throw serviceNotFound(asked)
      return handle(request, world)
    },
  }
}

/** The account's default Sync service. It is drawn from no chance, so that it moves no other sid. */
export function syncServiceSid(world: World): string {
  return `IS${world.account.sid.slice(2)}`
}

export function syncAddress(world: World, path: string): string {
  return `https://sync.twilio.com/v1/Services/${syncServiceSid(world)}${path}`
}

/** The answer with the revision as its ETag (SY-2). */
export function withRevision(answer: RestAnswer, { revision }: SyncRow): RestAnswer {
  return { ...answer, headers: { ...answer.headers, ETag: `"${revision}"` } }
}

/** Throws 54010 for an update that says nothing. */
export function refuseEmpty({ form }: RestRequest): void {
  if (form.size === 0) throw invalidSync(54010, 'No parameters specified')
}
