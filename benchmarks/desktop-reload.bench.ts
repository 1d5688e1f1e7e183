import { startPlayground } from '@conversation-transfer/playground'
import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'

const RELOADS = { full: 10, tiny: 1 } as const
const READY_MS_MAX = 3000
/** The first time everything is compiled, which a busy machine takes its time for. */
const START_MS_MAX = 120_000

/** The page itself says how long it took since the navigation. */
export const desktopReload: Benchmark = {
  name: 'desktop-reload',
  question: `How long does a desktop take from the navigation until it is ready, in milliseconds? (target: ${READY_MS_MAX} for a reload)`,
  run: async (size) => {
    const playground = await startPlayground({ port: 0, seed: 1 })
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      const ready = async (): Promise<number> => {
        await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: START_MS_MAX })
        return Number(await page.getAttribute('html', 'data-ready'))
      }
      await page.goto(`${playground.url}/desktop/alice`)
      const firstMs = await ready()
      const reloadsMs: number[] = []
      for (let count = 0; count < RELOADS[size]; count++) {
        await page.reload()
        reloadsMs.push(await ready())
      }
      return [row('opened for the first time', [firstMs]), row('loaded again', reloadsMs)]
    } finally {
      await browser.close()
      await playground.close()
    }
  },
  tooSlow: (rows) => {
    const reload = rows.at(-1)
    if (reload === undefined || Number(reload['median']) < READY_MS_MAX) return undefined
    return `a reload takes ${Number(reload['median'])} ms, not less than ${READY_MS_MAX}.`
  },
}

function row(what: string, tookMs: readonly number[]): Row {
  return { what, times: String(tookMs.length), median: median(tookMs), slowest: Math.max(...tookMs) }
}
