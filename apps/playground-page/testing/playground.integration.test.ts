import { startPlayground, type Playground } from '@conversation-transfer/playground'
import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openAgent, type Agent } from './agent.ts'
import { barriers, overhang, visit } from './visit.ts'

/** The Flex UI is bundled with the first start on a machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })
const WAIT = { timeout: 20_000 }

const PICTURE = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="50"><rect width="80" height="50" fill="teal"/></svg>',
)

let browser: Browser
let playground: Playground
let context: BrowserContext | undefined
const agents: Agent[] = []

beforeAll(async () => {
  playground = await startPlayground({ port: 0, seed: 1 })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await playground?.close()
})

afterEach(async () => {
  await context?.close()
  await Promise.all(agents.splice(0).map(({ close }) => close()))
  await playground.emulator.reset()
})

async function open(options: BrowserContextOptions = {}): ReturnType<typeof visit> {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  return visit(context, playground.url)
}

async function agentNamed(name: string): Promise<Agent> {
  const agent = await openAgent(playground, name)
  agents.push(agent)
  return agent
}

const webchat = (page: Page) => page.getByRole('region', { name: 'Webchat', exact: true })
const card = (page: Page, name: string) => page.getByRole('article', { name })
const story = (page: Page) => page.getByRole('region', { name: /^Story/ })
const newestSid = (): string => playground.emulator.world.conversations.conversations.all().at(-1)?.sid ?? ''

async function startChat(page: Page, name = 'Dana'): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Start the chat' }).click()
  await webchat(page).getByRole('button', { name: 'End the chat' }).waitFor()
}

async function write(page: Page, from: 'webchat' | 'SMS phone' | 'WhatsApp phone', body: string): Promise<void> {
  const field = page.getByLabel(`Message from the ${from}`)
  await field.fill(body)
  await field.press('Enter')
  await page.getByLabel(`Messages of the ${from}`).getByText(body).waitFor()
}

async function accept(page: Page, name: string): Promise<void> {
  await card(page, name)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await card(page, name).getByText('inside').waitFor()
}

test('a customer chats: messages, who types, who has read, and files both ways', async () => {
  const { page, faults } = await open()
  await startChat(page)
  await write(page, 'webchat', 'Hello')
  await accept(page, 'Alice')
  const alice = await (await agentNamed('alice')).conversation(newestSid())
  await alice.typing()
  await webchat(page).getByText('Alice is typing').waitFor()
  await alice.sendMessage('Hi Dana')
  await webchat(page).getByText('Hi Dana').waitFor()
  await webchat(page).getByText('Sent', { exact: true }).waitFor()
  await alice.setAllMessagesRead()
  await webchat(page).getByText('Read', { exact: true }).waitFor()
  await vi.waitFor(async () => {
    const customer = (await alice.getParticipants()).find(({ identity }) => identity !== 'alice')
    expect(customer?.lastReadMessageIndex).toBe(1)
  }, WAIT)

  await webchat(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'lamp.svg', mimeType: 'image/svg+xml', buffer: PICTURE })
  await webchat(page).getByRole('img', { name: 'lamp.svg' }).waitFor()
  await alice
    .prepareMessage()
    .addMedia({ contentType: 'application/pdf', filename: 'bill.pdf', media: PICTURE })
    .build()
    .send()
  const bill = webchat(page).getByRole('link', { name: 'bill.pdf' })
  await bill.waitFor()
  const download = await page.request.get((await bill.getAttribute('href')) ?? '')
  expect(await download.body()).toEqual(PICTURE)
  expect(faults).toEqual([])
})

test('a chat goes on after the page was loaded again, and a customer who ended it can return', async () => {
  const { page, faults } = await open()
  await startChat(page)
  await write(page, 'webchat', 'Hello')
  await page.reload()
  await webchat(page).getByText('Hello').waitFor()
  await write(page, 'webchat', 'Still here')
  const identities = () => playground.emulator.world.conversations.participants.all().map(({ identity }) => identity)
  const before = new Set(identities())
  await webchat(page).getByRole('button', { name: 'End the chat' }).click()
  await webchat(page).getByText('The chat has ended.').waitFor()
  await webchat(page).getByRole('button', { name: 'Return' }).click()
  await write(page, 'webchat', 'I am back')
  expect(new Set(identities())).toEqual(before)
  expect(faults).toEqual([])
})

test.each([
  ['SMS phone', '+15550001234'],
  ['WhatsApp phone', 'whatsapp:+15550005678'],
] as const)('the %s sends and receives', async (phone, address) => {
  const { page, faults } = await open()
  await write(page, phone, 'Where is my order?')
  await accept(page, 'Alice')
  const conversation = await (await agentNamed('alice')).conversation(newestSid())
  expect(
    playground.emulator.world.conversations.participants.all().map(({ messagingBinding }) => messagingBinding?.address),
  ).toContain(address)
  await conversation.sendMessage('On its way')
  await page.getByLabel(`Messages of the ${phone}`).getByText('On its way').waitFor()
  await conversation
    .prepareMessage()
    .addMedia({ contentType: 'image/svg+xml', filename: 'parcel.svg', media: PICTURE })
    .build()
    .send()
  const picture = page.getByRole('region', { name: phone }).getByRole('img', { name: 'parcel.svg' })
  await vi.waitFor(async () => {
    expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0)).toBe(true)
  }, WAIT)
  expect(faults).toEqual([])
})

test('a conversation is handed over from the page, and its story shows it', async () => {
  const { page, faults } = await open()
  await write(page, 'SMS phone', 'Hello')
  await accept(page, 'Alice')
  await story(page).getByLabel('to', { exact: true }).selectOption({ label: 'Bob' })
  await story(page).getByRole('button', { name: 'Transfer' }).click()
  await accept(page, 'Bob')
  await story(page)
    .getByRole('img', { name: /Alice: was inside\. Bob: inside\./ })
    .waitFor()
  await story(page).getByText('Bob came in').waitFor()
  expect(await page.getByText('No customer is alone.').isVisible()).toBe(true)
  await story(page).getByRole('button', { name: 'End', exact: true }).click()
  await page.getByRole('button', { name: /SMS/ }).getByText('closed').waitFor()
  expect(faults).toEqual([])
})

test('trouble comes when a button is pressed, and what it does is told', async () => {
  const { page, faults } = await open()
  await write(page, 'SMS phone', 'Hello')
  await card(page, 'Alice')
    .getByRole('button', { name: /^Accept/ })
    .waitFor()
  await page.getByRole('region', { name: 'Trouble: Agents' }).getByRole('button', { name: 'Declines' }).click()
  await card(page, 'Bob')
    .getByRole('button', { name: /^Accept/ })
    .waitFor()
  await accept(page, 'Bob')
  const failing = page.getByRole('switch', { name: 'Twilio answers 503' })
  await failing.press('Space')
  await page.getByText('1 switched on').waitFor()
  await story(page).getByRole('button', { name: 'Transfer' }).click()
  await page.getByRole('alert').waitFor()
  await failing.press('Space')
  await story(page).getByRole('button', { name: 'Transfer' }).click()
  await story(page)
    .getByText(/was invited/)
    .first()
    .waitFor()
  expect(faults).toEqual([])
})

test('everything begins anew when somebody wants it so', async () => {
  const { page, faults } = await open()
  await startChat(page)
  await write(page, 'webchat', 'Hello')
  await write(page, 'SMS phone', 'Hello')
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.getByRole('button', { name: 'Start over now' }).click()
  await page.getByText('Nobody has written yet.').waitFor()
  await write(page, 'SMS phone', 'Hello again')
  expect(await page.getByLabel('Messages of the SMS phone').getByText('Hello', { exact: true }).count()).toBe(0)
  expect(faults).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s while conversations are going on',
  async (scheme) => {
    const { page, faults } = await open({ colorScheme: scheme, reducedMotion: 'reduce' })
    await startChat(page)
    await write(page, 'webchat', 'Hello')
    await write(page, 'SMS phone', 'Hello')
    await write(page, 'WhatsApp phone', 'Hello')
    await accept(page, 'Alice')
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    await vi.waitFor(async () => expect(await overhang(page)).toBe(0), WAIT)
    expect(await barriers(page)).toEqual([])
    expect(faults).toEqual([])
  },
)
