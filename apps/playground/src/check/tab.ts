import type { Browser, Page } from 'playwright-core'

/** Evaluating the Flex UI takes seconds, and many where processors are shared. */
const WAIT_MS_MAX = 90_000

/** A tab of a browser, with what went wrong in it. */
export interface Tab {
  readonly page: Page
  /** Errors that nobody caught, and whatever tried to leave this machine. */
  readonly faults: readonly string[]
}

/** Opens an address of this origin. */
export async function openTab(browser: Browser, origin: string, path: string): Promise<Tab> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  page.setDefaultTimeout(WAIT_MS_MAX)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
  page.on('request', (request) => {
    const address = request.url()
    const isOwn = /^(data|blob):/.test(address) || address.startsWith(`${origin}/`)
    if (!isOwn) faults.push(`${path} asked ${address}`)
  })
  const response = await page.goto(origin + path)
  if (response?.ok() !== true) throw new Error(`${path} was answered with ${response?.status()}.`)
  return { page, faults }
}
