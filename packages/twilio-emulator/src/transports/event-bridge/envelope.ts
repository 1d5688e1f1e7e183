import { z } from 'zod'
import { isBrokenConnection } from '../../faults/broken-connection.ts'
import { isObject } from '../rest/parameters.ts'

export const EVENT_BRIDGE_HOST = 'event-bridge.twilio.com'
export const EVENT_BRIDGE_PATH = '/v1/wschannels'

/** A request as the Flex UI's SDKs wrap it: it is always posted, and says inside what it is (EB-2). */
const Envelope = z.looseObject({
  url: z.string().regex(/^[\w./-]{1,1000}$/),
  method: z.enum(['GET', 'POST']),
  params: z.record(z.string(), z.unknown()).nullish(),
  token: z.string(),
})

type Envelope = z.infer<typeof Envelope>

/**
 * Unwraps a request to the event bridge, has `dispatch` answer what is in it, and wraps the answer: `{payload}`, or
 * `{message}` with the status of the failure (EB-2).
 */
export async function answerEnvelope(
  request: Request,
  dispatch: (inner: Request) => Promise<Response>,
): Promise<Response> {
  const inner = unwrapped(await request.text())
  if (inner === undefined) return failure(400, 'The body must be JSON of the form {url, method, params, token}.')
  const response = await dispatch(inner)
  if (isBrokenConnection(response)) return response
  const body = parsed(await response.text())
  if (response.ok) return Response.json({ payload: body ?? {} })
  return failure(response.status, isObject(body) ? String(body['message']) : 'Request failed')
}

/** The request as it would be without the wrapping; undefined if the text is no envelope. */
function unwrapped(text: string): Request | undefined {
  const envelope = Envelope.safeParse(parsed(text)).data
  try {
    return envelope === undefined ? undefined : innerRequest(envelope)
  } catch (error: unknown) {
    // What is nested some thousand levels deep can be read, but not be written again.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Parameters are in the query of a GET, and JSON in a POST. */
function innerRequest({ url, method, params, token }: Envelope): Request {
  const address = new URL(`https://${EVENT_BRIDGE_HOST}/${url.replace(/^\/+/, '')}`)
  const headers = new Headers({ Authorization: `Basic ${Buffer.from(`token:${token}`).toString('base64')}` })
  if (method === 'GET') {
    for (const [name, value] of Object.entries(params ?? {})) address.searchParams.set(name, queryValue(value))
    return new Request(address, { method, headers })
  }
  headers.set('Content-Type', 'application/json')
  return new Request(address, { method, headers, body: JSON.stringify(params ?? {}) })
}

function queryValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function failure(status: number, message: string): Response {
  return Response.json({ message }, { status })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
