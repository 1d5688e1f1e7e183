import { CHANNELS } from '@conversation-transfer/playground/testing/customer.ts'
import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { describe, expect, test, vi } from 'vitest'
import { aliceHasAccepted } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

const inviteTasks = () =>
  stage.world.taskrouter.tasks.all().filter(({ attributes }) => attributes.includes('"conversationTransfer":'))

describe.each(CHANNELS)('on %s', (channel) => {
  test('an agent hands a conversation over, with a reason and a note, and the next one goes on', async () => {
    const { alice, bob, customer } = await aliceHasAccepted(stage, channel)
    await alice.transfersTo('Bob', { reason: 'Billing', note: 'Wants to know why the bill is so high.' })
    await alice.page.getByText('No active tasks').waitFor()

    await bob.desktop.rings()
    await bob.opensRinging()
    await bob.card.waitFor()
    expect(await bob.card.innerText()).toMatch(/Alice transferred it to Bob[^]*Billing[^]*Wants to know why/)
    await bob.desktop.accept()
    await bob.desktop.sees('I want to buy something')
    await bob.card.getByText('Wants to know why the bill is so high.').waitFor()
    await bob.desktop.says('This is Bob')
    await customer.hears('This is Bob')
    expect(await bob.desktop.participants()).toEqual([`customer ${customer.author}`, 'agent bob'])
  })
})

test('who cannot be chosen is shown with the reason, and queues with who is there', async () => {
  const { alice } = await aliceHasAccepted(stage)
  await alice.transferButton.click()
  await alice.target('Bob').waitFor()
  expect(await alice.target('Alice').getAttribute('aria-disabled')).toBe('true')
  expect(await alice.target('Alice').innerText()).toContain('already in this conversation')
  expect(await alice.target('Carol').innerText()).toContain('not available')
  expect(await alice.target('Everyone').innerText()).toContain('available, 0 waiting')
  // A person presses it all the same.
  await alice.target('Carol').click({ force: true })
  expect(await alice.page.getByTestId('conversation-transfer-transfer').count()).toBe(0)
  await alice.page.getByLabel('Search by name').fill('bo')
  await alice.target('Carol').waitFor({ state: 'detached' })
  expect(await alice.target('Bob').count()).toBe(1)
  // Flex's own tabs for agents, queues and the dialpad.
  expect(await alice.page.getByTestId(/^TransferCatalogue-\w+Tab$/).count()).toBe(0)
})

test('a queue is chosen, and somebody of it who is not inside is asked', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.transfersTo('Everyone')
  await bob.desktop.accept()
  await alice.page.getByText('No active tasks').waitFor()
  expect(await bob.desktop.participants()).toContain('agent bob')
})

test('pressing twice makes one transfer', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  await alice.choose('Bob')
  await alice.page.getByTestId('conversation-transfer-transfer').dblclick()
  await bob.desktop.rings()
  await alice.page.getByText('No active tasks').waitFor()
  expect(inviteTasks()).toHaveLength(1)
})

test('an answer that is lost on its way does not make a second transfer', async () => {
  const { alice, bob } = await aliceHasAccepted(stage)
  stage.faults.expect(/net::ERR_/)
  let answers = 0
  await alice.page.route('**/conversation-transfer/transfer', async (route) => {
    await route.fetch()
    answers += 1
    await (answers === 1 ? route.abort() : route.fulfill({ response: await route.fetch() }))
  })
  await alice.transfersTo('Bob')
  await bob.desktop.rings()
  await alice.page.getByText('No active tasks').waitFor()
  expect(inviteTasks()).toHaveLength(1)
})

test('what the server refuses is said in words, and the conversation stays as it is', async () => {
  const { alice } = await aliceHasAccepted(stage)
  await alice.choose('Bob')
  await stage.onlyAvailable('alice')
  stage.faults.expect(/status of 409/)
  await alice.page.getByTestId('conversation-transfer-transfer').click()
  await vi.waitFor(
    async () => expect(await alice.page.getByText('is not available').count()).toBeGreaterThan(0),
    WAIT_MS_MAX,
  )
  expect(inviteTasks()).toEqual([])
  expect(await alice.endButton.innerText()).toBe('End')
})
