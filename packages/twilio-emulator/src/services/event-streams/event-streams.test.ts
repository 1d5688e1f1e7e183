import { describe, expect, test } from 'vitest'
import { startSdkEmulator } from '../../testing/sdk-emulator.ts'

const TASK_CREATED = 'com.twilio.taskrouter.task.created'
const WEBHOOK = { destination: 'https://example.com/events', method: 'POST' }

const failureOf = (pending: Promise<unknown>): Promise<unknown> =>
  pending.then(
    () => undefined,
    (error: unknown) => error,
  )

async function start() {
  const sdk = await startSdkEmulator()
  const { v1 } = sdk.client.events
  const sink = await v1.sinks.create({ description: 'Ours', sinkConfiguration: WEBHOOK, sinkType: 'webhook' })
  return { ...sdk, v1, sink }
}

describe('a sink', () => {
  test('is active at once, described anew, found by its use, and goes when no subscription has it', async () => {
    const { v1, sink } = await start()
    expect(sink).toMatchObject({ status: 'active', sinkType: 'webhook', sinkConfiguration: WEBHOOK })
    expect((await v1.sinks(sink.sid).sinkValidate.create({ testId: 'x' })).result).toBe('valid')
    expect((await v1.sinks(sink.sid).update({ description: 'Other' })).description).toBe('Other')
    expect(await v1.sinks.list({ inUse: true })).toEqual([])
    const subscription = await v1.subscriptions.create({
      description: 'x',
      sinkSid: sink.sid,
      types: [{ type: TASK_CREATED }],
    })
    expect(await v1.sinks.list({ inUse: true })).toHaveLength(1)
    expect(await failureOf(v1.sinks(sink.sid).remove())).toMatchObject({ status: 400, code: 91_007 })
    await v1.subscriptions(subscription.sid).remove()
    await v1.sinks(sink.sid).remove()
    expect(await failureOf(v1.sinks(sink.sid).fetch())).toMatchObject({ status: 404, code: 20404 })
  })

  test('that is a webhook needs an address and a method', async () => {
    const { v1 } = await start()
    for (const sinkConfiguration of [{}, { ...WEBHOOK, destination: 'events' }, { ...WEBHOOK, method: 'PUT' }]) {
      const pending = v1.sinks.create({ description: 'x', sinkConfiguration, sinkType: 'webhook' })
      expect(await failureOf(pending)).toMatchObject({ status: 400, code: 20001 })
    }
    const sinkConfiguration = { arn: 'a', role_arn: 'b', external_id: 'c' }
    expect((await v1.sinks.create({ description: 'x', sinkConfiguration, sinkType: 'kinesis' })).status).toBe('active')
  })
})

describe('a subscription', () => {
  test('has event types, each once, with the newest schema unless another is named', async () => {
    const { v1, sink } = await start()
    const types = [{ type: TASK_CREATED }, { type: 'com.twilio.conversations.message.added', schema_version: 1 }]
    const { sid } = await v1.subscriptions.create({ description: 'x', sinkSid: sink.sid, types })
    const { subscribedEvents } = v1.subscriptions(sid)
    const listed = async () => (await subscribedEvents.list()).map(({ type, schemaVersion }) => [type, schemaVersion])
    expect(await listed()).toEqual([
      [TASK_CREATED, 4],
      ['com.twilio.conversations.message.added', 1],
    ])
    await subscribedEvents.create({ type: 'com.twilio.taskrouter.task.canceled' })
    await v1.subscriptions(sid).subscribedEvents(TASK_CREATED).update({ schemaVersion: 3 })
    await v1.subscriptions(sid).subscribedEvents('com.twilio.conversations.message.added').remove()
    expect(await listed()).toEqual([
      ['com.twilio.taskrouter.task.canceled', 4],
      [TASK_CREATED, 3],
    ])
    expect((await v1.subscriptions(sid).subscribedEvents(TASK_CREATED).fetch()).schemaVersion).toBe(3)
    expect((await v1.subscriptions(sid).update({ description: 'y' })).description).toBe('y')
    expect(await v1.subscriptions.list({ sinkSid: sink.sid })).toHaveLength(1)
    expect(await v1.subscriptions.list({ sinkSid: 'DG0' })).toEqual([])
  })

  test.each([
    ['of a type twice', { types: [{ type: TASK_CREATED }, { type: TASK_CREATED }] }, 91_101],
    ['without a description', { description: '' }, 91_101],
    ['of nothing', { types: [] }, 91_101],
    ['of a type that there is not', { types: [{ type: 'com.twilio.flex.interaction.created' }] }, 20_001],
    ['of a schema that there is not', { types: [{ type: TASK_CREATED, schema_version: 9 }] }, 20_001],
    ['for a sink that there is not', { sinkSid: `DG${'0'.repeat(32)}` }, 20_001],
  ])('%s is refused', async (_what, fields, code) => {
    const { v1, sink } = await start()
    const good = { description: 'x', sinkSid: sink.sid, types: [{ type: TASK_CREATED }] }
    expect(await failureOf(v1.subscriptions.create({ ...good, ...fields }))).toMatchObject({ status: 400, code })
  })
})

test('types and schemas are listed, page by page', async () => {
  const { v1 } = await start()
  const types = await v1.eventTypes.list({ pageSize: 7 })
  expect(types.length).toBeGreaterThan(45)
  expect(new Set(types.map(({ type }) => type)).size).toBe(types.length)
  expect(await v1.eventTypes.list({ schemaId: 'Conversations.MessageAdded' })).toMatchObject([
    { type: 'com.twilio.conversations.message.added', status: 'available' },
  ])
  expect((await v1.eventTypes(TASK_CREATED).fetch()).schemaId).toBe('TaskRouter.WDSEvent')
  expect((await v1.schemas('TaskRouter.WDSEvent').fetch()).latestVersion).toBe(4)
  expect(await v1.schemas('TaskRouter.WDSEvent').versions.list()).toHaveLength(4)
  expect((await v1.schemas('TaskRouter.WDSEvent').versions(2).fetch()).schemaVersion).toBe(2)
  expect(await failureOf(v1.schemas('Nothing.Known').fetch())).toMatchObject({ status: 404 })
})
