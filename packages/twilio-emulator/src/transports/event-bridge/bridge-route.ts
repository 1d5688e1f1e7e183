import { z } from 'zod'
import { workerIdentity } from '../../services/iam/worker-identity.ts'
import type { Worker } from '../../services/taskrouter/state.ts'
import type { World } from '../../world/world.ts'
import { ok, type RestRequest } from '../rest/message.ts'
import { pathParameter } from '../rest/parameters.ts'
import type { Route } from '../rest/route.ts'
import { authenticationFailed, invalidParameter, notFound, TwilioError } from '../rest/twilio-error.ts'
import { EVENT_BRIDGE_HOST } from './envelope.ts'

/** A call of TaskRouter's event bridge, and who makes it. */
export interface BridgeRequest {
  readonly world: World
  /** Whose desktop calls. */
  readonly worker: Worker
  /** Whether the desktop's user may see and change what is other workers' (EB-4). */
  readonly isSupervisor: boolean
  /** The parameters of a GET. */
  readonly query: URLSearchParams
  /** The parameters of a POST, as they came. */
  readonly params: unknown
  /** The part of the path that is called `name` in the route. */
  readonly part: (name: string) => string
}

export interface BridgeCall {
  readonly method: 'GET' | 'POST'
  /** What follows the workspace in the path, such as `/Tasks/:taskSid`. */
  readonly path: string
  readonly fact: string
  /** Computes the payload, and changes the world at once. */
  readonly handle: (request: BridgeRequest) => object
}

/** A call of the event bridge about something in the account's one workspace, for a desktop with a Flex token. */
export function bridgeRoute({ method, path, fact, handle }: BridgeCall): Route {
  return {
    host: EVENT_BRIDGE_HOST,
    method,
    path: `/Workspaces/:workspaceSid${path}`,
    mark: 'observed',
    fact,
    handle: (request, world) => {
      if (pathParameter(request, 'workspaceSid') !== world.account.workspaceSid) throw notFound(request.url.pathname)
      return ok(handle(bridgeRequest(request, world)))
    },
  }
}

/** Throws Twilio's 403 unless the row is the caller's own, or the caller a supervisor. */
export function requireOwn({ worker, isSupervisor }: BridgeRequest, workerSid: string): void {
  if (workerSid === worker.sid || isSupervisor) return
  throw new TwilioError(403, 20403, `A Flex token of worker ${worker.sid} does not open what is worker ${workerSid}'s`)
}

/** The parameters of a POST, decoded. Throws Twilio's 400, with what is wrong. */
export function readParams<Params>({ params }: BridgeRequest, schema: z.ZodType<Params>): Params {
  const result = schema.safeParse(params)
  if (!result.success) throw invalidParameter(`The parameters are not valid: ${z.prettifyError(result.error)}`)
  return result.data
}

/** The row that the path names. Throws Twilio's 404. */
export function rowNamed<Row>(row: Row | undefined, what: string): Row {
  if (row === undefined) throw notFound(what)
  return row
}

/** Supervisors and administrators are told apart by the roles in their worker's attributes (IAM-3). */
const SUPERVISING_ROLES: ReadonlySet<string> = new Set(['supervisor', 'admin'])

function bridgeRequest(request: RestRequest, world: World): BridgeRequest {
  const { caller, url, json } = request
  const worker = caller.kind === 'worker' ? world.taskrouter.workers.get(caller.workerSid) : undefined
  if (worker === undefined) throw authenticationFailed()
  const isSupervisor = workerIdentity(worker).roles.some((role) => SUPERVISING_ROLES.has(role))
  const part = (name: string): string => pathParameter(request, name)
  return { world, worker, isSupervisor, query: url.searchParams, params: json ?? {}, part }
}
