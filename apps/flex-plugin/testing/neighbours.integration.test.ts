import { join } from 'node:path'
import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { enUs } from '@conversation-transfer/flex-plugin/strings/en-us.ts'
import { noticesOf, rememberNotices } from './notices.ts'
import { TransferDesktop } from './transfer-desktop.ts'
import { aliceHasAccepted } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const ours = join(import.meta.dirname, '../dist/conversation-transfer.js')
const second = join(import.meta.dirname, 'second-plugin.js')
const stage = Stage.forThisFile({
  plugins: [
    { name: 'second', version: '1.0.0', file: second },
    { name: 'conversation-transfer', version: '1.0.0', file: ours },
  ],
})

test("where Flex's own messaging transfers are on, the plugin says so once and is not there", async () => {
  stage.onTab(rememberNotices)
  await stage.control('/features', { id: 'new-transfer-experience', enabled: true })
  const alice = new TransferDesktop(await stage.desktop('alice'))
  await vi.waitFor(async () => {
    // With the apostrophe as it is: Flex escapes what it fills in.
    expect(await noticesOf(alice.page)).toEqual([enUs.NativeTransfersOn])
  }, WAIT_MS_MAX)
  expect(await alice.page.getByTestId(/^conversation-transfer/).count()).toBe(0)
})

test('another plugin that replaces TransferTask goes on working, for conversations and for everything else', async () => {
  const { alice } = await aliceHasAccepted(stage)
  await alice.endButton.waitFor()
  await transferTask(alice.page, 'WK1')
  await stage.onlyAvailable('alice')
  await otherTask()
  await alice.page.locator('.Twilio-TaskListBaseItem').nth(1).waitFor()
  await transferTask(alice.page, 'WK2')
  expect(await alice.page.evaluate('window.transferredBySecond')).toEqual(['WK1', 'WK2'])
})

test("a task that is no conversation keeps Flex's own buttons and tabs", async () => {
  const alice = new TransferDesktop(await stage.desktop('alice'))
  await stage.onlyAvailable('alice')
  await otherTask()
  await alice.desktop.accept()
  await alice.page.getByTestId('end-task-button').waitFor()
  expect(await alice.page.getByTestId(/^conversation-transfer/).count()).toBe(0)
  expect(await alice.peopleTab.count()).toBe(0)
  await alice.page.evaluate('Twilio.Flex.Actions.invokeAction("ShowDirectory")')
  await alice.page.getByTestId('TransferCatalogue-WorkersTab').first().waitFor()
  expect(await alice.page.getByTestId(/^conversation-transfer/).count()).toBe(0)
})

/** As whatever makes tasks of its own would; only Alice takes some. */
async function otherTask(): Promise<void> {
  const { workspaceSid, workflowSid } = stage.playground.emulator.contactCenter
  await stage.rest('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}/Tasks`, {
    WorkflowSid: workflowSid,
    Attributes: JSON.stringify({ type: 'outbound-lead', name: 'Call somebody back' }),
    TaskChannel: 'default',
  })
}

async function transferTask(page: Page, targetSid: string): Promise<void> {
  await page.evaluate(`(() => {
    const { Actions, Manager } = Twilio.Flex
    const task = [...Manager.getInstance().store.getState().flex.worker.tasks.values()].at(-1)
    return Actions.invokeAction('TransferTask', { task, targetSid: '${targetSid}', options: { mode: 'COLD' } })
  })()`)
}
