import { eventually } from '@conversation-transfer/demo'
import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import { addConversation, conversation } from './conversation-scene.ts'
import {
  addAnsweredChat,
  addChat,
  agentIsGone,
  agentOf,
  attributesOf,
  channelOf,
  invite,
  routingTo,
} from './interaction-scene.ts'
import { refusal } from './refusal.ts'
import type { Scene } from './scene.ts'
import { accept, addWorker, ringing, taskBecomes, taskSatisfies } from './taskrouter-scene.ts'

const INTERACTIONS = 'https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions'
const CHANNELS = 'https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource'
const INVITES = 'https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource'
const API = 'https://www.twilio.com/docs/flex/developer/conversations/interactions-api'
const JOINING = 'https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks'
const PARK = 'https://www.twilio.com/docs/flex/developer/conversations/park-an-interaction'
const BEST_PRACTICES = 'https://www.twilio.com/docs/flex/developer/conversations/best-practices'

test(
  'a customer’s interaction makes an active channel and a pending task',
  behaviour({ source: INTERACTIONS }, async (scene) => {
    const { interactionSid, channelSid, channel, taskSid } = await addChat(scene)
    expect(interactionSid).toMatch(/^KD/)
    expect(channelSid).toMatch(/^UO/)
    const active = await eventually('the channel is active', async () => {
      const now = await channel.fetch()
      return now.status === 'active' ? now : undefined
    })
    expect(active).toMatchObject({ type: 'web', interactionSid })
    expect((await ringing(scene, taskSid)).taskSid).toBe(taskSid)
  }),
)

test(
  'the first task carries what was sent and what the platform adds',
  behaviour({ source: PARK }, async (scene) => {
    const { interactionSid, channelSid, conversationSid, taskSid } = await addChat(scene, {
      language: 'en',
      order: { number: 7, items: ['lamp'] },
    })
    const attributes = await attributesOf(scene, taskSid)
    expect(attributes).toMatchObject({
      language: 'en',
      order: { number: 7, items: ['lamp'] },
      flexInteractionSid: interactionSid,
      flexInteractionChannelSid: channelSid,
      conversationSid,
      channelType: 'web',
      flexChannelInviteSid: expect.stringMatching(/^KG/),
    })
    expect(attributes['conversations']).toMatchObject({ media: [{ type: 'ChatTranscript', sid: conversationSid }] })
  }),
)

test(
  'a customer’s interaction must name its conversation',
  behaviour({ source: INTERACTIONS }, async (scene) => {
    const { workflowSid } = await addChat(scene)
    const create = scene.subject.twilio.flexApi.v1.interaction.create({
      channel: { type: 'web', initiated_by: 'customer' },
      routing: routingTo(scene, workflowSid, {}),
    })
    expect((await refusal(create)).status).toBe(400)
  }),
)

test(
  'an agent who accepts is in the channel and in the conversation',
  behaviour({ source: JOINING }, async (scene) => {
    const chat = await addChat(scene)
    const reservation = await ringing(scene, chat.taskSid)
    await accept(scene, reservation)
    const agent = await agentOf(chat, chat.worker.sid)
    expect(agent.type).toBe('agent')
    expect(agent.routingProperties).toEqual({
      task_sid: chat.taskSid,
      worker_sid: chat.worker.sid,
      reservation_sid: reservation.sid,
    })
    await eventually('the agent is in the conversation', async () => {
      const participants = await conversation(scene, chat.conversationSid).participants.list()
      return participants.find(({ identity }) => identity === chat.worker.identity)
    })
  }),
)

test(
  'the customer is a participant without routing',
  behaviour({ source: API }, async (scene) => {
    const { channel, channelSid, interactionSid } = await addChat(scene)
    const [customer, ...others] = await eventually('the customer is listed', async () => {
      const participants = await channel.participants.list()
      return participants.length > 0 ? participants : undefined
    })
    expect(others).toEqual([])
    expect(customer).toMatchObject({ type: 'customer', routingProperties: null, channelSid, interactionSid })
    expect(customer?.sid).toMatch(/^UT/)
  }),
)

test(
  'an invite is a new task that carries what was sent, and nothing of the first',
  behaviour({ source: INVITES }, async (scene) => {
    const chat = await addChat(scene, { onlyInFirst: true })
    const { sid, taskSid } = await invite(scene, chat, { transferTargetType: 'queue', note: 'speaks French' })
    expect(sid).toMatch(/^KG/)
    expect(taskSid).not.toBe(chat.taskSid)
    const attributes = await attributesOf(scene, taskSid)
    expect(attributes).toMatchObject({
      transferTargetType: 'queue',
      note: 'speaks French',
      flexInteractionSid: chat.interactionSid,
      flexInteractionChannelSid: chat.channelSid,
      flexChannelInviteSid: sid,
      conversationSid: chat.conversationSid,
    })
    expect(attributes).not.toHaveProperty('onlyInFirst')
  }),
)

test(
  'invites are listed',
  behaviour({ source: INVITES }, async (scene) => {
    const chat = await addChat(scene)
    const { sid } = await invite(scene, chat, {})
    const listed = await eventually('the invite is listed', async () => {
      const invites = await chat.channel.invites.list()
      return invites.find((row) => row.sid === sid)
    })
    expect(listed).toMatchObject({ channelSid: chat.channelSid, interactionSid: chat.interactionSid })
  }),
)

test(
  'who accepts an invite is in the channel beside the first agent',
  behaviour({ source: JOINING }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    const second = await addWorker(scene, 'second')
    const { taskSid } = await invite(scene, chat, {})
    const reservation = await ringing(scene, taskSid)
    expect(reservation.workerSid).toBe(second.sid)
    await accept(scene, reservation)
    await agentOf(chat, second.sid)
    const participants = await chat.channel.participants.list()
    expect(participants.map(({ type }) => type).sort()).toEqual(['agent', 'agent', 'customer'])
  }),
)

test(
  'closing an agent’s participant completes the task and leaves the rest as it is',
  behaviour({ source: PARK }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    await chat.channel.participants(chat.participantSid).update({ status: 'closed' })
    await taskBecomes(scene, chat.taskSid, 'completed')
    await agentIsGone(chat, chat.worker.sid)
    expect((await chat.channel.fetch()).status).toBe('active')
    const talk = conversation(scene, chat.conversationSid)
    expect((await talk.fetch()).state).toBe('active')
    await eventually('the agent is out of the conversation', async () => {
      const identities = (await talk.participants.list()).map(({ identity }) => identity)
      return identities.includes(chat.worker.identity) ? undefined : true
    })
    expect((await talk.participants.list()).map(({ identity }) => identity)).toEqual([scene.identity('customer')])
  }),
)

test(
  'closing one of two agents’ participants leaves the other inside',
  behaviour({ source: PARK }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    const second = await addWorker(scene, 'second')
    const { taskSid } = await invite(scene, chat, {})
    await accept(scene, await ringing(scene, taskSid))
    await agentOf(chat, second.sid)
    await chat.channel.participants(chat.participantSid).update({ status: 'closed' })
    await taskBecomes(scene, chat.taskSid, 'completed')
    await agentIsGone(chat, chat.worker.sid)
    expect((await scene.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe('assigned')
    await agentOf(chat, second.sid)
  }),
)

test(
  'wrapping up an agent’s participant takes the task to wrapping',
  behaviour({ source: API }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    await chat.channel.participants(chat.participantSid).update({ status: 'wrapup' })
    await taskBecomes(scene, chat.taskSid, 'wrapping')
    expect((await chat.channel.fetch()).status).toBe('active')
  }),
)

test(
  'closing the channel takes its tasks to wrapping and closes the conversation',
  behaviour({ source: CHANNELS }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    expect((await chat.channel.update({ status: 'closed' })).status).toBe('closed')
    await taskBecomes(scene, chat.taskSid, 'wrapping')
    await conversationBecomesClosed(scene, chat.conversationSid)
  }),
)

test(
  'closing the channel with routing closed completes its tasks',
  behaviour({ source: CHANNELS }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    await chat.channel.update({ status: 'closed', routing: { status: 'closed' } })
    await taskBecomes(scene, chat.taskSid, 'completed')
    expect((await chat.channel.fetch()).status).toBe('closed')
  }),
)

test(
  'a channel becomes inactive only with routing closed, which completes its tasks',
  behaviour({ source: CHANNELS }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    expect((await refusal(chat.channel.update({ status: 'inactive' }))).status).toBe(400)
    expect((await scene.workspace.tasks(chat.taskSid).fetch()).assignmentStatus).toBe('assigned')
    await chat.channel.update({ status: 'inactive', routing: { status: 'closed' } })
    await taskBecomes(scene, chat.taskSid, 'completed')
    expect((await chat.channel.fetch()).status).toBe('inactive')
  }),
)

test(
  'nobody is invited to a closed channel',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/45376' }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    await chat.channel.update({ status: 'closed', routing: { status: 'closed' } })
    const { status } = await refusal(invite(scene, chat, {}))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }),
)

test(
  'an invite to a worker who declines is canceled, and the conversation goes on',
  behaviour({ source: BEST_PRACTICES }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    const { sid: workerSid } = await addWorker(scene, 'second')
    const { taskSid } = await invite(scene, chat, {}, { worker_sid: workerSid, queue_sid: chat.queueSid })
    const reservation = await ringing(scene, taskSid)
    expect(reservation.workerSid).toBe(workerSid)
    await scene.workspace.tasks(taskSid).reservations(reservation.sid).update({ reservationStatus: 'rejected' })
    await taskBecomes(scene, taskSid, 'canceled')
    expect((await conversation(scene, chat.conversationSid).fetch()).state).toBe('active')
    expect((await chat.channel.fetch()).status).toBe('active')
  }),
)

test(
  'an invite task that was canceled leaves the channel and its agent as they are',
  behaviour({ source: 'https://www.twilio.com/docs/taskrouter/lifecycle-task-state' }, async (scene) => {
    const chat = await addAnsweredChat(scene)
    const { taskSid } = await invite(scene, chat, {})
    await taskSatisfies(scene, taskSid, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    await scene.workspace.tasks(taskSid).update({ assignmentStatus: 'canceled', reason: 'taken back' })
    expect((await chat.channel.fetch()).status).toBe('active')
    await agentOf(chat, chat.worker.sid)
    expect((await scene.workspace.tasks(chat.taskSid).fetch()).assignmentStatus).toBe('assigned')
  }),
)

test(
  'an invite whose attributes are too long is refused',
  behaviour({ source: 'https://www.twilio.com/docs/taskrouter/limits' }, async (scene) => {
    const chat = await addChat(scene)
    const { status } = await refusal(invite(scene, chat, { note: 'x'.repeat(4096) }))
    expect(status).toBe(400)
  }),
)

test(
  'a channel does not become what there is not',
  behaviour({ source: CHANNELS }, async (scene) => {
    const { interactionSid, channelSid } = await addChat(scene)
    const { statusCode } = await scene.subject.twilio.request({
      method: 'post',
      uri: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`,
      data: { Status: 'sleeping' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(statusCode).toBe(400)
  }),
)

test(
  'an interaction has one channel',
  behaviour({ source: CHANNELS }, async (scene) => {
    const { interactionSid, channelSid } = await addChat(scene)
    const channels = await scene.subject.twilio.flexApi.v1.interaction(interactionSid).channels.list()
    expect(channels.map(({ sid }) => sid)).toEqual([channelSid])
  }),
)

test(
  'an interaction, channel or participant that there is not is answered with 404',
  behaviour({ source: API }, async (scene) => {
    const { interactionSid, channel } = await addChat(scene)
    const none = '0'.repeat(32)
    const { interaction } = scene.subject.twilio.flexApi.v1
    expect((await refusal(interaction(`KD${none}`).fetch())).status).toBe(404)
    expect((await refusal(channelOf(scene, interactionSid, `UO${none}`).fetch())).status).toBe(404)
    expect((await refusal(channel.participants(`UT${none}`).update({ status: 'closed' }))).status).toBe(404)
  }),
)

test(
  'no interaction is made for a conversation that is closed',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/45354' }, async (scene) => {
    const { workflowSid } = await addChat(scene)
    const sid = await addConversation(scene)
    await conversation(scene, sid).participants.create({ identity: scene.identity('other') })
    await conversation(scene, sid).update({ state: 'closed' })
    const create = scene.subject.twilio.flexApi.v1.interaction.create({
      channel: { type: 'web', initiated_by: 'customer', properties: { media_channel_sid: sid } },
      routing: routingTo(scene, workflowSid, {}),
    })
    expect((await refusal(create)).status).toBe(400)
  }),
)

async function conversationBecomesClosed(scene: Scene, sid: string): Promise<void> {
  await eventually('the conversation is closed', async () => {
    const { state } = await conversation(scene, sid).fetch()
    return state === 'closed' ? true : undefined
  })
}
