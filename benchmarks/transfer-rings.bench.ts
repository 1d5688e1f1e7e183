import { startPlayground, type Playground } from '@conversation-transfer/playground'
import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import { Desktop } from '@conversation-transfer/playground/testing/desktop.ts'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'

const TRANSFERS = { full: 10, tiny: 1 } as const
/** The first one carries what is loaded once. */
const WARM_UP = { full: 2, tiny: 0 } as const
const TWILIO_MS = [0, 100] as const
const RINGS_MS_MAX = 60_000

/** In the real Flex UI, with two desktops that hand one conversation to and fro. */
export const transferRings: Benchmark = {
  name: 'transfer-rings',
  question: 'How long does it take from a click on Transfer until the other desktop rings, in milliseconds?',
  run: async (size) => {
    const playground = await startPlayground({ port: 0, seed: 1 })
    const browser = await launchBrowser()
    try {
      await allowTransfers(playground)
      // Both are seen, so that neither is slowed down as a tab in the background is.
      const pages = [await browser.newPage(), await browser.newPage()] as const
      const [alice, bob] = [await open(playground, pages[0], 'alice'), await open(playground, pages[1], 'bob')]
      await onlyAvailable(playground, ['alice'])
      await post(playground, '/__emulator/inbound-messages', JSON.stringify(MESSAGE))
      await alice.accept()
      await onlyAvailable(playground, ['alice', 'bob'])
      let [from, to]: [Desktop, Desktop] = [alice, bob]
      const rows: Row[] = []
      for (const twilioMs of TWILIO_MS) {
        const undo = await slowDown(playground, twilioMs)
        const tookMs: number[] = []
        for (let count = 0; count < WARM_UP[size] + TRANSFERS[size]; count++) {
          tookMs.push(await transfer(from, to))
          await to.accept()
          await from.page.getByText('No active tasks').waitFor()
          ;[from, to] = [to, from]
        }
        await undo()
        const measured = tookMs.slice(WARM_UP[size])
        rows.push({
          'each call of Twilio takes': `${twilioMs} ms more`,
          transfers: String(measured.length),
          median: median(measured),
          slowest: Math.max(...measured),
        })
      }
      return rows
    } finally {
      await browser.close()
      await playground.close()
    }
  },
}

const MESSAGE = { from: '+15550001234', to: '+15005550006', body: 'Hello' }
const NAMES: Readonly<Record<string, string>> = { alice: 'Alice', bob: 'Bob' }

async function open(playground: Playground, page: Desktop['page'], worker: string): Promise<Desktop> {
  const desktop = new Desktop(page, worker)
  await page.goto(`${playground.url}/desktop/${worker}`)
  await desktop.ready()
  return desktop
}

/** Both times are taken in the pages, which share a clock: how long the test's own messages take does not count. */
async function transfer(from: Desktop, to: Desktop): Promise<number> {
  await from.page.getByTestId('conversation-transfer-open').click()
  const target = from.page.getByTestId('conversation-transfer-target')
  await target.filter({ hasText: NAMES[to.worker] ?? '' }).click()
  const button = from.page.getByTestId('conversation-transfer-transfer')
  await button.waitFor()
  const ringsAtMs = to.page.evaluate(whenItRings, RINGS_MS_MAX)
  const pressedAtMs = await button.evaluate((element) => {
    ;(element as HTMLElement).click()
    return Date.now()
  })
  return (await ringsAtMs) - pressedAtMs
}

/** Resolves in the page, when a button to accept is there, and tells at what time. */
function whenItRings(msMax: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      const labels = [...document.querySelectorAll('button')].map((button) => button.ariaLabel ?? button.textContent)
      if (!labels.some((label) => label?.startsWith('Accept'))) return
      observer.disconnect()
      resolve(Date.now())
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true })
    setTimeout(() => reject(new Error('It has not rung.')), msMax)
  })
}

/** One conversation goes to and fro more often than agents may hand one over. */
async function allowTransfers(playground: Playground): Promise<void> {
  const { accountSid } = playground.emulator.contactCenter
  const { hostname, port } = new URL(playground.url)
  const custom_data = {
    serverless_functions_protocol: 'http',
    serverless_functions_domain: hostname,
    serverless_functions_port: port,
    features: { conversation_transfer: { enabled: true, cold_transfer: true, transfer_limit: 1000 } },
  }
  const configuration = { account_sid: accountSid, ui_attributes: { custom_data } }
  await post(playground, '/__twilio/flex-api.twilio.com/v1/Configuration', JSON.stringify(configuration), JSON_TYPE)
}

/** What the Functions call takes longer; returns what ends that. */
async function slowDown(playground: Playground, delayMs: number): Promise<() => Promise<void>> {
  if (delayMs === 0) return async () => {}
  const fault = { kind: 'delay', delayMs, by: 'account', match: '/v1/' }
  const { id } = (await post(playground, '/__emulator/faults', JSON.stringify(fault))) as { readonly id: string }
  return async () => {
    await fetch(`${playground.url}/__emulator/faults/${id}`, { method: 'DELETE' })
  }
}

async function onlyAvailable(playground: Playground, names: readonly string[]): Promise<void> {
  const { workspaceSid, workers, activities } = playground.emulator.contactCenter
  for (const { name, sid } of workers) {
    const wanted = names.includes(name) ? 'Available' : 'Break'
    const ActivitySid = activities.find((activity) => activity.name === wanted)?.sid ?? ''
    const path = `/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workers/${sid}`
    await post(playground, path, new URLSearchParams({ ActivitySid }))
  }
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

async function post(
  playground: Playground,
  path: string,
  body: string | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const { accountSid, authToken } = playground.emulator.contactCenter
  const Authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const response = await fetch(`${playground.url}${path}`, {
    method: 'POST',
    headers: { ...headers, Authorization },
    body,
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
