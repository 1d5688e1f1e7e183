import { startPlayground, type Playground } from '@conversation-transfer/playground'
import { launchBrowser } from '@conversation-transfer/playground/testing/browser.ts'
import { Desktop } from '@conversation-transfer/playground/testing/desktop.ts'
import type { Browser, BrowserContext } from 'playwright-core'
import { TransferDesktop } from '../transfer-desktop.ts'

const CUSTOMER = '+15550001234'
const CONTACT_CENTER = '+15005550006'
const VIEWPORT = { width: 1400, height: 760 }

/** A contact center whose desktops are looked at. */
export class Scene {
  readonly #playground: Playground
  readonly #browser: Browser
  readonly #context: BrowserContext

  private constructor(playground: Playground, browser: Browser, context: BrowserContext) {
    this.#playground = playground
    this.#browser = browser
    this.#context = context
  }

  static async open(deviceScaleFactor: number): Promise<Scene> {
    const playground = await startPlayground({ port: 0, seed: 1 })
    const browser = await launchBrowser()
    // Nothing moves in a picture.
    return new Scene(
      playground,
      browser,
      await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor, reducedMotion: 'reduce' }),
    )
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#playground.close()
  }

  async desktop(worker: string, name: string): Promise<TransferDesktop> {
    const desktop = new Desktop(await this.#context.newPage(), worker)
    await desktop.page.goto(`${this.#playground.url}/desktop/${worker}`)
    await desktop.ready()
    await desktop.page.evaluate(showName, name)
    return new TransferDesktop(desktop)
  }

  async customerWrites(body: string): Promise<void> {
    const message = { from: CUSTOMER, to: CONTACT_CENTER, body }
    await this.#post(`${this.#playground.url}/__emulator/inbound-messages`, JSON.stringify(message))
  }

  async onlyAvailable(...names: readonly string[]): Promise<void> {
    const { workspaceSid, workers, activities } = this.#playground.emulator.contactCenter
    for (const { name, sid } of workers) {
      const wanted = names.includes(name) ? 'Available' : 'Break'
      const ActivitySid = activities.find((activity) => activity.name === wanted)?.sid ?? ''
      const path = `taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workers/${sid}`
      await this.#post(`${this.#playground.url}/__twilio/${path}`, new URLSearchParams({ ActivitySid }))
    }
  }

  async #post(url: string, body: string | URLSearchParams): Promise<void> {
    const { accountSid, authToken } = this.#playground.emulator.contactCenter
    const Authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    const response = await fetch(url, { method: 'POST', headers: { Authorization }, body })
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  }
}

/** In the page's header, for those who look at two desktops at once. */
function showName(name: string): void {
  const label = document.createElement('div')
  label.textContent = name
  Object.assign(label.style, {
    position: 'fixed',
    insetInlineStart: '250px',
    insetBlockStart: '13px',
    zIndex: '1',
    padding: '2px 12px',
    borderRadius: '12px',
    background: '#fde68a',
    color: '#111827',
    font: '600 15px/22px sans-serif',
  })
  document.body.append(label)
}
