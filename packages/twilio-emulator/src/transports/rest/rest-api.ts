import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { accountApiRoutes } from '../../services/account/account-routes.ts'
import { flexRoutes } from '../../services/flex/routes.ts'
import { flexUiRoutes } from '../../services/flex-ui/routes.ts'
import { conversationsRoutes } from '../../services/conversations/routes.ts'
import { eventStreamsRoutes } from '../../services/event-streams/routes.ts'
import { pluginServiceRoutes } from '../../services/plugins/routes.ts'
import { serverlessRoutes } from '../../services/serverless/routes.ts'
import { iamRoutes } from '../../services/iam/routes.ts'
import { interactionsRoutes } from '../../services/interactions/routes.ts'
import { syncRoutes } from '../../services/sync/routes.ts'
import { taskrouterRoutes } from '../../services/taskrouter/routes.ts'
import { conversationsWebhookRoutes } from '../../webhooks/conversations-webhook-routes.ts'
import type { World } from '../../world/world.ts'
import { withOrigin, type Origin } from '../../world/origin.ts'
import { authenticate, callerKind } from './authenticate.ts'
import { errorResponse } from './error-response.ts'
import { answerEnvelope, EVENT_BRIDGE_HOST, EVENT_BRIDGE_PATH } from '../event-bridge/envelope.ts'
import { eventBridgeRoutes } from '../event-bridge/routes.ts'
import { twilioAddress } from '../twilio-address.ts'
import type { Caller, RestAnswer, RestRequest } from './message.ts'
import type { RestCall, RestHook } from './rest-hook.ts'
import type { Route } from './route.ts'
import { invalidParameter, notBuilt, TwilioError } from './twilio-error.ts'

/** Twilio refuses larger requests long before; this keeps a mistake from filling the memory. */
const BODY_BYTES_MAX = 1_048_576
/** The largest file that Serverless takes, and the form around it (SL-5). */
const UPLOAD_BYTES_MAX = 26_214_400 + 65_536

/** Every call that is built. */
export const routes: readonly Route[] = [
  ...taskrouterRoutes,
  ...interactionsRoutes,
  ...conversationsRoutes,
  ...flexRoutes,
  ...flexUiRoutes,
  ...iamRoutes,
  ...syncRoutes,
  ...serverlessRoutes,
  ...pluginServiceRoutes,
  ...eventStreamsRoutes,
  ...accountApiRoutes,
  ...conversationsWebhookRoutes,
  ...eventBridgeRoutes,
]

/**
 * Twilio's REST APIs on one address. The Twilio host that a request is for stands in its path
 * (`/__twilio/taskrouter.twilio.com/v1/...`) or in the header `X-Twilio-Host`. `hook` stands around every call.
 */
export function createRestApi(world: World, hook: RestHook = (_call, answer) => answer()): Hono {
  const hosts = new Map<string, Hono>()
  for (const route of routes) {
    const host = hosts.get(route.host) ?? new Hono()
    host.on(route.method, route.path, (context) => {
      return hook(callOf(context.req.raw, route), () => answerRoute(context, route, world))
    })
    hosts.set(route.host, host)
  }
  const dispatch = async (request: Request): Promise<Response> => {
    const { method } = request
    const target = new URL(request.url)
    const response = await hosts.get(target.hostname)?.fetch(request)
    if (response !== undefined && response.headers.get(NO_ROUTE) === null) return response
    return hook(callOf(request), () => Promise.resolve(errorResponse(routeNotBuilt(method, target))))
  }
  const api = new Hono()
  const limits = [BODY_BYTES_MAX, UPLOAD_BYTES_MAX].map((maxSize) => {
    return bodyLimit({ maxSize, onError: () => errorResponse(bodyTooLarge(maxSize)) })
  })
  api.use((context, next) => limits[isUpload(context) ? 1 : 0]?.(context, next) ?? next())
  api.all('*', async (context) => {
    const target = twilioAddress(new URL(context.req.url), context.req.header('X-Twilio-Host'))
    if (target === undefined) return errorResponse(noTwilioHost())
    const request = new Request(target, context.req.raw)
    return isEnvelope(target) && request.method === 'POST' ? answerEnvelope(request, dispatch) : dispatch(request)
  })
  for (const host of hosts.values()) host.notFound(() => new Response(null, { headers: { [NO_ROUTE]: 'true' } }))
  return api
}

/** The requests of the event bridge are wrapped; what is inside is a call like any other. */
function isEnvelope({ hostname, pathname }: URL): boolean {
  return hostname === EVENT_BRIDGE_HOST && pathname === EVENT_BRIDGE_PATH
}

function isUpload({ req }: Context): boolean {
  return twilioAddress(new URL(req.url), req.header('X-Twilio-Host'))?.hostname === 'serverless-upload.twilio.com'
}

function callOf({ method, url, headers }: Request, route?: Route): RestCall {
  const { hostname, pathname } = new URL(url)
  return { method, host: hostname, path: pathname, route: route?.path, by: callerKind(headers) }
}

/** Marks, between the two routers, that no route took the request. */
const NO_ROUTE = 'x-emulator-no-route'

async function answerRoute(context: Context, route: Route, world: World): Promise<Response> {
  try {
    const request = await readRequest(context, route, world)
    return toResponse(withOrigin(world, originOf(context, route), () => route.handle(request, world)))
  } catch (error: unknown) {
    if (error instanceof TwilioError) return errorResponse(error)
    throw error
  }
}

/** Only this header makes Conversations tell its webhooks of what a call has changed (WH-9). */
function originOf(context: Context, route: Route): Origin {
  return { kind: 'api', host: route.host, webhookEnabled: context.req.header('X-Twilio-Webhook-Enabled') === 'true' }
}

async function readRequest(context: Context, { access }: Route, world: World): Promise<RestRequest> {
  const caller: Caller = access === 'anyone' ? { kind: 'anyone' } : authenticate(context.req.raw.headers, world)
  const isPost = context.req.method === 'POST'
  const request = {
    url: new URL(context.req.url),
    params: context.req.param(),
    ifMatch: context.req.header('If-Match'),
  }
  if (isPost && context.req.header('Content-Type')?.startsWith('multipart/form-data') === true) {
    return { ...request, ...(await readMultipart(context)), json: undefined, caller }
  }
  const text = isPost ? await context.req.text() : ''
  // The Flex UI names a type for its GETs too.
  const isJson = isPost && context.req.header('Content-Type')?.startsWith('application/json') === true
  return {
    ...request,
    form: new URLSearchParams(isJson ? '' : text),
    json: isJson ? parseJson(text) : undefined,
    caller,
  }
}

/** The fields of the form, and its one file. */
async function readMultipart({ req }: Context): Promise<Pick<RestRequest, 'form' | 'upload'>> {
  const form = new URLSearchParams()
  let file: File | undefined
  for (const [name, value] of await formDataOf(req.raw)) {
    if (typeof value === 'string') form.append(name, value)
    else file ??= value
  }
  if (file === undefined) return { form }
  const contentType = file.type === '' ? 'application/octet-stream' : file.type
  return { form, upload: { content: new Uint8Array(await file.arrayBuffer()), contentType } }
}

async function formDataOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw invalidParameter('The body is not valid multipart/form-data')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidParameter('The body is not valid JSON')
  }
}

function toResponse({ status, body, headers }: RestAnswer): Response {
  if (body === undefined) return new Response(null, { status, headers: { ...headers } })
  if (typeof body === 'string') return new Response(body, { status, headers: { ...headers } })
  return Response.json(body, { status, headers: { ...headers } })
}

function routeNotBuilt(method: string, url: URL): TwilioError {
  const call = `${method} ${url.origin}${url.pathname}`
  return notBuilt(`The emulator does not have ${call}. DIFFERENCES.md lists what it has.`)
}

function noTwilioHost(): TwilioError {
  const ways = 'put it in the path (/__twilio/taskrouter.twilio.com/v1/...) or in the header X-Twilio-Host'
  return new TwilioError(404, 20404, `The request does not say which Twilio host it is for: ${ways}.`)
}

function bodyTooLarge(bytesMax: number): TwilioError {
  return new TwilioError(413, 20413, `The body is larger than ${bytesMax} bytes`)
}
