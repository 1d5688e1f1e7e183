import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'

/** The page in a tab, as a test uses it. */
export interface Visit {
  readonly page: Page
  /** What went wrong in the page so far: errors that nobody caught, and whatever tried to leave this machine. */
  readonly faults: readonly string[]
}

/** What Twilio's own SDK throws, and nobody can catch, when its socket is closed while it is being opened. */
const OF_THE_SDK = /^Unable to connect: Connection is not initialized/

/** Opens the page and waits until the contact center is shown. */
export async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => {
    if (!OF_THE_SDK.test(error.message)) faults.push(`uncaught: ${error.stack ?? error.message}`)
  })
  page.on('request', (request) => {
    if (!isOwn(request.url(), url)) faults.push(`left the machine: ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(`was held back: ${message.text()}`)
  })
  await page.goto(url)
  await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor()
  return { page, faults }
}

function isOwn(address: string, origin: string): boolean {
  return /^(data|blob):/.test(address) || address.startsWith(`${origin}/`)
}

interface AxeResult {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

/** What keeps people out, as axe-core sees it: the rule, where, and why. */
export async function barriers(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  // Evaluated rather than added as a script, which the page's policy refuses.
  await page.evaluate(await readFile(axe, 'utf8'))
  const violations = await page.evaluate<AxeResult[]>('axe.run().then(({ violations }) => violations)')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

/** By how many pixels the page is wider than the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}
