import { serve, type ServerType } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { CallLog } from './control/call-log.ts'
import { ChangeLog } from './control/change-log.ts'
import { createControlApi } from './control/control-api.ts'
import type { Controls } from './control/controls.ts'
import { Seeding } from './control/seeding.ts'
import { News } from './control/news.ts'
import { watchCalls } from './control/watched-calls.ts'
import { ConnectionBroken, isBrokenConnection } from './faults/broken-connection.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import type { ContactCenter } from './seed/contact-center.ts'
import type { FlexPlugin } from './services/flex/state.ts'
import { startInteractions } from './services/interactions/start-interactions.ts'
import { startEvents } from './services/taskrouter/events.ts'
import { startRouting } from './services/taskrouter/routing.ts'
import { deliverToFunctions } from './transports/functions/deliver-to-functions.ts'
import { DeployedFunctions } from './transports/functions/deployed-functions.ts'
import { createFunctionsApi } from './transports/functions/functions-api.ts'
import { EventBridge } from './transports/event-bridge/event-bridge.ts'
import { createMediaApi } from './transports/media/media-api.ts'
import { createRestApi } from './transports/rest/rest-api.ts'
import type { RestHook } from './transports/rest/rest-hook.ts'
import { SocketServer } from './transports/sockets/socket-server.ts'
import { socketTransports } from './transports/sockets/transports.ts'
import { twilioAddress } from './transports/twilio-address.ts'
import { deliverOverHttp, type Deliver } from './webhooks/deliver.ts'
import { EventStreamSender } from './webhooks/event-stream-sender.ts'
import { WebhookLog } from './webhooks/webhook-log.ts'
import { WebhookSender } from './webhooks/webhook-sender.ts'
import type { Assumptions } from './world/assumptions.ts'
import type { Clock } from './world/clock.ts'
import { createRandom } from './world/random.ts'
import { WorldClock } from './world/world-clock.ts'
import { createWorld, type World } from './world/world.ts'

export interface EmulatorOptions {
  readonly clock: Clock
  /** The same seed gives the same sids and the same chances. */
  readonly seed: number
  readonly assumptions?: Partial<Assumptions>
  /** Carries webhooks to their addresses; over the network unless a test or a simulation takes it over. */
  readonly deliver?: Deliver
  /** What every desktop loads; more with `POST /__emulator/plugins`. */
  readonly plugins?: readonly FlexPlugin[]
  /** Answers what is neither for Twilio nor for the control API, so that pages and Twilio are of one origin. */
  readonly pages?: (request: Request) => Response | Promise<Response>
  /**
   * The account to begin with, as `GET /__emulator/snapshot` gave it; without it, a new one. It is there before anybody can call:
   * a client that had something open, and is told once that there is no such thing, does not ask again.
   */
  readonly snapshot?: unknown
  /** What is to be done to an account that was made new, before whoever asked for it is answered. */
  readonly afterReset?: (contactCenter: ContactCenter) => Promise<void>
}

/** One Twilio account with a contact center in it, and the address-less handler of its requests. */
export interface Emulator {
  readonly world: World
  /** The contact center as it was at the start; `GET /__emulator/account` has it as it is. */
  readonly contactCenter: ContactCenter
  /** Rejects with a ConnectionBroken where a fault tells it to; there is no answer then. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The handler of WebSockets. */
  readonly sockets: SocketServer
  /** What has happened, what was called, and what was told. */
  readonly logs: EmulatorLogs
  readonly faults: FaultPlan
  /** Told of whatever is new in the world, the logs and the faults, and of desktops that come and go. */
  readonly news: News
  /** Whether a desktop of this worker is connected. */
  readonly hasDesktop: (workerSid: string) => boolean
  /** Makes the account new, as `POST /__emulator/reset` does. */
  readonly reset: () => Promise<void>
}

export interface EmulatorLogs {
  readonly changes: ChangeLog
  readonly calls: CallLog
  readonly webhooks: WebhookLog
}

export function createEmulator(options: EmulatorOptions): Emulator {
  const { seed, assumptions = {}, deliver = deliverOverHttp, plugins = [], pages } = options
  const clock = new WorldClock(options.clock)
  const world = createWorld({ clock, random: createRandom(seed), assumptions, plugins })
  startInteractions(world)
  startEvents(world)
  startRouting(world)
  const news = new News()
  const tell = (): void => news.tell()
  const faults = new FaultPlan(tell)
  const logs = { changes: new ChangeLog(world), calls: new CallLog(tell), webhooks: new WebhookLog(clock, tell) }
  const functions = new DeployedFunctions(world, (request) => answer(app, request))
  const sending = { world, faults, deliver: deliverToFunctions(functions, deliver), seed, log: logs.webhooks }
  const webhooks = new WebhookSender(sending)
  const eventStreams = new EventStreamSender(sending)
  const hook = watchCalls({ calls: logs.calls, faults, clock: options.clock })
  const eventBridge = new EventBridge(world, tell)
  const sockets = new SocketServer(socketTransports({ world, eventBridge, hook, onError: reportDefect }), reportDefect)
  const onReset = (): void => {
    faults.clear()
    logs.calls.clear()
    webhooks.clear()
    eventStreams.clear()
    logs.changes.worldReset()
    sockets.worldReset()
  }
  const seeding = new Seeding({ world, clock, seed, assumptions, onReset })
  if (options.snapshot !== undefined) seeding.restore(options.snapshot)
  logs.changes.start()
  webhooks.start()
  eventStreams.start()
  // After the log, so that whoever is told finds the change there.
  world.changes.subscribe(tell)
  const { afterReset = () => Promise.resolve() } = options
  const app: Hono = createApp({
    pages,
    functions,
    control: {
      world,
      clock: options.clock,
      seeding,
      ...logs,
      webhooks,
      webhookLog: logs.webhooks,
      faults,
      sockets,
      afterReset,
    },
    hook,
  })
  return {
    world,
    contactCenter: seeding.contactCenter(),
    fetch: (request) => answer(app, request),
    sockets,
    logs,
    faults,
    news,
    hasDesktop: (workerSid) => eventBridge.hasDesktop(workerSid),
    reset: async () => {
      await afterReset(seeding.reset())
    },
  }
}

interface AppParts {
  readonly control: Controls
  readonly hook: RestHook
  readonly pages: EmulatorOptions['pages']
  readonly functions: DeployedFunctions
}

/** All that is answered over HTTP, on one address. */
function createApp({ control, hook, pages, functions }: AppParts): Hono {
  const app = new Hono()
  app.route('/__emulator', createControlApi(control))
  if (pages !== undefined) app.use(async (context, next) => (isForTwilio(context) ? next() : pages(context.req.raw)))
  app.route('/', createFunctionsApi(functions, hook))
  app.route('/', createMediaApi(control.world))
  app.route('/', createRestApi(control.world, hook))
  return app
}

function isForTwilio({ req }: Context): boolean {
  return twilioAddress(new URL(req.url), req.header('X-Twilio-Host')) !== undefined
}

/** A defect of a transport ends one socket; that it happened must not stay unknown. */
function reportDefect(error: unknown): void {
  process.stderr.write(`A socket of the emulator failed: ${error instanceof Error ? error.stack : String(error)}\n`)
}

async function answer(app: Hono, request: Request): Promise<Response> {
  const response = await app.fetch(request)
  if (isBrokenConnection(response)) throw new ConnectionBroken()
  return response
}

export interface RunningEmulator extends Emulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the emulator on the loopback address. Port 0 takes a free one. Rejects if the port is taken. */
export async function startEmulator(options: EmulatorOptions & { readonly port: number }): Promise<RunningEmulator> {
  const emulator = createEmulator(options)
  const { server, port } = await listen(emulator.fetch, options.port)
  server.on('upgrade', (request, connection, head) => emulator.sockets.upgrade(request, connection, head))
  return { ...emulator, url: `http://127.0.0.1:${port}`, close: () => close(server, emulator.sockets) }
}

/** As long as a load balancer holds a connection that nobody uses: Node's 5 s end while a busy client sends on it. */
const KEEP_ALIVE_MS = 65_000

/** What is underneath a request that came in over the network. */
interface Socket {
  readonly outgoing: { destroy(): unknown }
}

function listen(handle: Emulator['fetch'], port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const fetch = (request: Request, socket: Socket): Promise<Response> => served(handle, request, socket)
    const options = { fetch, port, hostname: '127.0.0.1' }
    const server = serve(options, (address) => resolve({ server, port: address.port }))
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE_MS
    server.once('error', reject)
  })
}

/** On a socket, a broken connection is one that is torn down without an answer. */
async function served(handle: Emulator['fetch'], request: Request, { outgoing }: Socket): Promise<Response> {
  try {
    return await handle(request)
  } catch (error: unknown) {
    if (!(error instanceof ConnectionBroken)) throw error
    outgoing.destroy()
    return RESPONSE_ALREADY_SENT
  }
}

function close(server: ServerType, sockets: SocketServer): Promise<void> {
  return new Promise((resolve, reject) => {
    sockets.cutAll()
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    // Keep-alive connections of clients would hold the server open for as long as the clients live.
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
