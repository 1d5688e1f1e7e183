import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { REFUSALS } from '@conversation-transfer/transfer'
import { expect, test, vi } from 'vitest'
import { configure } from './configure.ts'
import { noticesOf, rememberNotices } from './notices.ts'
import { aliceHasAccepted, bobHasJoined } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

test('each refusal is said in words, and what was written stays', async () => {
  stage.onTab(rememberNotices)
  stage.faults.expect(/status of 4\d\d/)
  const { alice } = await aliceHasAccepted(stage)
  await alice.choose('Bob')
  await alice.page.getByLabel('Reason').fill('Billing')
  const refusals = Object.entries(REFUSALS)
  const codes = refusals.map(([code]) => code)
  await alice.page.route('**/conversation-transfer/invite', (route) => {
    const [code = '', { status = 409, sentence = '' } = {}] = refusals.shift() ?? []
    // The words are the plugin's own: an administrator can replace them.
    return route.fulfill({ status, json: { result: 'refused', code, message: `Server: ${sentence}` } })
  })
  for (const code of codes) {
    await alice.page.getByTestId('conversation-transfer-invite').click()
    const { sentence } = REFUSALS[code as keyof typeof REFUSALS]
    await vi.waitFor(async () => expect((await noticesOf(alice.page)).at(-1)).toBe(sentence), WAIT_MS_MAX)
  }
  expect(await alice.page.getByLabel('Reason').inputValue()).toBe('Billing')
  expect(stage.world.interactions.invites.all()).toHaveLength(1)
})

test('a note that does not fit is refused, and nothing has changed', async () => {
  stage.onTab(rememberNotices)
  stage.faults.expect(/status of 413/)
  const { alice } = await aliceHasAccepted(stage)
  const [task] = stage.world.taskrouter.tasks.all()
  const { workspaceSid } = stage.playground.emulator.contactCenter
  const Attributes = JSON.stringify({
    ...(JSON.parse(task?.attributes ?? '{}') as object),
    of_the_bot: 'x'.repeat(2_800),
  })
  await stage.rest('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}/Tasks/${task?.sid}`, { Attributes })
  await alice.transfersTo('Bob', { note: 'n'.repeat(1_000) })
  await vi.waitFor(async () => {
    expect((await noticesOf(alice.page)).at(-1)).toBe(REFUSALS.attributes_too_large.sentence)
  }, WAIT_MS_MAX)
  expect(stage.world.interactions.invites.all()).toHaveLength(1)
  expect(await alice.endButton.innerText()).toBe('End')
})

test('while an invite is out the arrow waits and says why, and somebody more can still be invited', async () => {
  const { alice } = await aliceHasAccepted(stage)
  await alice.invites('Bob')
  await alice.endButton.filter({ hasText: 'Leave' }).waitFor()
  expect(await alice.transferButton.getAttribute('aria-disabled')).toBe('true')
  expect(await alice.transferButton.getAttribute('title')).toBe(REFUSALS.invite_outstanding.sentence)
  await alice.choosesToo('Everyone')
  await alice.page.getByTestId('conversation-transfer-form').getByText(REFUSALS.invite_outstanding.sentence).waitFor()
  expect(await alice.page.getByTestId('conversation-transfer-transfer').isDisabled()).toBe(true)
  expect(await alice.page.getByTestId('conversation-transfer-invite').isDisabled()).toBe(false)
})

test('what the server would refuse is disabled beforehand, and says why', async () => {
  const { workspaceSid } = stage.playground.emulator.contactCenter
  const queue = { FriendlyName: 'Nobody', TargetWorkers: '1 == 2' }
  await stage.rest('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}/TaskQueues`, queue)
  await configure(stage, { enabled: true, cold_transfer: true, multi_participant: true, max_participants: 3 })
  const { alice } = await bobHasJoined(stage)
  await alice.peopleTab.click()
  const somebody = alice.page.getByTestId('conversation-transfer-invite-somebody')
  await vi.waitFor(async () => {
    expect(await somebody.getAttribute('title')).toBe(REFUSALS.too_many_participants.sentence)
  }, WAIT_MS_MAX)
  expect(await somebody.isDisabled()).toBe(true)
  await alice.transferButton.click()
  await alice.target('Nobody').getByText(REFUSALS.target_queue_empty.sentence).waitFor()
  await alice.target('Bob').getByText(REFUSALS.target_inside.sentence).waitFor()
  await alice.target('Carol').getByText(REFUSALS.target_worker_unavailable.sentence).waitFor()
  await alice.target('Everyone').click()
  expect(await alice.page.getByTestId('conversation-transfer-invite').isDisabled()).toBe(true)
  expect(await alice.page.getByTestId('conversation-transfer-transfer').isDisabled()).toBe(false)
  await alice.page
    .getByTestId('conversation-transfer-form')
    .getByText(REFUSALS.too_many_participants.sentence)
    .waitFor()
})
