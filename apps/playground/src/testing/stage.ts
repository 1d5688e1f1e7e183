import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { startPlayground, type Playground } from '../playground.ts'
import { launchBrowser } from './browser.ts'
import { Desktop } from './desktop.ts'
import { Faults } from './faults.ts'

/** Making the bundle is part of the first test run on a machine. */
const SETUP_MS_MAX = 180_000
const SEED = 1
const RINGS_MS_MAX = 20_000

const SCREENSHOTS = join(import.meta.dirname, '../../../../test-results')

type Options = Omit<Parameters<typeof startPlayground>[0], 'port' | 'seed'>

/**
 * A playground and a browser for all tests of a file. Between two tests the account is made new; the tabs stay, because
 * one that has read the Flex UI once reads it in a third of the time.
 */
export class Stage {
  readonly faults = new Faults()
  readonly #options: Options
  readonly #tabs: Page[] = []
  readonly #closing: (() => unknown)[] = []
  readonly #preparing: ((tab: Page) => unknown)[] = []
  #playground: Playground | undefined
  #browser: Browser | undefined
  #context: BrowserContext | undefined
  #used = 0

  private constructor(options: Options) {
    this.#options = options
  }

  /** To be called once, at the top of a file with tests. */
  static forThisFile(options: Options = {}): Stage {
    const stage = new Stage(options)
    beforeAll(() => stage.#open(), SETUP_MS_MAX)
    afterAll(() => stage.#close())
    beforeEach(() => stage.#reset())
    afterEach(async ({ task }) => {
      const unexpected = stage.faults.unexpected()
      if (task.result?.state === 'fail' || unexpected.length > 0) await stage.#keepPictures(task.name)
      await stage.#leave()
      // oxlint-disable-next-line vitest/no-standalone-expect -- it belongs to every test of the file.
      expect(unexpected).toEqual([])
    }, SETUP_MS_MAX)
    return stage
  }

  get playground(): Playground {
    if (this.#playground === undefined) throw new Error('The playground is open within tests only.')
    return this.#playground
  }

  get world(): Playground['emulator']['world'] {
    return this.playground.emulator.world
  }

  /** The desktop of a worker in a tab of its own; all tabs are of one browser. */
  async desktop(worker: string): Promise<Desktop> {
    const desktop = new Desktop(await this.#tab(worker), worker)
    await desktop.page.goto(`${this.playground.url}/desktop/${worker}`)
    await desktop.ready()
    return desktop
  }

  /** Calls the control API. */
  async control(path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${this.playground.url}/__emulator${path}`, init)
    if (!response.ok) throw new Error(`The control API answered ${response.status}: ${await response.text()}`)
    return response.json()
  }

  /** Calls Twilio's REST API with the account's own credentials: a form is posted. */
  async rest(host: string, path: string, form?: Readonly<Record<string, string>>): Promise<RestBody> {
    return this.#rest(host, path, form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) })
  }

  /** Changes Flex's configuration; a body of JSON is what that call takes. */
  async configureFlex(configuration: object): Promise<void> {
    const init = { method: 'POST', body: JSON.stringify(configuration) }
    await this.#rest('flex-api.twilio.com', '/v1/Configuration', init, { 'Content-Type': 'application/json' })
  }

  /** To be done with every tab of this test before it shows anything. */
  onTab(prepare: (tab: Page) => unknown): void {
    this.#preparing.push(prepare)
  }

  async deleteRest(host: string, path: string): Promise<void> {
    await this.#rest(host, path, { method: 'DELETE' })
  }

  /** Takes all others out of service, as an administrator may, so that a test knows where a task rings. */
  async onlyAvailable(...names: readonly string[]): Promise<void> {
    const { workers, activities } = this.playground.emulator.contactCenter
    const sidOf = (activity: string): string => activities.find(({ name }) => name === activity)?.sid ?? ''
    for (const { name, sid } of workers) {
      const ActivitySid = sidOf(names.includes(name) ? 'Available' : 'Break')
      await this.rest('taskrouter.twilio.com', `${this.#workspace}/Workers/${sid}`, { ActivitySid })
    }
  }

  activityOf(name: string): string | undefined {
    const { workers, activities } = this.world.taskrouter
    const worker = workers.all().find(({ friendlyName }) => friendlyName === name)
    return activities.get(worker?.activitySid ?? '')?.friendlyName
  }

  /** Asks one more agent into a conversation. */
  async invite(conversationSid: string, worker: string): Promise<void> {
    const { workspaceSid, workflowSid, queues } = this.playground.emulator.contactCenter
    const channel = this.world.interactions.channels.all().find((row) => row.conversationSid === conversationSid)
    const properties = {
      workspace_sid: workspaceSid,
      workflow_sid: workflowSid,
      queue_sid: queues[0]?.sid,
      worker_sid: this.#workerSid(worker),
      task_channel_unique_name: 'chat',
    }
    const path = `/v1/Interactions/${channel?.interactionSid}/Channels/${channel?.sid}/Invites`
    await this.rest('flex-api.twilio.com', path, { Routing: JSON.stringify({ properties }) })
  }

  /** Accepts for an agent who has no desktop open, and answers the task's sid. */
  async acceptByRest(worker: string): Promise<string> {
    const pending = await vi.waitFor(() => {
      const row = this.world.taskrouter.reservations.all().find(({ status }) => status === 'pending')
      if (row?.workerSid !== this.#workerSid(worker)) throw new Error(`Nothing rings at ${worker}.`)
      return row
    }, RINGS_MS_MAX)
    const path = `${this.#workspace}/Tasks/${pending.taskSid}/Reservations/${pending.sid}`
    await this.rest('taskrouter.twilio.com', path, { ReservationStatus: 'accepted' })
    return pending.taskSid
  }

  async complete(taskSid: string): Promise<void> {
    const path = `${this.#workspace}/Tasks/${taskSid}`
    await this.rest('taskrouter.twilio.com', path, { AssignmentStatus: 'completed', Reason: 'done' })
  }

  /** The emulator's process ends, and another one takes its place at the same address, with what the first one knew. */
  async restart(): Promise<void> {
    const snapshot = (await this.control('/snapshot')) as object
    const port = Number(new URL(this.playground.url).port)
    await this.playground.close()
    this.#playground = await startPlayground({ ...this.#options, port, seed: SEED, snapshot })
  }

  /** To be done when the test is over, whatever came of it. */
  onLeave(close: () => unknown): void {
    this.#closing.push(close)
  }

  get #workspace(): string {
    return `/v1/Workspaces/${this.playground.emulator.contactCenter.workspaceSid}`
  }

  #workerSid(name: string): string {
    return this.playground.emulator.contactCenter.workers.find((worker) => worker.name === name)?.sid ?? ''
  }

  async #rest(host: string, path: string, init: RequestInit, more: Record<string, string> = {}): Promise<RestBody> {
    const { accountSid, authToken } = this.playground.emulator.contactCenter
    const headers = { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`, ...more }
    const response = await fetch(`${this.playground.url}/__twilio/${host}${path}`, { ...init, headers })
    const text = await response.text()
    if (!response.ok) throw new Error(`${host}${path} answered ${response.status}: ${text}`)
    return text === '' ? {} : (JSON.parse(text) as RestBody)
  }

  async #open(): Promise<void> {
    this.#playground = await startPlayground({ ...this.#options, port: 0, seed: SEED })
    this.#browser = await launchBrowser()
    this.#context = await this.#browser.newContext({ viewport: { width: 1400, height: 900 } })
  }

  async #close(): Promise<void> {
    await this.#browser?.close()
    await this.#playground?.close()
  }

  async #reset(): Promise<void> {
    await this.control('/reset', {})
    this.faults.clear()
    this.#preparing.length = 0
    this.#used = 0
  }

  async #leave(): Promise<void> {
    for (const close of this.#closing.splice(0)) await close()
    // Somewhere of the same origin that does nothing.
    for (const tab of this.#tabs) {
      await tab.evaluate('sessionStorage.clear()')
      await tab.goto(`${this.playground.url}/__emulator/clock`)
    }
  }

  async #tab(worker: string): Promise<Page> {
    const tab = this.#tabs[this.#used] ?? (await this.#newTab())
    this.#used += 1
    tab.removeAllListeners()
    this.faults.watch(tab, worker, () => this.playground.url)
    for (const prepare of this.#preparing) prepare(tab)
    return tab
  }

  async #newTab(): Promise<Page> {
    if (this.#context === undefined) throw new Error('The browser is open within tests only.')
    const tab = await this.#context.newPage()
    // A notification lies over the buttons at the top; a person would close it, too.
    const notification = tab.getByRole('button', { name: 'Close notification' }).first()
    await tab.addLocatorHandler(notification, () => notification.click())
    this.#tabs.push(tab)
    return tab
  }

  /** For whoever wants to know why a test has failed. */
  async #keepPictures(testName: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true })
    for (const [index, tab] of this.#tabs.slice(0, this.#used).entries()) {
      const name = `${testName} ${index + 1}`.replaceAll(/\W+/g, '-')
      await tab.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
    }
  }
}

type RestBody = Readonly<Record<string, unknown>>
