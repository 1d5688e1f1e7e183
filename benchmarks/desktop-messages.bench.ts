import type { Benchmark, Row } from './benchmark.ts'
import { openDesktop, type DesktopSockets } from './desktop-sockets.ts'
import { quantile } from './quantile.ts'
import { startServer } from './server-process.ts'

const SIZES = {
  full: { desktops: 20, conversations: 200, messages: 2000 },
  tiny: { desktops: 2, conversations: 4, messages: 8 },
} as const
type Size = (typeof SIZES)[keyof typeof SIZES]

/** As many customers write at the same moment; more would measure the queue and not the way. */
const AT_ONCE = 8
const P95_MS_MAX = 150
const WAIT_MS_MAX = 60_000

/** From what a customer's carrier posts to what the agent's client tells its page. */
export const desktopMessages: Benchmark = {
  name: 'desktop-messages',
  question: `How long is a customer's message on its way to the agent's page, in milliseconds? (target: p95 below ${P95_MS_MAX})`,
  run: async (size) => {
    const server = await startServer('packages/twilio-emulator/src/main.ts', ['--port', '0'])
    try {
      return await measure(String(server.ready['url']), SIZES[size])
    } finally {
      server.stop()
    }
  },
  tooSlow: (rows) => {
    const slow = rows.find(({ p95 }) => Number(p95) >= P95_MS_MAX)
    return slow === undefined ? undefined : `${slow['what']} takes ${slow['p95']} ms, not less than ${P95_MS_MAX}.`
  },
}

interface SeededWorker {
  readonly sid: string
  readonly name: string
}

async function measure(url: string, { desktops, conversations, messages }: Size): Promise<Row[]> {
  const waiting = new Waiting()
  const { workers } = (await post(url, '/seed', describe(desktops))) as { workers: readonly SeededWorker[] }
  const open = await Promise.all(
    workers.map(({ sid }) => {
      const onRing = (taskSid: string): void => waiting.arrived(`ring ${taskSid}`)
      const onJoined = (conversationSid: string): void => waiting.arrived(`joined ${conversationSid}`)
      const onMessage = (body: string): void => waiting.arrived(body)
      return openDesktop({ url, workerSid: sid, onRing, onJoined, onMessage })
    }),
  )
  try {
    const numbers = Array.from({ length: conversations }, (_, index) => `+1555${String(index).padStart(7, '0')}`)
    const account = await readAccount(url)
    await inTurns(numbers, (from) => startConversation({ url, from, account, waiting }))
    const tookMs: number[] = []
    await inTurns(
      Array.from({ length: messages }, (_, index) => index),
      async (index) => {
        const body = `message ${index}`
        const startMs = performance.now()
        const told = waiting.for(body)
        await post(url, '/inbound-messages', { from: numbers[index % conversations], to: OWN_NUMBER, body })
        await told
        tookMs.push(performance.now() - startMs)
      },
    )
    return [row(`${desktops} desktops, ${conversations} conversations`, tookMs)]
  } finally {
    await closeAll(open)
  }
}

const OWN_NUMBER = '+15005550006'

function row(what: string, tookMs: readonly number[]): Row {
  const [p50, p95] = [quantile(tookMs, 0.5), quantile(tookMs, 0.95)]
  return { what, messages: String(tookMs.length), p50, p95, slowest: Math.max(...tookMs) }
}

/** Every worker can have every conversation, and the longest idle gets the next one. */
function describe(desktops: number): object {
  const workers = Array.from({ length: desktops }, (_, index) => ({ name: `worker${index}`, capacity: 50 }))
  return { queues: [{ name: 'Everyone' }], workers }
}

interface Account {
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: string
}

interface Beginning {
  readonly url: string
  readonly from: string
  readonly account: Account
  readonly waiting: Waiting
}

/** A customer writes for the first time, and whoever is asked accepts. */
async function startConversation({ url, from, account, waiting }: Beginning): Promise<void> {
  const delivery = await post(url, '/inbound-messages', { from, to: OWN_NUMBER, body: 'Hello' })
  const { conversationSid, interactionSid } = delivery as { conversationSid: string; interactionSid: string }
  const joined = waiting.for(`joined ${conversationSid}`)
  const { workspaceSid } = account
  const tasks = `/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks`
  const interaction = await twilio(url, account, `/flex-api.twilio.com/v1/Interactions/${interactionSid}`)
  const { sid: taskSid } = (interaction as { routing: { properties: { sid: string } } }).routing.properties
  await waiting.for(`ring ${taskSid}`)
  const list = (await twilio(url, account, `${tasks}/${taskSid}/Reservations`)) as { reservations: { sid: string }[] }
  const accept = new URLSearchParams({ ReservationStatus: 'accepted' })
  await twilio(url, account, `${tasks}/${taskSid}/Reservations/${list.reservations[0]?.sid}`, accept)
  await joined
}

/** Who waits for what, and what has come before anybody waited for it. */
class Waiting {
  readonly #come = new Set<string>()
  readonly #waiting = new Map<string, () => void>()

  arrived(what: string): void {
    this.#come.add(what)
    this.#waiting.get(what)?.()
    this.#waiting.delete(what)
  }

  for(what: string): Promise<void> {
    if (this.#come.has(what)) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Nobody was told of '${what}'.`)), WAIT_MS_MAX)
      this.#waiting.set(what, () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

/** Does it with each, some at a time. */
async function inTurns<Item>(items: readonly Item[], doIt: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values()
  const goOn = async (): Promise<void> => {
    for (const item of left) await doIt(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, goOn))
}

async function closeAll(desktops: readonly DesktopSockets[]): Promise<void> {
  await Promise.all(desktops.map((desktop) => desktop.close()))
}

async function readAccount(url: string): Promise<Account> {
  return (await (await fetch(`${url}/__emulator/account`)).json()) as Account
}

function post(url: string, path: string, body: object): Promise<unknown> {
  return answered(fetch(`${url}/__emulator${path}`, { method: 'POST', body: JSON.stringify(body) }))
}

function twilio(url: string, account: Account, path: string, body?: URLSearchParams): Promise<unknown> {
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  const headers = { Authorization: `Basic ${credentials}` }
  return answered(fetch(`${url}/__twilio${path}`, body === undefined ? { headers } : { method: 'POST', headers, body }))
}

async function answered(call: Promise<Response>): Promise<unknown> {
  const response = await call
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return JSON.parse(text)
}
