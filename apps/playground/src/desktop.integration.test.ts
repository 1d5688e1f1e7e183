import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startPlayground, type Playground } from './playground.ts'
import { launchBrowser } from './testing/browser.ts'
import { keepPictures, openDesktop, waitUntilReady } from './testing/desktop.ts'

/** Making the bundle is part of the first test run on a machine. */
const SETUP_MS_MAX = 180_000

/** Two desktops take half a minute where the machine has much else to do. */
vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

let browser: Browser
let context: BrowserContext
let playground: Playground

beforeAll(async () => {
  const file = join(import.meta.dirname, 'testing/sample-plugin.js')
  playground = await startPlayground({ port: 0, seed: 1, plugins: [{ name: 'sample', version: '1.0.0', file }] })
  browser = await launchBrowser()
}, SETUP_MS_MAX)

afterAll(async () => {
  await browser?.close()
  await playground?.close()
})

beforeEach(async () => {
  await control('/reset', {})
  context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(context, task.name)
  await context.close()
})

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${playground.url}/__emulator${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The control API answered ${response.status}: ${await response.text()}`)
}

/** Where the accepted task is. */
const CANVAS = '.Twilio-TaskCanvas'

const CUSTOMER = '+15550001234'

function customerWrites(body: string): Promise<void> {
  return control('/inbound-messages', { from: CUSTOMER, to: '+15005550006', body })
}

const activityOf = (name: string): string | undefined => {
  const { workers, activities } = playground.emulator.world.taskrouter
  const worker = workers.all().find(({ friendlyName }) => friendlyName === name)
  return activities.get(worker?.activitySid ?? '')?.friendlyName
}

const reservationStatuses = (): string[] =>
  playground.emulator.world.taskrouter.reservations.all().map(({ status }) => status)

test('an agent logs in, goes on a break and comes back, and a plugin is there', async () => {
  const { page, faults, goTo } = await openDesktop(context, playground, 'alice')
  await page.getByText('The sample plugin is here').waitFor()
  await goTo('Break')
  await vi.waitFor(() => expect(activityOf('alice')).toBe('Break'), WAIT_MS_MAX)
  await goTo('Available')
  await vi.waitFor(() => expect(activityOf('alice')).toBe('Available'), WAIT_MS_MAX)
  expect(faults).toEqual([])
})

test('a conversation rings, is accepted, outlasts a reload, and is ended and completed', async () => {
  const { page, faults } = await openDesktop(context, playground, 'alice')
  await customerWrites('Hello')
  await page.getByText('Incoming SMS request').waitFor()
  await page.getByRole('button', { name: 'Accept', exact: false }).first().click()
  await page.locator(CANVAS).waitFor()
  await vi.waitFor(() => expect(reservationStatuses()).toEqual(['accepted']), WAIT_MS_MAX)
  await page.reload()
  await waitUntilReady(page)
  await page.locator(CANVAS).waitFor()
  await page.getByRole('button', { name: /^End/ }).click()
  await vi.waitFor(() => expect(reservationStatuses()).toEqual(['wrapping']), WAIT_MS_MAX)
  await page.getByRole('button', { name: 'Complete' }).click()
  await vi.waitFor(() => expect(reservationStatuses()).toEqual(['completed']), WAIT_MS_MAX)
  await page.locator(CANVAS).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

test('an agent and a customer chat with each other', async () => {
  const { page, faults } = await openDesktop(context, playground, 'alice')
  await customerWrites('Hello, is anybody there?')
  await page.getByRole('button', { name: 'Accept', exact: false }).first().click()
  await page.locator(CANVAS).getByText('Hello, is anybody there?').waitFor()
  await page.locator(CANVAS).getByRole('textbox').fill('This is Alice.')
  await page.getByRole('button', { name: 'Send', exact: false }).click()
  const messages = () => playground.emulator.world.conversations.messages.all()
  await vi.waitFor(() => expect(messages().map(({ body }) => body)).toContain('This is Alice.'), WAIT_MS_MAX)
  await customerWrites('Thank you, Alice.')
  await page.locator(CANVAS).getByText('Thank you, Alice.').waitFor()
  expect(faults).toEqual([])
})

test('two tabs of one browser are the desktops of two agents: what one declines rings at the other', async () => {
  const alice = await openDesktop(context, playground, 'alice')
  const bob = await openDesktop(context, playground, 'bob')
  for (const absent of ['carol', 'dave']) await takeAway(absent)
  await customerWrites('Hello')
  await alice.page.getByText('Incoming SMS request').waitFor()
  await alice.page.getByRole('button', { name: 'Reject', exact: false }).first().click()
  await bob.page.getByText('Incoming SMS request').waitFor()
  await alice.page.getByText('Incoming SMS request').waitFor({ state: 'detached' })
  expect([...alice.faults, ...bob.faults]).toEqual([])
})

test('a desktop whose connections broke, or whose emulator was made new, goes on by itself', async () => {
  const { page, faults } = await openDesktop(context, playground, 'alice')
  for (const absent of ['bob', 'carol', 'dave']) await takeAway(absent)
  playground.emulator.sockets.cutAll()
  await customerWrites('Are you there?')
  await page.getByText('Incoming SMS request').waitFor()
  await control('/reset', {})
  await page.getByText('No active tasks').waitFor()
  expect(faults).toEqual([])
})

/** Takes a worker out of service, as an administrator may through REST. */
async function takeAway(name: string): Promise<void> {
  const { accountSid, authToken, workspaceSid, workers, activities } = playground.emulator.contactCenter
  const worker = workers.find((candidate) => candidate.name === name)?.sid
  const away = activities.find(({ available }) => !available)?.sid ?? ''
  const url = `${playground.url}/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workers/${worker}`
  const headers = { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` }
  await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ ActivitySid: away }) })
}
