import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { Playground } from '../playground.ts'

/** Evaluating 18 MB of script takes seconds where nothing is cached, and many where two processors are shared. */
const START_MS_MAX = 60_000

const SCREENSHOTS = join(import.meta.dirname, '../../../../test-results')

/** A worker's desktop in a tab, as a test uses it. */
export interface Desktop {
  readonly page: Page
  /** What went wrong in the page so far: errors that nobody caught, and whatever tried to leave this machine. */
  readonly faults: readonly string[]
  /** Chooses an activity in the menu at the top. */
  readonly goTo: (activity: string) => Promise<void>
}

/** Opens the desktop and waits until it is there. */
export async function openDesktop(context: BrowserContext, playground: Playground, worker: string): Promise<Desktop> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('request', (request) => {
    if (!isOwn(request.url(), playground.url)) faults.push(`left the machine: ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(`was held back: ${message.text()}`)
  })
  // A notification lies over the buttons at the top; a person would close it, too.
  const notification = page.getByRole('button', { name: 'Close notification' })
  await page.addLocatorHandler(notification, () => notification.first().click())
  await page.goto(`${playground.url}/desktop/${worker}`)
  await waitUntilReady(page)
  return { page, faults, goTo: (activity) => chooseActivity(page, activity) }
}

/** Waits until the page says that the Flex UI is drawn. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: START_MS_MAX })
}

/** Keeps a picture of every page, for whoever wants to know why a test has failed. */
export async function keepPictures(context: BrowserContext, testName: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true })
  for (const [index, page] of context.pages().entries()) {
    const name = `${testName} ${index + 1}`.replaceAll(/\W+/g, '-')
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
  }
}

function isOwn(address: string, origin: string): boolean {
  return /^(data|blob):/.test(address) || address.startsWith(`${origin}/`)
}

async function chooseActivity(page: Page, activity: string): Promise<void> {
  await page.getByTestId(/^activity-dropdown/).click()
  await page.getByRole('menuitem', { name: activity, exact: true }).click()
}
