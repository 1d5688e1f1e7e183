import { expect, test, vi } from 'vitest'
import { arrive } from './testing/customer.ts'
import { Stage } from './testing/stage.ts'

vi.setConfig({ testTimeout: 180_000 })

const stage = Stage.forThisFile({ plugins: [] })

test('a supervisor sees agents, their tasks and the queues as they change', async () => {
  const supervisor = await stage.desktop('supervisor')
  await stage.onlyAvailable('alice')
  const { page } = supervisor
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByRole('row', { name: /User Alice with status Available/ }).waitFor()
  await page.getByRole('row', { name: /User Bob with status Break/ }).waitFor()
  const customer = await arrive(stage, 'SMS')
  await customer.writes('Hello')
  const task = await stage.acceptByRest('alice')
  await page.getByRole('row', { name: /User Alice .*\+1 555-000-1234/ }).waitFor()

  await page.getByRole('link', { name: 'Queues Stats' }).click()
  await page.getByRole('row', { name: /^Everyone - Programmable Chat 1 0 / }).waitFor()
  await stage.complete(task)
  await page.getByRole('row', { name: /^Everyone - Programmable Chat 0 0 0s 100% 0 1 / }).waitFor()
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByRole('row', { name: /^User Alice with status Available\.$/ }).waitFor()
  expect(stage.activityOf('alice')).toBe('Available')
})
