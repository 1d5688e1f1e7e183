import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { isBrokenConnection } from '../../faults/broken-connection.ts'
import { withOrigin } from '../../world/origin.ts'
import { errorResponse } from '../rest/error-response.ts'
import type { RestHook } from '../rest/rest-hook.ts'
import { TwilioError } from '../rest/twilio-error.ts'
import type { Connection } from './connection.ts'
import { FrameError, type Frame } from './frame.ts'
import { matchRoute, type RouteMatch } from './match-route.ts'
import type { Realtime } from './realtime.ts'
import { upstreamRoutes } from './upstream-routes.ts'
import type { UpstreamAnswer, UpstreamRequest } from './upstream-route.ts'

const Parameter = z.union([z.string(), z.array(z.string())])
const MessageHeader = z.looseObject({
  id: z.string(),
  active_grant: z.string().default(''),
  payload_type: z.string().default(''),
  http_request: z.looseObject({
    host: z.string(),
    path: z.string(),
    method: z.string(),
    params: z.record(z.string(), Parameter).nullish(),
    headers: z.record(z.string(), z.unknown()).nullish(),
  }),
})
type MessageHeader = z.infer<typeof MessageHeader>

export interface UpstreamOptions {
  readonly realtime: Realtime
  /** Stands around every call, as it does around the calls of REST. */
  readonly hook: RestHook
}

/** Carries out a call that came in through a socket, and replies. What it changes, it changes at once. */
export async function answerUpstream(
  { realtime, hook }: UpstreamOptions,
  connection: Connection,
  frame: Frame,
): Promise<void> {
  const header = headerOf(frame)
  const { host, path, method } = header.http_request
  const call = { host, path: path.split('?')[0] ?? '', method: method.toUpperCase() }
  const match = matchRoute(upstreamRoutes, call)
  let after: UpstreamAnswer['after']
  const response = await hook({ ...call, route: match?.route.path, by: 'user' }, () => {
    const answer = carryOut({ realtime, connection, header, frame, match })
    if (answer instanceof TwilioError) return Promise.resolve(errorResponse(answer))
    after = answer.after
    return Promise.resolve(toResponse(answer))
  })
  if (isBrokenConnection(response)) return connection.cut()
  const { status } = response
  const text = await response.text()
  const fields = {
    http_status: { code: status, status: STATUS_CODES[status] ?? '' },
    http_headers: { 'content-type': 'application/json' },
  }
  // Clients read every answer as JSON, also that of a 204.
  connection.reply(header.id, fields, text === '' ? {} : JSON.parse(text))
  if (connection.isOpen) after?.()
}

function toResponse({ status, body }: UpstreamAnswer): Response {
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
}

interface Upstream {
  readonly realtime: Realtime
  readonly connection: Connection
  readonly header: MessageHeader
  readonly frame: Frame
  readonly match: RouteMatch | undefined
}

function carryOut({ realtime, connection, header, frame, match }: Upstream): UpstreamAnswer | TwilioError {
  const { host, path, method } = header.http_request
  if (match === undefined) {
    return new TwilioError(501, 20501, `The emulator does not have ${method} https://${host}${path} on sockets.`)
  }
  const { session } = connection
  try {
    const request = readRequest({ connection, header, frame, match })
    const origin = { kind: 'sdk', identity: session.identity } as const
    return withOrigin(realtime.world, origin, () => match.route.handle(request, realtime))
  } catch (error: unknown) {
    if (error instanceof TwilioError) return error
    if (error instanceof z.ZodError) return new TwilioError(400, 20001, z.prettifyError(error))
    throw error
  }
}

function readRequest({
  connection,
  header,
  frame,
  match,
}: Omit<Upstream, 'realtime' | 'match'> & { match: RouteMatch }): UpstreamRequest {
  return {
    params: match.params,
    query: queryOf(header),
    body: bodyOf(header.payload_type, frame),
    ifMatch: headerNamed(header, 'if-match'),
    product: header.active_grant,
    session: connection.session,
    connection,
  }
}

function headerOf({ header }: Frame): MessageHeader {
  const parsed = MessageHeader.safeParse(header)
  if (!parsed.success) throw new FrameError(`The request is wrong: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Parameters come in as a map of encoded values, or in the path (TS-3). */
function queryOf({ http_request: { path, params } }: MessageHeader): URLSearchParams {
  const query = new URLSearchParams(path.split('?')[1] ?? '')
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const text of Array.isArray(value) ? value : [value]) query.append(decode(name), decode(text))
  }
  return query
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A DELETE's payload is the name of a product, which says nothing: what is no JSON is no body (TS-3). */
function bodyOf(type: string, { payload }: Frame): unknown {
  if (payload.byteLength === 0) return undefined
  const text = Buffer.from(payload).toString('utf8')
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function headerNamed({ http_request: { headers } }: MessageHeader, wanted: string): string | undefined {
  const entry = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)
  return entry === undefined ? undefined : String(entry[1])
}
