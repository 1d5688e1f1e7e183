import { expect, test, vi } from 'vitest'
import { arrive, openWebchat } from './testing/customer.ts'
import { ACCOUNT_GONE, BROKEN_CONNECTION } from './testing/faults.ts'
import { Stage } from './testing/stage.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 60_000

const stage = Stage.forThisFile({ plugins: [] })

test('a desktop whose account was made new shows the new one by itself, and takes its conversations', async () => {
  const alice = await stage.desktop('alice')
  await stage.onlyAvailable('alice')
  const customer = await arrive(stage, 'SMS')
  await customer.writes('In the old account')
  await alice.accept()
  // Whatever is still being loaded when the account goes would be an error that no desktop can do anything about.
  await alice.sees('In the old account')
  await vi.waitFor(async () => expect(await alice.participants()).toHaveLength(2), WAIT_MS_MAX)
  stage.faults.expect(BROKEN_CONNECTION)
  stage.faults.expect(ACCOUNT_GONE)
  await stage.control('/reset', {})
  await alice.page.getByText('No active tasks').waitFor({ timeout: WAIT_MS_MAX })
  await stage.onlyAvailable('alice')
  const again = await arrive(stage, 'SMS')
  await again.writes('In the new account')
  await alice.accept()
  expect(statuses()).toEqual(['accepted'])
  await alice.sees('In the new account')
})

test('a desktop outlasts a restart of the emulator with its open task', async () => {
  const alice = await stage.desktop('alice')
  await stage.onlyAvailable('alice')
  const customer = await arrive(stage, 'SMS')
  await customer.writes('Before the restart')
  await alice.accept()
  await alice.sees('Before the restart')
  stage.faults.expect(BROKEN_CONNECTION)
  await stage.restart()
  await customer.writes('After the restart')
  await alice.canvas.getByText('After the restart', { exact: true }).waitFor({ timeout: WAIT_MS_MAX })
  await alice.says('Still here')
  await customer.hears('Still here')
  await alice.end()
  await vi.waitFor(() => expect(statuses()).toEqual(['wrapping']), WAIT_MS_MAX)
  await alice.complete()
})

test('what is written while the connection is cut arrives once it is there again', async () => {
  const alice = await stage.desktop('alice')
  await stage.onlyAvailable('alice')
  const customer = await openWebchat(stage)
  await customer.writes('Hello')
  await alice.accept()
  await alice.sees('Hello')
  stage.faults.expect(BROKEN_CONNECTION)
  await alice.canvas.getByRole('textbox').fill('In the middle of')
  stage.playground.emulator.sockets.cutAll()
  await alice.canvas.getByRole('button', { name: /^Send/ }).click()
  await customer.writes('Can you hear me?')
  await alice.canvas.getByText('Can you hear me?', { exact: true }).waitFor({ timeout: WAIT_MS_MAX })
  await customer.hears('In the middle of')
  const bodies = stage.world.conversations.messages.all().map(({ body }) => body)
  expect(bodies.toSorted()).toEqual(['Can you hear me?', 'Hello', 'In the middle of'])
})

const statuses = (): string[] => stage.world.taskrouter.reservations.all().map(({ status }) => status)
