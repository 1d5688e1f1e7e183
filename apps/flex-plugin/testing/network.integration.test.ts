import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { enUs } from '@conversation-transfer/flex-plugin/strings/en-us.ts'
import { noticesOf, rememberNotices } from './notices.ts'
import type { TransferDesktop } from './transfer-desktop.ts'
import { aliceHasAccepted } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

function eventually(assertion: () => Promise<void>): Promise<void> {
  return vi.waitFor(assertion, WAIT_MS_MAX)
}

/** The next request to a Function is lost: on its way there, or with its answer on the way back. */
async function cut(page: Page, command: string, when: 'before' | 'after'): Promise<void> {
  let isCut = false
  await page.route(`**/conversation-transfer/${command}`, async (route) => {
    if (isCut) return route.fallback()
    isCut = true
    if (when === 'after') await route.fetch()
    return route.abort()
  })
}

/** The Functions cannot be reached until what this returns is called. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  const functions = '**/conversation-transfer/*'
  await page.route(functions, (route) => route.abort())
  return () => page.unroute(functions)
}

async function sees(desktop: TransferDesktop, part: string, names: readonly string[]): Promise<void> {
  await eventually(async () => expect(await desktop.listed(part)).toEqual(names))
}

async function told(desktop: TransferDesktop, text: string): Promise<void> {
  await eventually(async () => expect(await noticesOf(desktop.page)).toContain(text))
}

const inviteTasks = () =>
  stage.world.taskrouter.tasks.all().filter(({ attributes }) => attributes.includes('"conversationTransfer":'))

const CUSTOMER = '+1 555-000-1234'

describe.each(['before', 'after'] as const)('a network that is cut %s a command arrives', (when) => {
  test('changes nothing about what comes of an invite, a cancel, a removal and a departure', async () => {
    stage.onTab(rememberNotices)
    stage.faults.expect(/net::ERR_/)
    const { alice, bob } = await aliceHasAccepted(stage)
    await alice.peopleTab.click()

    await cut(alice.page, 'invite', when)
    await alice.invites('Bob')
    await told(alice, 'Bob has been invited.')
    await sees(alice, 'Invited', ['Bob'])
    expect(inviteTasks()).toHaveLength(1)

    await cut(alice.page, 'cancel-invite', when)
    await alice.page.getByRole('button', { name: 'Cancel the invite of Bob' }).click()
    await told(alice, enUs.DoneCanceled)
    await sees(alice, 'Not joined', ['Bob'])
    expect(await alice.listed('Invited')).toEqual([])

    await alice.invites('Bob')
    await bob.desktop.accept()
    await sees(alice, 'In this conversation', [CUSTOMER, 'Alice (you)', 'Bob'])
    await cut(alice.page, 'remove', when)
    await alice.page.getByRole('button', { name: 'Remove Bob' }).click()
    await alice.page.getByRole('button', { name: 'Remove Bob from the conversation?' }).click()
    await told(alice, 'Bob has been removed.')
    await sees(alice, 'In this conversation', [CUSTOMER, 'Alice (you)'])

    await alice.invites('Bob')
    await bob.desktop.accept()
    await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
    await cut(alice.page, 'leave', when)
    await alice.endButton.click()
    await told(alice, enUs.DoneLeft)
    await alice.page.getByText('No active tasks').waitFor()
    await bob.peopleTab.click()
    await sees(bob, 'In this conversation', [CUSTOMER, 'Bob (you)'])
  })

  test('makes one transfer of a transfer', async () => {
    stage.onTab(rememberNotices)
    stage.faults.expect(/net::ERR_/)
    const { alice, bob } = await aliceHasAccepted(stage)
    await cut(alice.page, 'transfer', when)
    await alice.transfersTo('Bob')
    await bob.desktop.rings()
    await alice.page.getByText('No active tasks').waitFor()
    await told(alice, 'The conversation has been transferred to Bob.')
    expect(inviteTasks()).toHaveLength(1)
  })
})

test('without a network the outcome is called unknown, nothing is shown that is not so, and it can be tried again', async () => {
  stage.onTab(rememberNotices)
  stage.faults.expect(/net::ERR_/)
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.peopleTab.click()
  await alice.choose('Bob')
  const cutOver = await cutOff(alice.page)
  await alice.page.getByTestId('conversation-transfer-invite').click()
  await told(alice, enUs.FailedUnknown)
  expect(await alice.listed('Invited')).toEqual([])
  expect(await alice.endButton.innerText()).toBe('End')
  await cutOver()
  await alice.page.getByTestId('conversation-transfer-invite').click()
  await told(alice, 'Bob has been invited.')
  await sees(alice, 'Invited', ['Bob'])
  await bob.desktop.rings()
  expect(inviteTasks()).toHaveLength(1)
})

test('while a slow server works every command is disabled and says why, and a second press sends nothing', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.peopleTab.click()
  await alice.choose('Bob')
  let sent = 0
  let answer = (): void => {}
  const slow = new Promise<void>((resolve) => (answer = resolve))
  await alice.page.route('**/conversation-transfer/invite', async (route) => {
    sent += 1
    await slow
    await route.continue()
  })
  const invite = alice.page.getByTestId('conversation-transfer-invite')
  await invite.dblclick()
  await invite.filter({ hasText: 'Sending' }).waitFor()
  for (const button of [
    invite,
    alice.page.getByTestId('conversation-transfer-transfer'),
    alice.page.getByTestId('conversation-transfer-invite-somebody'),
    alice.endButton,
  ]) {
    expect(await button.isDisabled()).toBe(true)
  }
  expect(await alice.transferButton.getAttribute('aria-disabled')).toBe('true')
  expect(await alice.transferButton.getAttribute('title')).toBe(enUs.FailedSending)
  expect(await alice.endButton.getAttribute('title')).toBe(enUs.FailedSending)
  await alice.page.getByTestId('conversation-transfer-form').getByText(enUs.FailedSending).waitFor()
  answer()
  await bob.desktop.rings()
  await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
  expect(await alice.endButton.isDisabled()).toBe(false)
  expect(sent).toBe(1)
  expect(inviteTasks()).toHaveLength(1)
})

test('a directory that could not be read is read again, without a button having to be pressed', async () => {
  stage.faults.expect(/net::ERR_/)
  const { alice } = await aliceHasAccepted(stage)
  const restore = await cutOff(alice.page)
  await alice.transferButton.click()
  await alice.page.getByText(enUs.DirectoryFailed).waitFor()
  await restore()
  await alice.target('Bob').waitFor()
  expect(await alice.page.getByText(enUs.DirectoryFailed).count()).toBe(0)
})
