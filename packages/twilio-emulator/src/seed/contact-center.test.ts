import { expect, test } from 'vitest'
import { createTaskrouterClient } from '../testing/taskrouter-client.ts'

test('a fresh account has the contact center that its description names', async () => {
  const client = createTaskrouterClient()
  const { contactCenter } = client.emulator
  const workers = await client.list('/Workers')
  expect(workers.map((row) => [row['sid'], row['friendly_name']])).toEqual(
    contactCenter.workers.map(({ sid, name }) => [sid, name]),
  )
  const queues = await client.list('/TaskQueues')
  expect(queues.map((row) => [row['sid'], row['friendly_name']])).toEqual(
    contactCenter.queues.map(({ sid, name }) => [sid, name]),
  )
  const activities = await client.list('/Activities')
  expect(activities.map((row) => row['sid'])).toEqual(contactCenter.activities.map(({ sid }) => sid))
  const workflows = await client.list('/Workflows')
  expect(workflows.map((row) => [row['sid'], row['friendly_name']])).toEqual([
    [contactCenter.assignWorkflowSid, 'Assign to Anyone'],
    [contactCenter.workflowSid, 'Conversation Transfer'],
  ])
})

test('its workers have the attributes that Flex gives them, and room for three chats', async () => {
  const client = createTaskrouterClient()
  const { body } = await client.get(`/Workers/${client.workerSid('alice')}`)
  expect(JSON.parse(String(body['attributes']))).toEqual({
    contact_uri: 'client:alice',
    full_name: 'Alice',
    email: 'alice@example.com',
    roles: ['agent'],
    routing: { skills: ['sales', 'support'], levels: {} },
  })
  const channel = await client.get(`/Workers/${client.workerSid('alice')}/Channels/chat`)
  expect(channel.body).toMatchObject({ configured_capacity: 3 })
})

test('the same seed gives the same sids', () => {
  const [first, second] = [createTaskrouterClient(), createTaskrouterClient()]
  expect(first.emulator.contactCenter).toEqual(second.emulator.contactCenter)
})
