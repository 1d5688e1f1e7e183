import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { expect, test, vi } from 'vitest'
import type { TransferDesktop } from './transfer-desktop.ts'
import { aliceHasAccepted, bobHasJoined, openDesktop } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

/** Everybody inside sees the same: without what marks oneself. */
async function allSee(desktops: readonly TransferDesktop[], inside: readonly string[], invited: readonly string[]) {
  await vi.waitFor(async () => {
    for (const desktop of desktops) {
      const names = (await desktop.listed('In this conversation')).map((name) => name.replace(' (you)', ''))
      expect(names).toEqual(['+1 555-000-1234', ...inside])
      expect(await desktop.listed('Invited')).toEqual(invited)
    }
  }, WAIT_MS_MAX)
}

test('three desktops in one conversation always show the same list', async () => {
  const { alice, bob } = await bobHasJoined(stage)
  const carol = await openDesktop(stage, 'carol')
  await stage.onlyAvailable('alice', 'bob', 'carol')
  for (const agent of [alice, bob]) await agent.peopleTab.click()
  await allSee([alice, bob], ['Alice', 'Bob'], [])

  await bob.invites('Carol')
  await carol.desktop.rings()
  await allSee([alice, bob], ['Alice', 'Bob'], ['Carol'])
  await carol.desktop.accept()
  await carol.peopleTab.click()
  await allSee([alice, bob, carol], ['Alice', 'Bob', 'Carol'], [])

  await alice.page.getByRole('button', { name: 'Remove Bob' }).click()
  await alice.page.getByRole('button', { name: 'Remove Bob from the conversation?' }).click()
  await bob.page.getByText('No active tasks').waitFor()
  await allSee([alice, carol], ['Alice', 'Carol'], [])

  await carol.invites('Bob')
  await bob.desktop.accept()
  await bob.peopleTab.click()
  await allSee([alice, bob, carol], ['Alice', 'Carol', 'Bob'], [])
  await alice.endButton.click()
  await alice.page.getByText('No active tasks').waitFor()
  await allSee([bob, carol], ['Carol', 'Bob'], [])
  expect(taskStatuses().toSorted()).toEqual(['assigned', 'assigned', 'completed', 'completed'])
})

test('a desktop that is loaded again while an invite is out shows it, and can take it back', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.invites('Bob')
  await bob.desktop.rings()
  await Promise.all([alice.desktop.reload(), bob.desktop.reload()])
  await bob.desktop.rings()
  await alice.peopleTab.click()
  await allSee([alice], ['Alice'], ['Bob'])
  await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
  await alice.page.getByRole('button', { name: 'Cancel the invite of Bob' }).click()
  await allSee([alice], ['Alice'], [])
  await alice.endButton.filter({ hasText: 'End' }).waitFor()
  expect(taskStatuses()).toEqual(['assigned', 'canceled'])
})

test('a desktop that is loaded again in the middle of its transfer shows what has come of it', async () => {
  const { alice, bob, customer } = await aliceHasAccepted(stage)
  stage.faults.expect(/net::ERR_/)
  await stage.control('/faults', { kind: 'delay', delayMs: 1_500, match: '/Invites', by: 'account', times: 1 })
  const sent = alice.page.waitForRequest('**/conversation-transfer/transfer')
  await alice.transfersTo('Bob')
  await sent
  await alice.desktop.reload()
  await bob.desktop.accept()
  await alice.page.getByText('No active tasks').waitFor()
  await bob.desktop.says('Bob goes on')
  await customer.hears('Bob goes on')
  expect(stage.world.interactions.invites.all()).toHaveLength(2)
})

const taskStatuses = (): string[] => stage.world.taskrouter.tasks.all().map(({ status }) => status)
