import { expect, test } from 'vitest'
import { createTestEmulator } from '../testing/test-client.ts'
import { agentOf, asWorker, startWithAgents, textAt } from '../testing/test-interaction.ts'
import { createWebhookReceiver } from '../testing/webhook-receiver.ts'

const HOST = 'flex-api.twilio.com'

test('a registered webhook is told who joined and left, and that the channel is closed', async () => {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  const form = {
    WebhookUrl: 'https://example.com/interactions',
    WebhookMethod: 'POST',
    WebhookEvents: ['onChannelCreated', 'onChannelStatusUpdated', 'onParticipantJoined', 'onParticipantLeft'],
  }
  await emulator.call(HOST, `/v1/Instances/${emulator.contactCenter.flexInstanceSid}/InteractionWebhooks`, { form })
  const interaction = await startWithAgents(emulator, 'alice')
  const participantSid = agentOf(emulator, interaction.taskSid)
  await emulator.call(HOST, `${interaction.channelPath}/Participants/${participantSid}`, { form: { Status: 'closed' } })
  await emulator.call(HOST, interaction.channelPath, { form: { Status: 'closed' } })
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  const media = { MediaChannelSid: interaction.conversationSid, MediaChannelType: 'sms' }
  expect(receiver.received()).toMatchObject([
    { EventType: 'onChannelCreated', ChannelSid: interaction.channelSid, ...media },
    { EventType: 'onParticipantJoined', ParticipantType: 'customer', ...media },
    { EventType: 'onParticipantJoined', ParticipantType: 'agent', TaskSid: interaction.taskSid },
    { EventType: 'onParticipantLeft', ParticipantSid: participantSid, TaskSid: interaction.taskSid },
    { EventType: 'onChannelStatusUpdated', ChannelStatus: 'closed', InteractionSid: interaction.interactionSid },
  ])
})

test('a webhook of type interaction is told of the interactions that name it, and of no other', async () => {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  const form = {
    WebhookUrl: 'https://example.com/own',
    Type: 'interaction',
    WebhookEvents: 'onChannelStatusUpdated',
  }
  const path = `/v1/Instances/${emulator.contactCenter.flexInstanceSid}/InteractionWebhooks`
  const ttid = textAt(await emulator.call(HOST, path, { form }), 'ttid')
  const { interactionSid, channelPath } = await startWithAgents(emulator, 'alice')
  for (const name of [undefined, ttid]) {
    const naming = name === undefined ? {} : { WebhookTtid: name }
    const named = await emulator.call(HOST, `/v1/Interactions/${interactionSid}`, { form: naming })
    expect(named.body).toMatchObject({ webhook_ttid: name ?? null })
    await emulator.call(HOST, channelPath, { json: { status: 'pause' }, headers: asWorker(emulator, 'alice') })
    emulator.clock.advanceBy(1000)
    await receiver.settled()
    expect(receiver.received()).toHaveLength(name === undefined ? 0 : 1)
  }
})
