import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { FixtureServer } from './fixture-server.ts'
import { EMPTY, LIVE } from './fixtures.ts'
import { barriers, overhang, visit } from './visit.ts'

/** A browser needs its time where the machine has much else to do. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const WAIT = { timeout: 20_000 }

let browser: Browser
let context: BrowserContext | undefined
let server: FixtureServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await FixtureServer.start(LIVE)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

afterEach(async () => {
  server.refusal = undefined
  server.asked.length = 0
  await context?.close()
})

async function open(options: BrowserContextOptions = {}, url = server.url): ReturnType<typeof visit> {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  return visit(context, url)
}

const story = (page: Page) => page.getByRole('region', { name: /^Story/ })

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s, whether much happens or nothing',
  async (scheme) => {
    const { page, faults } = await open({ colorScheme: scheme, reducedMotion: 'reduce' })
    await story(page)
      .getByRole('img', { name: /^The conversation over time/ })
      .waitFor()
    await story(page)
      .getByRole('button', { name: /Carol accepted/ })
      .click()
    await page.getByRole('region', { name: /^Raw form of/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(faults).toEqual([])
    const empty = await FixtureServer.start(EMPTY)
    await page.goto(empty.url)
    await page.getByText('Nobody has written yet.').waitFor()
    expect(await barriers(page)).toEqual([])
    await empty.close()
  },
)

test.each([360, 768, 1240, 1920])('nothing is wider than a window of %s pixels', async (width) => {
  const { page } = await open({ viewport: { width, height: 800 } })
  await story(page).getByText('Bob was invited').waitFor()
  expect(await overhang(page)).toBe(0)
  expect(await barriers(page)).toEqual([])
})

test('on a narrow screen the phones are tabs', async () => {
  const { page } = await open({ viewport: { width: 360, height: 740 } })
  await page.getByRole('tab', { name: 'Webchat' }).press('ArrowRight')
  await page.getByLabel('Messages of the SMS phone').getByText('Is anybody there?').waitFor()
  expect(await page.getByLabel('Messages of the WhatsApp phone').isVisible()).toBe(false)
})

test('a customer who is alone is seen at once, and everybody else where they are', async () => {
  const { page } = await open()
  await page.getByText('One customer is alone!').waitFor()
  const lonely = page.getByRole('button', { name: /SMS \+15550001234/ })
  expect(await lonely.getByText('Customer is alone').isVisible()).toBe(true)
  const bob = page.getByRole('article', { name: 'Bob' })
  await bob.getByRole('button', { name: 'Accept Dana for Bob' }).click()
  await vi.waitFor(
    () => expect(server.asked).toEqual([{ path: '/playground/workers/WKbob/reservation', body: { action: 'accept' } }]),
    WAIT,
  )
  expect(await bob.getByRole('link', { name: /desktop of Bob/ }).getAttribute('target')).toBe('desktop-bob')
})

test('an entry shows what it was made of, and kinds can be hidden, all by keyboard', async () => {
  const { page } = await open()
  const call = story(page).getByRole('button', { name: /Invites: 503/ })
  await story(page).getByText('Bob was invited').waitFor()
  expect(await call.isVisible()).toBe(false)
  await page.getByRole('checkbox', { name: 'API calls 2' }).focus()
  await page.keyboard.press('Space')
  await call.focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('region', { name: /^Raw form of: POST/ })
    .getByText('"attempts"')
    .waitFor()
  await page.getByRole('checkbox', { name: 'Reservations 1' }).focus()
  await page.keyboard.press('Space')
  await story(page)
    .getByRole('button', { name: /Carol accepted/ })
    .waitFor({ state: 'detached' })
  expect(await call.isVisible()).toBe(true)
})

test('whoever comes by keyboard can go straight to the story', async () => {
  const { page } = await open()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('story')
})

test('a conversation is handed over from who is inside to who is chosen', async () => {
  const { page } = await open()
  await story(page).getByLabel('to').selectOption({ label: 'Support' })
  await story(page).getByRole('button', { name: 'Transfer' }).click()
  await vi.waitFor(() => expect(server.asked).toHaveLength(1), WAIT)
  expect(server.asked).toEqual([
    {
      path: '/playground/conversations/CH1/transfer',
      body: { workerSid: 'WKalice', target: 'WQ2', kind: 'transfer' },
    },
  ])
})

test('trouble is caused to whom it is about, and switches are turned', async () => {
  const { page } = await open()
  const agents = page.getByRole('region', { name: 'Trouble: Agents' })
  await agents.getByRole('combobox').selectOption({ label: 'Carol' })
  await agents.getByRole('button', { name: 'Decline what rings' }).click()
  await agents.getByRole('button', { name: 'Everybody leaves at once' }).click()
  await page.getByRole('switch', { name: 'Twilio answers 429' }).press('Space')
  await vi.waitFor(() => expect(server.asked).toHaveLength(3), WAIT)
  expect(server.asked).toEqual([
    { path: '/playground/troubles/agent-declines', body: { workerSid: 'WKcarol' } },
    { path: '/playground/troubles/both-leave', body: { conversationSid: 'CH1' } },
    { path: '/playground/troubles/twilio-429', body: { isOn: false } },
  ])
})

test('what the server refuses is told in its own words, and what was typed stays', async () => {
  server.refusal = 'Nobody answers this number today.'
  const { page, faults } = await open()
  const field = page.getByLabel('Message from the SMS phone')
  await field.fill('Hello?')
  await field.press('Enter')
  await page.getByRole('alert').getByText('Nobody answers this number today.').waitFor()
  expect(await field.inputValue()).toBe('Hello?')
  expect(faults).toEqual([])
})

test('a lost connection is shown, and heals by itself', async () => {
  const first = await FixtureServer.start(LIVE)
  const { page } = await open({}, first.url)
  await first.close()
  await page.getByText('The connection to the playground is lost.').waitFor()
  const second = await FixtureServer.start(LIVE, Number(new URL(first.url).port))
  await page.getByText('The connection to the playground is lost.').waitFor({ state: 'detached' })
  expect(await page.getByText('Live', { exact: true }).isVisible()).toBe(true)
  await second.close()
})

test('the colours follow the system, until somebody chooses', async () => {
  const { page } = await open({ colorScheme: 'dark' })
  const scheme = (): Promise<string | null> => page.locator('html').getAttribute('data-mantine-color-scheme')
  expect(await scheme()).toBe('dark')
  await page.getByRole('button', { name: /^Colours/ }).click()
  await page.getByRole('menuitem', { name: 'Light' }).click()
  await vi.waitFor(async () => expect(await scheme()).toBe('light'), WAIT)
  await page.reload()
  await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor()
  expect(await scheme()).toBe('light')
})
