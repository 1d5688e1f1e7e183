import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startPlayground, type Playground } from '@conversation-transfer/playground'
import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import type { Browser, Page } from 'playwright-core'
import { playScene } from './scene.ts'
import { overhang } from './visit.ts'

const FOLDER = join(import.meta.dirname, '../../../docs/screenshots')
const WIDE = { width: 1440, height: 1060 }
const NARROW = { width: 360, height: 780 }

const playground = await startPlayground({ port: 0, seed: 1 })
try {
  const browser = await launchBrowser()
  await mkdir(FOLDER, { recursive: true })
  await takeAll(browser, playground)
  await browser.close()
} finally {
  await playground.close()
}

/** Plays the scene once, and looks at it from all sides. */
async function takeAll(browser: Browser, of: Playground): Promise<void> {
  // Nothing moves in a picture.
  const context = await browser.newContext({ viewport: WIDE, colorScheme: 'light', reducedMotion: 'reduce' })
  const scene = await playScene(context, of, (desktop) => take(desktop, 'desktop'))
  const { page } = scene
  await page.bringToFront()
  await take(page, 'playground-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'playground-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(NARROW)
  await page.getByRole('tab', { name: 'Webchat' }).waitFor()
  await page.getByLabel('Messages of the webchat').getByText('four legs').waitFor()
  if ((await overhang(page)) > 0) throw new Error('The page is wider than a narrow screen.')
  await take(page, 'playground-narrow')
  await scene.close()
  await context.close()
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}
