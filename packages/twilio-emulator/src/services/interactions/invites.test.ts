import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import {
  agentOf,
  answerRing,
  invite,
  ring,
  routingFor,
  rowsAt,
  SETTLED_MS,
  startInteraction,
  startWithAgents,
  workerSid,
} from '../../testing/test-interaction.ts'
import { acceptReservation } from '../taskrouter/reservations.ts'

const FLEX = 'flex-api.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'

describe('an invite', () => {
  test('makes a task with the attributes that were sent and those that the platform adds', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const sent = { reason: 'billing', flexInteractionSid: 'KDold', conversations: { conversation_id: 'WT1' } }
    const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites`, {
      form: { Routing: routingFor(emulator, 'bob', sent) },
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      channel_sid: interaction.channelSid,
      interaction_sid: interaction.interactionSid,
      routing: {
        reservation: null,
        properties: {
          assignment_status: 'pending',
          assignmentCounter: 0,
          date_created: emulator.clock.now() / 1000,
          routing_target: workerSid(emulator, 'bob'),
          task_channel_unique_name: 'chat',
          workflow_name: 'Conversation Transfer',
          timeout: 86_400,
        },
      },
    })
    expect(attributesIn(answer.body)).toEqual({
      reason: 'billing',
      conversations: {
        conversation_id: 'WT1',
        media: [{ type: 'ChatTranscript', sid: interaction.conversationSid }],
      },
      flexInteractionSid: interaction.interactionSid,
      flexInteractionChannelSid: interaction.channelSid,
      flexChannelInviteSid: answer.body['sid'],
      conversationSid: interaction.conversationSid,
      channelType: 'sms',
      customerAddress: '+15550000001',
      customerName: '+15550000001',
      customers: { phone: '+15550000001', name: '+15550000001' },
    })
  })

  test('that does not fit into a task is refused, and changes nothing', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites`, {
      form: { Routing: routingFor(emulator, 'bob', { note: 'x'.repeat(4096) }) },
    })
    expect(answer.status).toBe(400)
    expect(emulator.world.interactions.invites.all()).toHaveLength(1)
    expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
  })

  test('says nothing of a customer who is gone', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const [customer] = emulator.world.conversations.participants.all()
    await emulator.delete(
      CONVERSATIONS,
      `/v1/Conversations/${interaction.conversationSid}/Participants/${customer?.sid}`,
    )
    const form = { Routing: routingFor(emulator, 'bob') }
    const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites`, { form })
    expect(attributesIn(answer.body)).not.toHaveProperty('customerAddress')
  })

  test('to a closed channel is refused', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
    const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites`, {
      form: { Routing: routingFor(emulator, 'bob') },
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 45_376 } })
  })

  test('to a closed channel makes a task by which nobody joins, where the switches say so', async () => {
    const assumptions = { inviteToClosedChannel: 'task-only', acceptIntoClosedChannel: 'task-only' } as const
    const emulator = createTestEmulator({ assumptions })
    const interaction = await startWithAgents(emulator, 'alice')
    await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
    const task = await invite(emulator, interaction, 'bob')
    expect((await answerRing(emulator, interaction, task)).status).toBe(200)
    expect(emulator.world.taskrouter.tasks.get(task.taskSid)?.status).toBe('assigned')
    const workers = emulator.world.interactions.participants.all().map(({ routing }) => routing?.workerSid)
    expect(workers).not.toContain(workerSid(emulator, 'bob'))
  })

  test.each([
    [true, 'reserved'],
    [false, 'pending'],
  ])('to a worker who is away rings regardless: %s', async (directInviteIgnoresCapacity, status) => {
    const emulator = createTestEmulator({ assumptions: { directInviteIgnoresCapacity } })
    const interaction = await startWithAgents(emulator, 'alice')
    await sendAway(emulator, 'bob')
    const { taskSid } = await invite(emulator, interaction, 'bob')
    emulator.clock.advanceBy(SETTLED_MS)
    expect(emulator.world.taskrouter.tasks.get(taskSid)?.status).toBe(status)
  })

  test.each([
    ['queue', 'Support'],
    ['workflow', 'Everyone'],
  ] as const)('that names a queue alone goes where the %s says', async (inviteWithQueueAlone, queueName) => {
    const emulator = createTestEmulator({ assumptions: { inviteWithQueueAlone } })
    const interaction = await startWithAgents(emulator, 'alice')
    const { workspaceSid, assignWorkflowSid, queues } = emulator.contactCenter
    const queueSid = (name: string) => queues.find((queue) => queue.name === name)?.sid
    const properties = {
      workspace_sid: workspaceSid,
      workflow_sid: assignWorkflowSid,
      queue_sid: queueSid('Support'),
    }
    const form = { Routing: JSON.stringify({ properties }) }
    await emulator.call(FLEX, `${interaction.channelPath}/Invites`, { form })
    emulator.clock.advanceBy(SETTLED_MS)
    expect(emulator.world.taskrouter.tasks.all().at(-1)?.taskQueueSid).toBe(queueSid(queueName))
  })

  test('shows up in the list a moment later, with the task as it was made', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const { taskSid } = await invite(emulator, interaction, 'bob')
    expect(await listed(emulator, interaction.channelPath)).toHaveLength(1)
    await answerRing(emulator, interaction, { worker: 'bob', taskSid })
    const invites = await listed(emulator, interaction.channelPath)
    expect(invites[1]).toMatchObject({ routing: { properties: { sid: taskSid, assignment_status: 'pending' } } })
  })

  test('shows its task as it is where the switch says so', async () => {
    const emulator = createTestEmulator({ assumptions: { invitesListTask: 'current' } })
    const interaction = await startWithAgents(emulator, 'alice')
    const invites = await listed(emulator, interaction.channelPath)
    expect(invites[0]).toMatchObject({ routing: { properties: { assignment_status: 'assigned' } } })
  })
})

describe('an agent who accepts', () => {
  test('is in the channel and in its conversation', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    expect(emulator.world.taskrouter.tasks.get(interaction.taskSid)?.status).toBe('assigned')
    const participants = await participantsIn(emulator, interaction.channelPath)
    expect(participants.map(({ type }) => type)).toEqual(['customer', 'agent'])
    expect(participants[0]).toMatchObject({
      routing_properties: null,
      media_properties: { messaging_binding: { type: 'sms', address: '+15550000001' } },
    })
    expect(participants[1]).toMatchObject({
      routing_properties: { task_sid: interaction.taskSid, worker_sid: workerSid(emulator, 'alice') },
      media_properties: { identity: 'alice', conversation_sid: interaction.conversationSid },
    })
    const path = `/v1/Conversations/${interaction.conversationSid}/Participants/alice`
    expect((await emulator.call(CONVERSATIONS, path)).status).toBe(200)
  })

  test('is seen a moment later, and the media properties later still', async () => {
    const emulator = createTestEmulator({ assumptions: { interactionsReadLagMs: 200, mediaPropertiesDelayMs: 500 } })
    const interaction = await startInteraction(emulator, 'alice')
    await answerRing(emulator, interaction, { worker: 'alice', taskSid: interaction.taskSid })
    expect(await participantsIn(emulator, interaction.channelPath)).toHaveLength(1)
    emulator.clock.advanceBy(200)
    expect((await participantsIn(emulator, interaction.channelPath))[1]).toMatchObject({ media_properties: null })
    emulator.clock.advanceBy(300)
    expect((await participantsIn(emulator, interaction.channelPath))[1]).toMatchObject({
      media_properties: { identity: 'alice' },
    })
  })

  test('through TaskRouter comes in too, unless the switch says otherwise', async () => {
    for (const joins of [true, false]) {
      const emulator = createTestEmulator({ assumptions: { taskrouterAcceptJoinsChannel: joins } })
      const interaction = await startInteraction(emulator, 'alice')
      acceptReservation(emulator.world, ring(emulator, { worker: 'alice', taskSid: interaction.taskSid }))
      emulator.clock.advanceBy(SETTLED_MS)
      expect(await participantsIn(emulator, interaction.channelPath)).toHaveLength(joins ? 2 : 1)
    }
  })

  test('does not get into a closed conversation: refused by the invite, left outside by TaskRouter', async () => {
    const emulator = createTestEmulator()
    const interaction = await startInteraction(emulator, 'alice')
    const path = `/v1/Conversations/${interaction.conversationSid}`
    await emulator.call(CONVERSATIONS, path, { form: { State: 'closed' } })
    const task = { worker: 'alice', taskSid: interaction.taskSid }
    const answer = await answerRing(emulator, interaction, task)
    expect(answer).toMatchObject({ status: 400, body: { code: 45_376 } })
    const failures: number[] = []
    emulator.world.changes.subscribe((change) => {
      if (change.kind === 'participant.add-failed') failures.push(change.error.code)
    })
    acceptReservation(emulator.world, ring(emulator, task))
    emulator.clock.advanceBy(SETTLED_MS)
    expect(failures).toEqual([45_376])
    expect(emulator.world.taskrouter.tasks.get(task.taskSid)?.status).toBe('assigned')
    expect(await participantsIn(emulator, interaction.channelPath)).toHaveLength(1)
  })

  test('a second time shares the one place in the conversation', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice', 'alice')
    const agents = emulator.world.interactions.participants.all().filter(({ type }) => type === 'agent')
    expect(agents).toHaveLength(2)
    expect(new Set(agents.map((agent) => agent.conversationParticipantSid)).size).toBe(1)
    const [, second] = interaction.tasks
    await emulator.call(FLEX, `${interaction.channelPath}/Participants/${agentOf(emulator, second ?? '')}`, {
      form: { Status: 'closed' },
    })
    const path = `/v1/Conversations/${interaction.conversationSid}/Participants/alice`
    expect((await emulator.call(CONVERSATIONS, path)).status).toBe(404)
  })

  test('a second time fails to join where the switch says so', async () => {
    const emulator = createTestEmulator({ assumptions: { sameWorkerTwice: 'join-fails' } })
    await startWithAgents(emulator, 'alice', 'alice')
    expect(emulator.world.interactions.participants.all().filter(({ type }) => type === 'agent')).toHaveLength(1)
  })

  test('for somebody else is refused', async () => {
    const emulator = createTestEmulator()
    const interaction = await startInteraction(emulator, 'alice')
    const reservation = ring(emulator, { worker: 'alice', taskSid: interaction.taskSid })
    const bobs = await invite(emulator, interaction, 'bob')
    const [inviteSid] = emulator.world.interactions.inviteIndex.sids(bobs.taskSid)
    const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites/${inviteSid}`, {
      json: { action: 'accept', routing: { type: 'taskrouter', reservation: { sid: reservation.sid } } },
    })
    expect(answer.status).toBe(400)
    expect(emulator.world.taskrouter.reservations.get(reservation.sid)?.status).toBe('pending')
  })
})

test('an agent who joins wakes a channel that was left, unless the switch says otherwise', async () => {
  for (const joinWakesChannel of [true, false]) {
    const emulator = createTestEmulator({ assumptions: { joinWakesChannel } })
    const interaction = await startWithAgents(emulator, 'alice')
    const form = { Status: 'inactive', Routing: '{"status":"closed"}' }
    await emulator.call(FLEX, interaction.channelPath, { form })
    await answerRing(emulator, interaction, await invite(emulator, interaction, 'bob'))
    expect(emulator.world.interactions.channels.get(interaction.channelSid)?.status).toBe(
      joinWakesChannel ? 'active' : 'inactive',
    )
  }
})

test('an invite’s own conversation_id is overwritten where the switch says so', async () => {
  const emulator = createTestEmulator({ assumptions: { inviteKeepsConversationId: false } })
  const interaction = await startWithAgents(emulator, 'alice')
  const answer = await emulator.call(FLEX, `${interaction.channelPath}/Invites`, {
    form: { Routing: routingFor(emulator, 'bob', { conversations: { conversation_id: 'WT1', extra: 1 } }) },
  })
  expect(attributesIn(answer.body)).toMatchObject({
    conversations: { conversation_id: interaction.interactionSid, extra: 1 },
  })
})

test('a created invite is answered with the status of the switch', async () => {
  const emulator = createTestEmulator({ assumptions: { inviteCreatedStatus: 201 } })
  const interaction = await startWithAgents(emulator, 'alice')
  const form = { Routing: routingFor(emulator, 'bob') }
  expect((await emulator.call(FLEX, `${interaction.channelPath}/Invites`, { form })).status).toBe(201)
})

test('a declined invite to one worker is canceled, and the conversation stays as it was', async () => {
  const emulator = createTestEmulator()
  const interaction = await startInteraction(emulator, 'alice')
  await answerRing(emulator, interaction, { worker: 'alice', taskSid: interaction.taskSid, action: 'decline' })
  expect(emulator.world.taskrouter.tasks.get(interaction.taskSid)?.status).toBe('canceled')
  const path = `/v1/Conversations/${interaction.conversationSid}`
  expect((await emulator.call(CONVERSATIONS, path)).body).toMatchObject({ state: 'active' })
})

async function sendAway(emulator: TestEmulator, worker: string): Promise<void> {
  const { workspaceSid, activities } = emulator.contactCenter
  const form = { ActivitySid: activities.find(({ name }) => name === 'Offline')?.sid ?? '' }
  const path = `/v1/Workspaces/${workspaceSid}/Workers/${workerSid(emulator, worker)}`
  await emulator.call('taskrouter.twilio.com', path, { form })
}

async function participantsIn(emulator: TestEmulator, channelPath: string) {
  return rowsAt(await emulator.call(FLEX, `${channelPath}/Participants`), 'participants')
}

async function listed(emulator: TestEmulator, channelPath: string) {
  return rowsAt(await emulator.call(FLEX, `${channelPath}/Invites`), 'invites')
}

function attributesIn(body: Readonly<Record<string, unknown>>): unknown {
  const text = JSON.stringify(body)
  const [, encoded] = /"attributes":("(?:[^"\\]|\\.)*")/.exec(text) ?? []
  return JSON.parse(String(JSON.parse(encoded ?? '"{}"')))
}
