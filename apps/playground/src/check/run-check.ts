import type { Assumptions } from '@conversation-transfer/twilio-emulator'
import type { Browser, Page } from 'playwright-core'
import { startPlayground, type Playground } from '../playground.ts'
import { launchBrowser } from '../testing/browser.ts'
import { openTab, type Tab } from './tab.ts'
import { carryConversation } from './carry-conversation.ts'
import { eventually } from './eventually.ts'
import { Steps } from './steps.ts'

/** The Flex UI's bundle, and two browsers' worth of pages, on a machine that has much else to do. */
const CHECK_MS_MAX = 300_000
/** What cannot be closed in this time is left behind. */
const CLOSE_MS_MAX = 10_000

const NO_BROWSER =
  'The check needs Chrome or Chromium. Install one, or set CHROME_PATH to the path of its program, and run it again.'

export interface CheckOptions {
  /** Undefined takes a free one. */
  readonly port: number | undefined
  readonly seed: number
  /** Switches of the emulator that are not as it assumes. */
  readonly assumptions?: Partial<Assumptions>
  readonly print: (line: string) => void
}

/**
 * Starts everything, carries one conversation from the customer's first message to the end of the wrap-up, and stops
 * everything. Says what went well, or what did not; answers whether all did.
 */
export async function runCheck({ port = 0, seed, assumptions = {}, print }: CheckOptions): Promise<boolean> {
  const steps = new Steps(print)
  const opened: (() => Promise<unknown>)[] = []
  const ended = new AbortController()
  try {
    await Promise.race([check({ port, seed, assumptions, steps, opened }), tooLate(ended.signal)])
    print(`The playground works: ${steps.summary()}.`)
    return true
  } catch (error: unknown) {
    print(`FAILED: ${steps.current}`)
    print(error instanceof Error ? error.message : String(error))
    return false
  } finally {
    await Promise.race([closeAll(opened), passing(CLOSE_MS_MAX, ended.signal)])
    ended.abort()
  }
}

interface Check {
  readonly port: number
  readonly seed: number
  readonly assumptions: Partial<Assumptions>
  readonly steps: Steps
  /** What is to be closed, the last one first. */
  readonly opened: (() => Promise<unknown>)[]
}

async function check({ port, seed, assumptions, steps, opened }: Check): Promise<void> {
  const playground = await steps.step('the playground is running', () => startPlayground({ port, seed, assumptions }))
  opened.push(() => playground.close())
  const browser = await steps.step('a browser has been started', startBrowser)
  opened.push(() => browser.close())
  const page = await steps.step('the page at / leads to the desktops', () => openPage(browser, playground))
  const desktop = await steps.step("Alice's desktop is open", () => openDesktop(browser, playground))
  await carryConversation({ steps, playground, desktop: desktop.page, opened })
  await steps.step('no page has had an error, or asked anybody outside of this machine', async () => {
    const faults = [...page.faults, ...desktop.faults]
    if (faults.length > 0) throw new Error(faults.join('\n'))
  })
}

async function startBrowser(): Promise<Browser> {
  try {
    return await launchBrowser()
  } catch (error: unknown) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${reason}\n\n${NO_BROWSER}`, { cause: error })
  }
}

async function openPage(browser: Browser, { url }: Playground): Promise<Tab> {
  const tab = await openTab(browser, url, '/')
  await tab.page.locator('a[href*="/desktop/alice"]').first().waitFor()
  return tab
}

async function openDesktop(browser: Browser, { url, emulator }: Playground): Promise<Tab> {
  const tab = await openTab(browser, url, '/desktop/alice')
  await closeNotifications(tab.page)
  await tab.page.waitForSelector('html[data-ready]', { state: 'attached' })
  const workerSid = emulator.contactCenter.workers.find(({ name }) => name === 'alice')?.sid ?? ''
  await eventually('the desktop is connected', () => emulator.hasDesktop(workerSid))
  return tab
}

/** A notification lies over the buttons at the top; a person would close it, too. */
async function closeNotifications(page: Page): Promise<void> {
  const notification = page.getByRole('button', { name: 'Close notification' })
  await page.addLocatorHandler(notification, () => notification.first().click())
}

async function closeAll(opened: (() => Promise<unknown>)[]): Promise<void> {
  // One that does not close must not keep the others open.
  for (const close of opened.reverse()) await close().catch(() => undefined)
}

async function tooLate(signal: AbortSignal): Promise<never> {
  await passing(CHECK_MS_MAX, signal)
  throw new Error(`That was not done ${CHECK_MS_MAX / 1000} seconds after the start.`)
}

function passing(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}
