import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { arrive, type Customer } from './testing/customer.ts'
import type { Desktop } from './testing/desktop.ts'
import { Stage } from './testing/stage.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const file = join(import.meta.dirname, 'testing/sample-plugin.js')
const stage = Stage.forThisFile({ plugins: [{ name: 'sample', version: '1.0.0', file }] })

test('an agent logs in, goes on a break and comes back, and a plugin is there', async () => {
  const alice = await stage.desktop('alice')
  await alice.page.getByText('The sample plugin is here').waitFor()
  for (const activity of ['Break', 'Available']) {
    await alice.goTo(activity)
    await vi.waitFor(() => expect(stage.activityOf('alice')).toBe(activity), WAIT_MS_MAX)
  }
})

test('what one agent declines rings at the other', async () => {
  const alice = await stage.desktop('alice')
  const bob = await stage.desktop('bob')
  await stage.onlyAvailable('alice', 'bob')
  const customer = await arrive(stage, 'SMS')
  await customer.writes('Hello')
  await alice.rings()
  await alice.decline()
  await bob.rings()
  await alice.page.getByText('Incoming SMS request').waitFor({ state: 'detached' })
  const statuses = stage.world.taskrouter.reservations.all().map(({ status }) => status)
  expect(statuses).toEqual(['rejected', 'pending'])
})

test('two agents are in one conversation until one is taken out, who learns nothing more', async () => {
  const { alice, bob, customer } = await conversationOfTwo()
  await customer.writes('Hello to both')
  for (const desktop of [alice, bob]) await desktop.sees('Hello to both')
  await bob.says('Bob here')
  await alice.sees('Bob here')
  await alice.says('And Alice')
  await bob.sees('And Alice')
  for (const body of ['Bob here', 'And Alice']) await customer.hears(body)
  const everybody = [`customer ${customer.author}`, 'agent alice', 'agent bob']
  // Who they are stands in the list only a moment after they have joined (IN-32).
  const complete = async (desktop: Desktop): Promise<void> => expect(await desktop.participants()).toEqual(everybody)
  for (const desktop of [alice, bob]) await vi.waitFor(() => complete(desktop), WAIT_MS_MAX)

  const members = `/v1/Conversations/${customer.conversationSid()}/Participants`
  await stage.deleteRest('conversations.twilio.com', `${members}/${memberSid(customer, 'alice')}`)
  await customer.writes('Is she gone?')
  await bob.sees('Is she gone?')
  // Had she been told of the message, it would have come before the answer that her client gets on the same socket.
  expect(await alice.reads(customer.conversationSid())).toMatch(/Forbidden|not a member|Not Found/i)
  expect(await alice.page.getByText('Is she gone?').count()).toBe(0)
})

test('an agent hands a conversation over with the Flex UI’s own transfer', async () => {
  await stage.control('/features', { id: 'new-transfer-experience', enabled: true })
  const alice = await stage.desktop('alice')
  const bob = await stage.desktop('bob')
  await stage.onlyAvailable('alice', 'bob')
  const customer = await arrive(stage, 'webchat')
  await customer.writes('I want to buy something')
  await alice.accept()
  await alice.transferTo('Bob')
  await bob.accept()
  await bob.sees('I want to buy something')
  await alice.page.getByRole('button', { name: 'Complete' }).waitFor()
  await alice.complete()
  await bob.says('Bob here')
  await customer.hears('Bob here')
  const left = [`customer ${customer.author}`, 'agent bob']
  await vi.waitFor(async () => expect(await bob.participants()).toEqual(left), WAIT_MS_MAX)
})

interface Scene {
  readonly alice: Desktop
  readonly bob: Desktop
  readonly customer: Customer
}

/** A customer by SMS; Alice has answered, and Bob has followed an invite. */
async function conversationOfTwo(): Promise<Scene> {
  const alice = await stage.desktop('alice')
  const bob = await stage.desktop('bob')
  await stage.onlyAvailable('alice', 'bob')
  const customer = await arrive(stage, 'SMS')
  await customer.writes('Hello')
  await alice.accept()
  await stage.invite(customer.conversationSid(), 'bob')
  await bob.accept()
  return { alice, bob, customer }
}

function memberSid(customer: Customer, identity: string): string {
  const members = stage.world.conversations.participants.all()
  const member = members.find((row) => row.conversationSid === customer.conversationSid() && row.identity === identity)
  return member?.sid ?? ''
}
