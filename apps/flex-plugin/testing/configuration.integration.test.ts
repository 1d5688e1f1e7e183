import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { describe, expect, test, vi } from 'vitest'
import { configure } from './configure.ts'
import { aliceHasAccepted } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })

const stage = Stage.forThisFile()

const BOTH = { enabled: true, cold_transfer: true, multi_participant: true }

describe('the switches', () => {
  test.each([
    [BOTH, { button: 1, people: 1, kinds: ['transfer', 'invite'] }],
    [
      { ...BOTH, multi_participant: false },
      { button: 1, people: 0, kinds: ['transfer'] },
    ],
    [
      { ...BOTH, cold_transfer: false },
      { button: 1, people: 1, kinds: ['invite'] },
    ],
  ])('%j', async (feature, expected) => {
    await configure(stage, feature)
    const { alice } = await aliceHasAccepted(stage)
    await alice.endButton.waitFor()
    await alice.choose('Bob')
    const offered = ['transfer', 'invite'].filter((kind) => expected.kinds.includes(kind))
    for (const kind of offered) await alice.page.getByTestId(`conversation-transfer-${kind}`).waitFor()
    expect(await alice.page.getByTestId(/^conversation-transfer-(transfer|invite)$/).count()).toBe(offered.length)
    await alice.page.getByRole('button', { name: 'Close Transfer Directory' }).click()
    expect(await alice.transferButton.count()).toBe(expected.button)
    expect(await alice.peopleTab.count()).toBe(expected.people)
  })

  test.each([
    { ...BOTH, enabled: false },
    { enabled: true, cold_transfer: false, multi_participant: false },
  ])('%j: nothing of ours is there', async (feature) => {
    await configure(stage, feature)
    const { alice } = await aliceHasAccepted(stage)
    await alice.page.getByTestId('end-task-button').waitFor()
    expect(await alice.page.getByTestId(/^conversation-transfer/).count()).toBe(0)
  })
})

test('a value that is wrong is named on the console, and the default holds', async () => {
  const warnings: string[] = []
  await configure(stage, { ...BOTH, notes: 'perhaps' })
  stage.onTab((tab) => tab.on('console', (message) => warnings.push(message.text())))
  const { alice } = await aliceHasAccepted(stage)
  await alice.choose('Bob')
  await alice.page.getByLabel('Note for the next agent').waitFor()
  // Once in each of the two desktops.
  expect(warnings.filter((text) => text.includes('conversation_transfer.notes'))).toHaveLength(2)
})
