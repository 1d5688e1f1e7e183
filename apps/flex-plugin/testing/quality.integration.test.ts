import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import type { Locator } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { barriers } from './barriers.ts'
import { aliceHasAccepted, bobHasJoined } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })

const stage = Stage.forThisFile()

describe('axe finds nothing', () => {
  test('in the list of people, with an invite out and one that was canceled', async () => {
    const { alice } = await bobHasJoined(stage)
    await stage.onlyAvailable('alice', 'bob', 'carol')
    await alice.invites('Carol')
    await alice.peopleTab.click()
    await alice.page.getByRole('button', { name: 'Cancel the invite of Carol' }).click()
    await alice.people.getByText('Not joined').waitFor()
    expect(await barriers(alice.page, '[data-testid=conversation-transfer-participants]')).toEqual([])
  })

  test('in the directory, and in the form for a target', async () => {
    const { alice } = await aliceHasAccepted(stage)
    await alice.transferButton.click()
    await alice.target('Bob').waitFor()
    expect(await barriers(alice.page, '[data-testid=conversation-transfer-directory]')).toEqual([])
    await alice.target('Bob').click()
    await alice.page.getByLabel('Reason').waitFor()
    expect(await barriers(alice.page, '[data-testid=conversation-transfer-form]')).toEqual([])
  })
})

test('a transfer is made with the keyboard alone', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  const { keyboard } = alice.page
  await alice.transferButton.focus()
  await keyboard.press('Enter')
  await alice.target('Bob').waitFor()
  await tabTo(alice.page.getByLabel('Search by name'))
  await keyboard.type('bo')
  await alice.target('Carol').waitFor({ state: 'detached' })
  await tabTo(alice.target('Bob'))
  await keyboard.press('Enter')
  await tabTo(alice.page.getByLabel('Reason'))
  await keyboard.type('Billing')
  await tabTo(alice.page.getByTestId('conversation-transfer-transfer'))
  await keyboard.press('Enter')
  await bob.desktop.rings()
  await alice.page.getByText('No active tasks').waitFor()
  expect(stage.world.interactions.invites.all()).toHaveLength(2)
})

/** So many steps lie between two things that belong together at most. */
const TABS_MAX = 6

async function tabTo(wanted: Locator): Promise<void> {
  await wanted.waitFor()
  const isFocused = (): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < TABS_MAX && !(await isFocused()); tabs += 1) await wanted.page().keyboard.press('Tab')
  expect(await isFocused()).toBe(true)
}

test('messages and typing render nothing of ours', async () => {
  const { alice, customer } = await bobHasJoined(stage)
  await alice.peopleTab.click()
  await alice.people.getByText('Bob').first().waitFor()
  await alice.page.evaluate(() => {
    const ours = document.querySelector('[data-testid=conversation-transfer-participants]')
    const counted = globalThis as unknown as { changes: number }
    counted.changes = 0
    new MutationObserver((changes) => (counted.changes += changes.length)).observe(ours as Element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
  })
  for (const text of ['One', 'Two', 'Three']) await customer.writes(text)
  await alice.page.getByText(/Three/).first().waitFor()
  expect(await alice.page.evaluate(() => (globalThis as unknown as { changes: number }).changes)).toBe(0)
})
