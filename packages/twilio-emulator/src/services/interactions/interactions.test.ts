import { describe, expect, test } from 'vitest'
import { createTestEmulator } from '../../testing/test-client.ts'
import {
  asWorker,
  routingFor,
  rowsAt,
  SETTLED_MS,
  startConversation,
  startInteraction,
  startWithAgents,
  textAt,
  workerSid,
} from '../../testing/test-interaction.ts'

const FLEX = 'flex-api.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'

describe('an interaction that the customer began', () => {
  test('answers with the shape that Twilio documents, and is found again', async () => {
    const emulator = createTestEmulator()
    const { interactionSid, channelSid, channelPath } = await startInteraction(emulator, 'alice')
    const answer = await emulator.call(FLEX, `/v1/Interactions/${interactionSid}`)
    expect(answer.body).toMatchObject({
      sid: interactionSid,
      channel: { type: 'sms', sid: channelSid },
      routing: { reservation: null, properties: { assignment_status: 'pending', addons: '{}' } },
      interaction_context_sid: null,
      webhook_ttid: null,
      links: { channels: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels` },
    })
    expect(JSON.stringify(answer.body)).toContain(String.raw`\"direction\":\"inbound\"`)
    const channels = rowsAt(await emulator.call(FLEX, `/v1/Interactions/${interactionSid}/Channels`), 'channels')
    expect(channels).toMatchObject([
      { sid: channelSid, status: 'active', url: `https://flex-api.twilio.com${channelPath}` },
    ])
  })

  test('needs a conversation that is open, has somebody in it and is of no other channel', async () => {
    const emulator = createTestEmulator()
    const { conversationSid } = await startInteraction(emulator, 'alice')
    const empty = await emulator.call(CONVERSATIONS, '/v1/Conversations', { form: {} })
    const closed = await startConversation(emulator, '+15550000002')
    await emulator.call(CONVERSATIONS, `/v1/Conversations/${closed}`, { form: { State: 'closed' } })
    const codes = []
    for (const sid of [conversationSid, textAt(empty, 'sid'), closed, undefined]) {
      const channel = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: sid } }
      const form = { Channel: JSON.stringify(channel), Routing: routingFor(emulator, 'alice') }
      codes.push((await emulator.call(FLEX, '/v1/Interactions', { form })).body['code'])
    }
    expect(codes).toEqual([45_353, 45_355, 45_354, 20_001])
    expect(emulator.world.interactions.channels.all()).toHaveLength(1)
  })
})

test('an interaction that the API begins makes its own conversation, and leaves none if the task is refused', async () => {
  const emulator = createTestEmulator()
  const channel = {
    type: 'sms',
    initiated_by: 'api',
    participants: [{ address: '+15550000003', proxy_address: '+15550009999' }],
  }
  const refused = { Channel: JSON.stringify(channel), Routing: routingFor(emulator, 'alice', { x: 'x'.repeat(4096) }) }
  expect((await emulator.call(FLEX, '/v1/Interactions', { form: refused })).status).toBe(400)
  expect(emulator.world.conversations.conversations.all()).toHaveLength(0)
  const form = { Channel: JSON.stringify(channel), Routing: routingFor(emulator, 'alice') }
  expect((await emulator.call(FLEX, '/v1/Interactions', { form })).status).toBe(200)
  expect(emulator.world.conversations.participants.all()).toMatchObject([{ messagingBinding: { type: 'sms' } }])
})

test('an interaction that an agent begins is outbound, and must name the agent and a queue', async () => {
  const emulator = createTestEmulator()
  const channel = {
    type: 'sms',
    initiated_by: 'agent',
    participants: [{ address: '+15550000003', proxy_address: '+15550009999' }],
  }
  const { workspaceSid, workflowSid, queues } = emulator.contactCenter
  const properties = { workspace_sid: workspaceSid, workflow_sid: workflowSid, task_channel_unique_name: 'chat' }
  const call = (routing: object) =>
    emulator.call(FLEX, '/v1/Interactions', {
      form: { Channel: JSON.stringify(channel), Routing: JSON.stringify(routing) },
    })
  expect((await call({ properties })).status).toBe(400)
  const worker_sid = workerSid(emulator, 'alice')
  const answer = await call({ properties: { ...properties, worker_sid, queue_sid: queues[0]?.sid } })
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).toContain(String.raw`\"direction\":\"outbound\"`)
})

test('an interaction for a channel that there is already is answered with what is missing', async () => {
  const emulator = createTestEmulator()
  const { channelSid } = await startWithAgents(emulator, 'alice')
  const form = { Channel: JSON.stringify({ sid: channelSid, type: 'sms', initiated_by: 'api' }), Routing: '{}' }
  expect((await emulator.call(FLEX, '/v1/Interactions', { form })).status).toBe(501)
})

test('routing must name the account’s workspace, a workflow and a task channel that exist', async () => {
  const emulator = createTestEmulator()
  const { channelPath } = await startInteraction(emulator, 'alice')
  const { workspaceSid, workflowSid } = emulator.contactCenter
  for (const properties of [
    {},
    { workspace_sid: 'WSother', workflow_sid: workflowSid },
    { workspace_sid: workspaceSid },
    { workspace_sid: workspaceSid, workflow_sid: 'WWnone' },
    { workspace_sid: workspaceSid, workflow_sid: workflowSid, task_channel_unique_name: 'smoke signals' },
    { workspace_sid: workspaceSid, workflow_sid: workflowSid, worker_sid: 'WKnone' },
    { workspace_sid: workspaceSid, workflow_sid: workflowSid, attributes: '{"text":"and not an object"}' },
  ]) {
    const answer = await emulator.call(FLEX, `${channelPath}/Invites`, {
      form: { Routing: JSON.stringify({ properties }) },
    })
    expect(answer.status).toBe(400)
  }
  expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
})

test('only others than agents are added as participants directly', async () => {
  const emulator = createTestEmulator()
  const { channelPath } = await startWithAgents(emulator, 'alice')
  const media = JSON.stringify({ identity: 'expert' })
  const agent = await emulator.call(FLEX, `${channelPath}/Participants`, {
    form: { Type: 'agent', MediaProperties: media },
  })
  expect(agent.body).toMatchObject({ code: 45_307 })
  await emulator.call(FLEX, `${channelPath}/Participants`, { form: { Type: 'external', MediaProperties: media } })
  emulator.clock.advanceBy(SETTLED_MS)
  const list = await emulator.call(FLEX, `${channelPath}/Participants`)
  expect(list.body).toMatchObject({ channel_type: 'sms', meta: { key: 'participants' } })
  expect(rowsAt(list, 'participants')[2]).toMatchObject({ type: 'external', media_properties: { identity: 'expert' } })
})

test('media properties can be kept from the account, and are always there for the Flex UI', async () => {
  const emulator = createTestEmulator({ assumptions: { mediaPropertiesForAccount: false } })
  const { channelPath } = await startWithAgents(emulator, 'alice')
  const [forAccount] = rowsAt(await emulator.call(FLEX, `${channelPath}/Participants`), 'participants')
  expect(forAccount).not.toHaveProperty('media_properties')
  const headers = asWorker(emulator, 'alice')
  const [forAgent] = rowsAt(await emulator.call(FLEX, `${channelPath}/Participants`, { headers }), 'participants')
  expect(forAgent).toHaveProperty('media_properties.sid')
})

test('paused channels are listed for the Flex UI', async () => {
  const emulator = createTestEmulator()
  const { channelPath, channelSid } = await startWithAgents(emulator, 'alice')
  const headers = asWorker(emulator, 'alice')
  await emulator.call(FLEX, channelPath, { json: { status: 'pause', routing: { status: 'wrapup' } }, headers })
  const list = await emulator.call(FLEX, '/v1/Channels?status=pause', { headers })
  expect(rowsAt(list, 'content')).toMatchObject([{ sid: channelSid, status: 'pause' }])
})

test('interaction webhooks are registered, changed and removed', async () => {
  const emulator = createTestEmulator()
  const path = `/v1/Instances/${emulator.contactCenter.flexInstanceSid}/InteractionWebhooks`
  const form = { WebhookUrl: 'https://example.com/hook', WebhookEvents: ['onParticipantLeft', 'onChannelCreated'] }
  const made = await emulator.call(FLEX, path, { form })
  expect(made.body).toMatchObject({ type: 'global', webhook_events: form.WebhookEvents })
  const ttid = textAt(made, 'ttid')
  expect(
    (await emulator.call(FLEX, `${path}/${ttid}`, { form: { Filters: 'onParticipantJoined' } })).body,
  ).toMatchObject({
    webhook_url: form.WebhookUrl,
    webhook_events: ['onParticipantJoined'],
  })
  expect((await emulator.call(FLEX, path, { form: { ...form, WebhookEvents: 'onInvite' } })).status).toBe(400)
  expect((await emulator.delete(FLEX, `${path}/${ttid}`)).status).toBe(204)
  expect((await emulator.call(FLEX, `${path}/${ttid}`)).status).toBe(404)
})
