import { expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

test('a workflow is created, found by its name, updated and deleted', async () => {
  const client = createTaskrouterClient()
  const sid = await client.createWorkflow({ filters: [], default_filter: { queue: client.queueSid('Sales') } })
  const path = `/Workflows/${sid}`
  expect((await client.get(path)).body).toMatchObject({
    friendly_name: 'Workflow 0',
    task_reservation_timeout: 120,
    document_content_type: 'application/json',
    assignment_callback_url: null,
  })
  await client.post(path, { FriendlyName: 'Mine', TaskReservationTimeout: '30' })
  const [found] = await client.list('/Workflows?FriendlyName=Mine')
  expect(found).toMatchObject({ sid, task_reservation_timeout: 30 })
  expect((await client.delete(path)).status).toBe(204)
  expect((await client.get(path)).status).toBe(404)
})

test('a workflow in which tasks wait is not deleted', async () => {
  const client = createTaskrouterClient()
  const { assignWorkflowSid } = client.emulator.contactCenter
  await client.createTask({ WorkflowSid: assignWorkflowSid })
  expect((await client.delete(`/Workflows/${assignWorkflowSid}`)).status).toBe(400)
})

test.each([
  ['a configuration that is not JSON', { Configuration: 'hello' }],
  ['a filter without targets', { Configuration: '{"task_routing":{"filters":[{"expression":"1==1","targets":[]}]}}' }],
  ['a reservation timeout of more than a day', { TaskReservationTimeout: '86401' }],
  ['the name of another', { FriendlyName: 'Assign to Anyone' }],
])('a workflow is refused with %s', async (_, form) => {
  const client = createTaskrouterClient()
  const answer = await client.post('/Workflows', {
    FriendlyName: 'Mine',
    Configuration: '{"task_routing":{"filters":[]}}',
    ...form,
  })
  expect(answer.status).toBe(400)
  expect(answer.body['code']).toBe(20001)
})
