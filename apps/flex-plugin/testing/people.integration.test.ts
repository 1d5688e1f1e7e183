import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { expect, test, vi } from 'vitest'
import { TransferDesktop } from './transfer-desktop.ts'
import { aliceHasAccepted, bobHasJoined } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

function eventually(assertion: () => Promise<void>): Promise<void> {
  return vi.waitFor(assertion, WAIT_MS_MAX)
}

test('an agent is invited and joins; both see the same people; one leaves, and the other goes on', async () => {
  const { alice, bob, customer } = await bobHasJoined(stage)
  for (const agent of [alice, bob]) {
    await agent.peopleTab.click()
    const you = (name: string, worker: string): string => (agent.desktop.worker === worker ? `${name} (you)` : name)
    const expected = ['+1 555-000-1234', you('Alice', 'alice'), you('Bob', 'bob')]
    await eventually(async () => expect(await agent.listed('In this conversation')).toEqual(expected))
  }
  await alice.endButton.click()
  await alice.page.getByText('No active tasks').waitFor()
  await eventually(async () => expect(await bob.listed('In this conversation')).toHaveLength(2))
  await bob.endButton.filter({ hasText: 'End' }).waitFor()
  await bob.desktop.canvas.getByRole('button', { name: 'SMS' }).first().click()
  await bob.desktop.says('Bob goes on')
  await customer.hears('Bob goes on')
})

test('an invite is shown while it is out, holds a transfer up, and can be canceled', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.invites('Bob')
  await bob.desktop.rings()
  await alice.peopleTab.click()
  await eventually(async () => expect(await alice.listed('Invited')).toEqual(['Bob']))
  await alice.page.getByText(/^Ringing for/).waitFor()
  await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
  await alice.page.getByRole('button', { name: 'Cancel the invite of Bob' }).click()
  await bob.page
    .getByText(/^Incoming/)
    .first()
    .waitFor({ state: 'detached' })
  await eventually(async () => expect(await alice.listed('Not joined')).toEqual(['Bob']))
  await alice.endButton.filter({ hasText: 'End' }).waitFor()
})

test('an agent is removed, after one more question', async () => {
  const { alice, bob } = await bobHasJoined(stage)
  await alice.peopleTab.click()
  await alice.page.getByRole('button', { name: 'Remove Bob' }).click()
  await alice.page.getByRole('button', { name: 'Keep' }).click()
  await alice.page.getByRole('button', { name: 'Remove Bob' }).click()
  await alice.page.getByRole('button', { name: 'Remove Bob from the conversation?' }).click()
  await bob.page.getByText('No active tasks').waitFor()
  await eventually(async () => expect(await alice.listed('In this conversation')).toHaveLength(2))
})

test('when one leaves and another joins, the list has the one who is there, not as many as before', async () => {
  const { alice, bob } = await bobHasJoined(stage)
  await alice.peopleTab.click()
  await eventually(async () => expect(await alice.listed('In this conversation')).toHaveLength(3))
  await stage.onlyAvailable('alice', 'carol')
  const carol = new TransferDesktop(await stage.desktop('carol'))
  await alice.invites('Carol')
  await carol.desktop.rings()
  await Promise.all([bob.endButton.click(), carol.desktop.accept()])
  const expected = ['+1 555-000-1234', 'Alice (you)', 'Carol']
  await eventually(async () => expect(await alice.listed('In this conversation')).toEqual(expected))
})

test('a desktop that is loaded again in the middle knows everything anew', async () => {
  const { alice, bob } = await bobHasJoined(stage)
  await bob.desktop.reload()
  await bob.peopleTab.click()
  await eventually(async () => expect(await bob.listed('In this conversation')).toHaveLength(3))
  await bob.endButton.filter({ hasText: 'Leave' }).waitFor()
  await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
})
