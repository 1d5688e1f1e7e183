import { Agent, get } from 'node:http'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'
import { startServer } from './server-process.ts'

const SIZES = { full: { rounds: 9, fetches: 2000 }, tiny: { rounds: 1, fetches: 10 } } as const

/** As many requests are on their way at once; more would only wait at the server. */
const CONNECTIONS = 8

export const taskFetches: Benchmark = {
  name: 'task-fetches',
  question: 'How many tasks can be fetched over HTTP in a second, from one core? (target: 500)',
  run: async (size) => {
    const emulator = await startServer('packages/twilio-emulator/src/main.ts', ['--port', '0'])
    const bare = await startServer('benchmarks/bare-server.ts')
    try {
      return await compare(await taskAddress(emulator.ready), { url: String(bare.ready['url']), headers: {} }, size)
    } finally {
      emulator.stop()
      bare.stop()
    }
  },
}

interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Makes a task, and answers where it is fetched. */
async function taskAddress(account: Readonly<Record<string, unknown>>): Promise<Address> {
  const credentials = `${String(account['accountSid'])}:${String(account['authToken'])}`
  const headers = { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  const workspace = `/v1/Workspaces/${String(account['workspaceSid'])}`
  const tasks = `${String(account['url'])}/__twilio/taskrouter.twilio.com${workspace}/Tasks`
  const body = new URLSearchParams({
    Attributes: JSON.stringify({ name: 'A customer', skills: ['sales'] }),
    WorkflowSid: String(account['workflowSid']),
  })
  const response = await fetch(tasks, { method: 'POST', headers, body })
  const { sid } = (await response.json()) as { sid: string }
  return { url: `${tasks}/${sid}`, headers }
}

/** The two servers take turns, so that a busy moment of the machine hits both. */
async function compare(task: Address, bare: Address, size: keyof typeof SIZES): Promise<Row[]> {
  const { rounds, fetches } = SIZES[size]
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const taskPerSecond: number[] = []
  const barePerSecond: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const taskSpeed = await fetchesPerSecond(task, fetches, agent)
    const bareSpeed = await fetchesPerSecond(bare, fetches, agent)
    // The first round pays for the compiler.
    if (round === 0) continue
    taskPerSecond.push(taskSpeed)
    barePerSecond.push(bareSpeed)
  }
  agent.destroy()
  return [row('a task from the emulator', taskPerSecond), row("Node's own server, empty-handed", barePerSecond)]
}

function row(answer: string, perSecond: readonly number[]): Row {
  return { answer, 'fetches / s': median(perSecond), 'slowest round': Math.min(...perSecond) }
}

async function fetchesPerSecond(address: Address, fetches: number, agent: Agent): Promise<number> {
  const startMs = performance.now()
  let left = fetches
  const fetchOn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await fetchOnce(address, agent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, fetchOn))
  return (fetches / (performance.now() - startMs)) * 1000
}

/** By `node:http`, which leaves the client more of its core than `fetch` does. Rejects for all but a 200. */
function fetchOnce({ url, headers }: Address, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      response.resume()
      response.once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`${url} answered ${response.statusCode}.`))
      })
    })
    request.once('error', reject)
  })
}
