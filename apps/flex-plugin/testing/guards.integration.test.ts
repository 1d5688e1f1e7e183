import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { describe, expect, test, vi } from 'vitest'
import { enUs } from '@conversation-transfer/flex-plugin/strings/en-us.ts'
import { configure } from './configure.ts'
import { invokeAction } from './flex-window.ts'
import { noticesOf, rememberNotices } from './notices.ts'
import { aliceHasAccepted, bobHasJoined, type TwoAgents } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

const BOTH = { enabled: true, cold_transfer: true, multi_participant: true }

/** Answers what the channel is then. */
async function bobGoesOn({ bob, customer }: TwoAgents): Promise<readonly string[]> {
  await bob.desktop.says('Bob goes on')
  await customer.hears('Bob goes on')
  await bob.endButton.filter({ hasText: 'End' }).waitFor()
  return channelStatuses()
}

function channelStatuses(): readonly string[] {
  return stage.world.interactions.channels.all().map(({ status }) => status)
}

describe('whatever ends a conversation in Flex, it does not end under others', () => {
  test.each(['task', 'sid'] as const)('by the %s', async (naming) => {
    const agents = await bobHasJoined(stage)
    await invokeAction(agents.alice.page, 'WrapupTask', naming)
    await agents.alice.page.getByText('No active tasks').waitFor()
    expect(await bobGoesOn(agents)).toEqual(['active'])
  })
})

describe('where agents who leave go into wrap-up', () => {
  test.each(['task', 'sid'] as const)('whoever completes by the %s leaves the others chatting', async (naming) => {
    await configure(stage, { ...BOTH, wrapup: 'wrapup' })
    const agents = await bobHasJoined(stage)
    const { alice } = agents
    await alice.endButton.click()
    await alice.completeButton.waitFor()
    await invokeAction(alice.page, 'CompleteTask', naming)
    await alice.page.getByText('No active tasks').waitFor()
    expect(await bobGoesOn(agents)).toEqual(['active'])
  })

  test('the button does the same, and the last one ends the conversation', async () => {
    await configure(stage, { ...BOTH, wrapup: 'wrapup' })
    const agents = await bobHasJoined(stage)
    const { alice, bob } = agents
    await alice.endButton.click()
    await alice.completeButton.click()
    await alice.page.getByText('No active tasks').waitFor()
    expect(await bobGoesOn(agents)).toEqual(['active'])
    await bob.endButton.click()
    await bob.completeButton.click()
    await bob.page.getByText('No active tasks').waitFor()
    expect(channelStatuses()).toEqual(['closed'])
  })
})

test('a transfer that a supervisor makes at this moment is not broken by End', async () => {
  stage.onTab(rememberNotices)
  const { alice, bob, customer } = await aliceHasAccepted(stage)
  await alice.endButton.waitFor()
  const invites = { method: 'POST', host: 'flex-api.twilio.com', path: INVITES }
  await stage.control('/faults', { kind: 'delay', delayMs: 4_000, route: invites, times: 1 })
  const transferred = transferAsSupervisor(customer.conversationSid(), 'bob')
  await vi.waitFor(async () => {
    const claimed = await alice.page.evaluate(`
      [...Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks.values()]
        .some(({ attributes }) => attributes.conversationTransferClaim !== undefined)`)
    expect(claimed).toBe(true)
  }, WAIT_MS_MAX)
  await alice.endButton.click()
  await vi.waitFor(async () => expect(await noticesOf(alice.page)).toContain(enUs.FailedSending), WAIT_MS_MAX)
  expect(await transferred).toMatchObject({ result: 'done', of: 'invite' })
  await bob.desktop.accept()
  await bob.desktop.says('Bob goes on')
  await customer.hears('Bob goes on')
  await alice.page.getByText('No active tasks').waitFor()
})

const INVITES = '/v1/Interactions/:interactionSid/Channels/:channelSid/Invites'

/** From a desktop that the test does not open. */
async function transferAsSupervisor(conversationSid: string, to: string): Promise<unknown> {
  const { workers } = stage.playground.emulator.contactCenter
  const sidOf = (name: string): string => workers.find((worker) => worker.name === name)?.sid ?? ''
  const channel = stage.world.interactions.channels.all().find((row) => row.conversationSid === conversationSid)
  const { token } = (await stage.control('/tokens', { workerSid: sidOf('supervisor') })) as { token: string }
  const body = {
    Token: token,
    interactionSid: channel?.interactionSid,
    channelSid: channel?.sid,
    conversationSid,
    transferId: 'transfer-of-a-supervisor',
    targetType: 'worker',
    targetSid: sidOf(to),
    fromWorkerSid: sidOf('alice'),
  }
  const response = await fetch(`${stage.playground.url}/conversation-transfer/transfer`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}

test("Flex's own menu with Pause and Leave stays, and what it does is guarded", async () => {
  stage.onTab(rememberNotices)
  await stage.control('/features', { id: 'leave-pause-resume-all-digital-channels', enabled: true })
  await stage.configureFlex({
    account_sid: stage.playground.emulator.contactCenter.accountSid,
    agent_conv_end_methods: { enabled: ['Pause', 'Leave'], dateUpdated: '2026-01-01T00:00:00Z' },
  })
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.transferButton.waitFor()
  expect(await alice.endButton.count()).toBe(0)
  await alice.invites('Bob')
  await bob.desktop.accept()
  await alice.peopleTab.click()
  await vi.waitFor(async () => expect(await alice.listed('In this conversation')).toHaveLength(3), WAIT_MS_MAX)
  await alice.page.getByTestId('task-actions-menu-toggle').click()
  await alice.page
    .getByRole('menuitem', { name: 'Pause' })
    .or(alice.page.getByTestId('task-pause-button'))
    .first()
    .click()
  await vi.waitFor(async () => expect(await noticesOf(alice.page)).toContain(enUs.GuardedOthers), WAIT_MS_MAX)
  expect(channelStatuses()).toEqual(['active'])
  await alice.page.getByTestId('end-task-button').click()
  await alice.page.getByText('No active tasks').waitFor()
  expect(channelStatuses()).toEqual(['active'])
  await bob.desktop.says('Bob goes on')
})
