import type { Playground } from '@conversation-transfer/playground'
import { Desktop } from '@conversation-transfer/playground/testing/desktop.ts'
import type { BrowserContext, Page } from 'playwright-core'
import { openAgent, type Agent } from './agent.ts'
import { visit } from './visit.ts'

/** What the pictures show: two tabs of one contact center in which something is going on. */
export interface Scene {
  readonly page: Page
  readonly desktop: Page
  readonly close: () => Promise<void>
}

/** Dana's chat goes from Alice to Carol; an SMS customer is with Bob, and a third one waits on WhatsApp. */
export async function playScene(
  context: BrowserContext,
  playground: Playground,
  onDesktop: (desktop: Page) => Promise<void>,
): Promise<Scene> {
  const desktop = await openDesktop(context, playground)
  const { page } = await visit(context, playground.url)
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((name) => openAgent(playground, name)))
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error('Somebody did not come to work.')

  await page.getByRole('button', { name: 'Start the chat' }).click()
  await write(page, 'webchat', 'Hi! My table came without legs.')
  const sid = newestSid(playground)
  await letPass(playground, 7)
  await desktop.bringToFront()
  await desktop.getByRole('button', { name: 'Accept' }).first().click()
  await say(alice, sid, 'Hello Dana, I am sorry to hear that. Which table is it?')
  await letPass(playground, 21)
  await write(page, 'webchat', 'The round one, order 4711.')
  await letPass(playground, 9)
  await say(alice, sid, 'Thank you. Carol from the warehouse will help you.')
  await desktop.getByText('Carol from the warehouse').first().waitFor()
  await onDesktop(desktop)

  await page.bringToFront()
  await handOver(page, 'Carol')
  await letPass(playground, 6)
  await accept(page, 'Carol')
  await say(carol, sid, 'Hi Dana, four legs leave our house today.')
  await letPass(playground, 14)
  await playTexting(page, playground, bob)
  await page.getByRole('button', { name: /Webchat Dana/ }).click()
  await page
    .getByRole('region', { name: /^Story/ })
    .getByText('Carol came in')
    .waitFor()
  const agents = [alice, bob, carol]
  return { page, desktop, close: async () => void (await Promise.all(agents.map(({ close }) => close()))) }
}

async function openDesktop(context: BrowserContext, playground: Playground): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${playground.url}/desktop/alice`)
  await new Desktop(page, 'alice').ready()
  return page
}

async function playTexting(page: Page, playground: Playground, bob: Agent): Promise<void> {
  await write(page, 'SMS phone', 'Where is my order?')
  await letPass(playground, 4)
  await accept(page, 'Bob')
  await say(bob, newestSid(playground), 'It left our house this morning, and will be with you tomorrow.')
  await write(page, 'SMS phone', 'Great, thank you!')
  await letPass(playground, 11)
  await write(page, 'WhatsApp phone', 'Do you have this lamp in green?')
  await letPass(playground, 3)
  await page.getByRole('switch', { name: 'Webhooks come late' }).press('Space')
  await page.getByText('1 switched on').waitFor()
}

function newestSid({ emulator }: Playground): string {
  return emulator.world.conversations.conversations.all().at(-1)?.sid ?? ''
}

async function write(page: Page, from: string, body: string): Promise<void> {
  const field = page.getByLabel(`Message from the ${from}`)
  await field.fill(body)
  await field.press('Enter')
  await page.getByLabel(`Messages of the ${from}`).getByText(body).waitFor()
}

async function say(agent: Agent, conversationSid: string, body: string): Promise<void> {
  const conversation = await agent.conversation(conversationSid)
  await conversation.sendMessage(body)
}

async function accept(page: Page, name: string): Promise<void> {
  const card = page.getByRole('article', { name })
  await card.getByRole('button', { name: /^Accept/ }).click()
  await card.getByText('inside').waitFor()
}

async function handOver(page: Page, to: string): Promise<void> {
  const story = page.getByRole('region', { name: /^Story/ })
  await story.getByLabel('to', { exact: true }).selectOption({ label: to })
  await story.getByRole('button', { name: 'Transfer' }).click()
  await page
    .getByRole('article', { name: to })
    .getByRole('button', { name: /^Accept/ })
    .waitFor()
}

/** Nobody waits for it: the emulator's clock is moved by hand, and then goes on. */
async function letPass({ url }: Playground, seconds: number): Promise<void> {
  await moveClock(url, '', { mode: 'manual' })
  await moveClock(url, '/advance', { ms: seconds * 1000 })
  await moveClock(url, '', { mode: 'real' })
}

async function moveClock(url: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/__emulator/clock${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The clock answered ${response.status}: ${await response.text()}`)
}
