import { startPlayground } from './src/playground.ts'
import { launchBrowser } from './src/testing/browser.ts'
import { openDesktop } from './src/testing/desktop.ts'
const pg = await startPlayground({ port: 0, seed: 1 })
const browser = await launchBrowser()
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
const shot = async (page: any, name: string) => page.screenshot({ path: `/tmp/sz/${name}.png` })
const control = (path: string, body: object) => fetch(`${pg.url}/__emulator${path}`, { method: 'POST', body: JSON.stringify(body) })
try {
  const scene = await import(process.argv[2]!)
  await scene.play({ pg, context, openDesktop, shot, control })
} catch (e) { console.log('FAILED', e); for (const [i, p] of context.pages().entries()) await shot(p, `failed-${i}`) } finally { await browser.close(); await pg.close() }
