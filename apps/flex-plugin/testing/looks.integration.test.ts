import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { barriers } from './barriers.ts'
import { useDarkTheme } from './flex-window.ts'
import { noticesOf, rememberNotices } from './notices.ts'
import { aliceHasAccepted, bobHasJoined } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000
const PICTURES = join(import.meta.dirname, '../../../test-results')

const stage = Stage.forThisFile()

function eventually(assertion: () => Promise<void>): Promise<void> {
  return vi.waitFor(assertion, WAIT_MS_MAX)
}

/** What of ours has moved without anybody having pressed anything, as the browser counts it. */
function layoutShifts(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect()
          const shifts = list.getEntries() as unknown as readonly LayoutShift[]
          resolve(
            shifts
              .filter(({ hadRecentInput, value }) => !hadRecentInput && value > 0)
              .flatMap(({ value, sources }) =>
                sources
                  .filter(({ node }) => Boolean(node?.parentElement?.closest('[data-testid^=conversation-transfer]')))
                  .map(({ node }) => `${value}: ${node?.textContent}`),
              ),
          )
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        // Without any entry the observer says nothing; one frame later there is none.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])))
      }),
  )
}

interface LayoutShift {
  readonly hadRecentInput: boolean
  readonly value: number
  readonly sources: readonly { readonly node: Node | null }[]
}

test('nothing moves by itself when the list is opened, somebody joins, and somebody leaves', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.peopleTab.click()
  await alice.people.getByText('Alice').waitFor()
  await alice.invites('Bob')
  await bob.desktop.accept()
  await eventually(async () => expect(await alice.listed('In this conversation')).toHaveLength(3))
  await bob.endButton.click()
  await bob.page.getByText('No active tasks').waitFor()
  await eventually(async () => expect(await alice.listed('In this conversation')).toHaveLength(2))
  await alice.endButton.filter({ hasText: 'End' }).waitFor()
  expect(await layoutShifts(alice.page)).toEqual([])
  expect(await layoutShifts(bob.page)).toEqual([])
})

test("in Flex's dark theme everything can be read", async () => {
  const { alice } = await bobHasJoined(stage)
  await stage.onlyAvailable('alice', 'bob', 'carol')
  await useDarkTheme(alice.page)
  await alice.invites('Carol')
  await alice.peopleTab.click()
  await alice.people.getByText('Carol').waitFor()
  expect(await barriers(alice.page, '[data-testid=conversation-transfer-participants]')).toEqual([])
  expect(await barriers(alice.page, '[data-testid=conversation-transfer-end]')).toEqual([])
  await picture(alice.page, 'dark-people')
  await alice.opensDirectoryToo()
  await alice.target('Bob').waitFor()
  expect(await barriers(alice.page, '[data-testid=conversation-transfer-directory]')).toEqual([])
  await picture(alice.page, 'dark-directory')
  await alice.target('Everyone').click()
  await alice.page.getByLabel('Reason').waitFor()
  expect(await barriers(alice.page, '[data-testid=conversation-transfer-form]')).toEqual([])
  await picture(alice.page, 'dark-form')
})

/** For whoever wants to look. */
async function picture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

test('a backend that was there and is silent is told of, one that is alive or never was is not', async () => {
  let backend: object | undefined = { aliveAtMs: Date.now() - 200_000, mode: 'on' }
  stage.onTab((tab) =>
    tab.route('**/conversation-transfer/look', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...((await response.json()) as object), backend } })
    }),
  )
  const { alice } = await aliceHasAccepted(stage)
  await alice.peopleTab.click()
  const notice = alice.people.getByText(/^The service that repairs transfers has not been heard of for [3-9]:\d\d/)
  await notice.waitFor()
  backend = { aliveAtMs: Date.now(), mode: 'on' }
  await alice.invites('Bob')
  await notice.waitFor({ state: 'detached' })
  backend = undefined
  await alice.page.getByRole('button', { name: 'Cancel the invite of Bob' }).click()
  await alice.people.getByText('Not joined').waitFor()
  expect(await alice.people.getByText(/^The service/).count()).toBe(0)
})

test('invites that came to nothing are shown for five minutes, with how they ended', async () => {
  stage.onTab(rememberNotices)
  stage.onTab((tab) =>
    tab.addInitScript(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + ((globalThis as { aheadMs?: number }).aheadMs ?? 0)
    }),
  )
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.peopleTab.click()
  const ends = [
    ['Declined', 'Declined'],
    ['Task TTL Exceeded', 'Did not answer'],
  ] as const
  for (const [reason] of ends) {
    await alice.invites('Bob')
    await bob.desktop.rings()
    await cancelNewestTask(reason)
    // No backend tells how it ended: the plugin asks by itself while an invite is out.
    await eventually(async () => expect(await alice.listed('Invited')).toEqual([]))
  }
  await alice.invites('Bob')
  await alice.page.getByRole('button', { name: 'Cancel the invite of Bob' }).click()
  await eventually(async () => expect(await alice.listed('Not joined')).toHaveLength(3))
  const texts = await alice.people.getByRole('region', { name: 'Not joined' }).innerText()
  expect(texts.match(/Declined|Did not answer|Canceled/g)).toEqual(['Declined', 'Did not answer', 'Canceled'])
  expect(await noticesOf(alice.page)).toEqual(expect.arrayContaining(['Bob has declined.', 'Bob did not answer.']))
  for (const [aheadMs, count] of [
    [280_000, 3],
    [301_000, 0],
  ] as const) {
    await alice.page.evaluate((ms) => ((globalThis as { aheadMs?: number }).aheadMs = ms), aheadMs)
    await alice.desktop.canvas.getByRole('button', { name: 'SMS' }).first().click()
    await alice.peopleTab.click()
    await eventually(async () => expect(await alice.listed('Not joined')).toHaveLength(count))
  }
})

async function cancelNewestTask(Reason: string): Promise<void> {
  const { workspaceSid } = stage.playground.emulator.contactCenter
  const task = stage.world.taskrouter.tasks.all().at(-1)
  const form = { AssignmentStatus: 'canceled', Reason }
  await stage.rest('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}/Tasks/${task?.sid}`, form)
}
