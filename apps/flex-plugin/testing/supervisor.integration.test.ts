import { arrive } from '@conversation-transfer/playground/testing/customer.ts'
import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { expect, test, vi } from 'vitest'
import { TransferDesktop } from './transfer-desktop.ts'

vi.setConfig({ testTimeout: 180_000 })

const stage = Stage.forThisFile()

test('a supervisor who is not inside sees who is, and hands the conversation over for the agent', async () => {
  const supervisor = new TransferDesktop(await stage.desktop('supervisor'))
  const bob = new TransferDesktop(await stage.desktop('bob'))
  await stage.onlyAvailable('alice')
  const customer = await arrive(stage, 'SMS')
  await customer.writes('Hello')
  await stage.acceptByRest('alice')
  await stage.onlyAvailable('alice', 'bob')
  const { page } = supervisor
  await page.bringToFront()
  await page.getByRole('link', { name: 'Teams' }).click()
  await page
    .getByRole('row', { name: /User Alice/ })
    .getByText('+1 555-000-1234')
    .click()
  await page.getByRole('button', { name: 'People' }).last().click()
  await supervisor.people.getByText('Alice').waitFor()
  // It would open Flex's directory, which is not there.
  expect(await page.getByTestId('conversation-transfer-invite-somebody').count()).toBe(0)
  await page.getByRole('button', { name: 'Transfer', exact: true }).last().click()
  await supervisor.target('Bob').click()
  await page.getByTestId('conversation-transfer-transfer').click()
  await bob.desktop.accept()
  expect(await bob.desktop.participants()).toEqual([`customer ${customer.author}`, 'agent bob'])
})
