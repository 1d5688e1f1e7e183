import { expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { textAt } from '../testing/test-interaction.ts'
import { createWebhookReceiver } from '../testing/webhook-receiver.ts'

const HOST = 'taskrouter.twilio.com'

function workspacePath({ contactCenter }: TestEmulator): string {
  return `/v1/Workspaces/${contactCenter.workspaceSid}`
}

async function createTask(emulator: TestEmulator): Promise<string> {
  const form = {
    WorkflowSid: emulator.contactCenter.assignWorkflowSid,
    Attributes: '{"from":"+1"}',
    TaskChannel: 'chat',
  }
  return textAt(await emulator.call(HOST, `${workspacePath(emulator)}/Tasks`, { form }), 'sid')
}

test('the workspace is told of its events in their order, each with the sid that the event log gives it', async () => {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  await emulator.call(HOST, workspacePath(emulator), { form: { EventCallbackUrl: 'https://example.com/events' } })
  const taskSid = await createTask(emulator)
  expect(receiver.requests).toHaveLength(0)
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  const types = receiver.received().map(({ EventType }) => EventType)
  expect(types).toEqual([
    'workspace.updated',
    'task.created',
    'workflow.entered',
    'workflow.target-matched',
    'task-queue.entered',
    'reservation.created',
  ])
  const created = receiver.received()[1]
  expect(created).toMatchObject({
    AccountSid: emulator.contactCenter.accountSid,
    WorkspaceSid: emulator.contactCenter.workspaceSid,
    ResourceType: 'task',
    ResourceSid: taskSid,
    TaskSid: taskSid,
    TaskAttributes: '{"from":"+1"}',
    TaskAssignmentStatus: 'pending',
    TaskChannelUniqueName: 'chat',
    WorkflowName: 'Assign to Anyone',
    Timestamp: String(Date.UTC(2026, 0, 31, 9, 30) / 1000),
    TimestampMs: String(Date.UTC(2026, 0, 31, 9, 30)),
  })
  const events = await emulator.call(HOST, `${workspacePath(emulator)}/Events/${created?.['Sid']}`)
  expect(events.body).toMatchObject({ event_type: 'task.created', resource_sid: taskSid })
})

test('a filter lets only the events through that it names', async () => {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  const form = { EventCallbackUrl: 'https://example.com/events', EventsFilter: 'task.created, task.canceled' }
  await emulator.call(HOST, workspacePath(emulator), { form })
  const taskSid = await createTask(emulator)
  const cancel = { AssignmentStatus: 'canceled', Reason: 'changed their mind' }
  await emulator.call(HOST, `${workspacePath(emulator)}/Tasks/${taskSid}`, { form: cancel })
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  expect(receiver.received()).toMatchObject([
    { EventType: 'task.created' },
    { EventType: 'task.canceled', TaskCanceledReason: 'changed their mind' },
  ])
})
