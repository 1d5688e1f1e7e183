import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Mark, Route } from '../../transports/rest/route.ts'
import { notFound, preconditionFailed } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

export interface TaskrouterCall {
  readonly method: Route['method']
  /** What follows the workspace in the path, such as `/Tasks/:taskSid`. */
  readonly path: string
  readonly fact: string
  /** `documented` unless said otherwise. */
  readonly mark?: Mark
  readonly handle: (request: RestRequest, world: World) => RestAnswer
}

/** A call of TaskRouter's API on something in the account's one workspace; every other workspace is 404 (TR-1). */
export function taskrouterRoute({ method, path, fact, mark = 'documented', handle }: TaskrouterCall): Route {
  return {
    host: 'taskrouter.twilio.com',
    method,
    path: `/v1/Workspaces/:workspaceSid${path}`,
    mark,
    fact,
    handle: (request, world) => {
      const asked = pathParameter(request, 'workspaceSid')
      if (asked !== world.account.workspaceSid) throw notFound(request.url.pathname)
      return handle(request, world)
    },
  }
}

/** The row that the path names, or Twilio's 404. */
export function rowOfPath<Row>(request: RestRequest, parameter: string, find: (sid: string) => Row | undefined): Row {
  const row = find(pathParameter(request, parameter))
  if (row === undefined) throw notFound(request.url.pathname)
  return row
}

/** Throws Twilio's 412 if the request is for another version of the row than the current one (TR-5). */
export function checkVersion(request: RestRequest, { version }: { readonly version: number }): void {
  const { ifMatch } = request
  if (ifMatch === undefined || ifMatch === '*') return
  const asked = ifMatch.replace(/^W\//, '').replaceAll('"', '')
  if (asked !== String(version)) throw preconditionFailed(request.url.pathname)
}

/** The answer with the version of the row as its ETag (TR-5). */
export function withVersion(answer: RestAnswer, { version }: { readonly version: number }): RestAnswer {
  return { ...answer, headers: { ...answer.headers, ETag: `"${version}"` } }
}

/** `true`, `1` and `yes` are yes, whatever else is no, as TaskRouter reads its booleans; undefined if absent. */
export function yesOrNo(value: string | null): boolean | undefined {
  return value === null ? undefined : ['true', '1', 'yes'].includes(value.toLowerCase())
}
