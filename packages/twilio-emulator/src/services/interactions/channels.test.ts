import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { agentOf, asWorker, invite, startWithAgents, type TestInteraction } from '../../testing/test-interaction.ts'
import { completeTask } from '../taskrouter/tasks.ts'

const FLEX = 'flex-api.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'
const DAY_MS = 24 * 60 * 60 * 1000

describe('a closed participant', () => {
  test('is out of conversation and channel with the task completed, and both go on', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice', 'bob')
    const answer = await setParticipant(emulator, interaction, 0, 'closed')
    expect(answer.status).toBe(200)
    expect(taskStatuses(emulator, interaction)).toEqual(['completed', 'assigned'])
    expect(identities(emulator, interaction)).toEqual(['bob'])
    expect(channelStatus(emulator, interaction)).toBe('active')
    expect(conversationState(emulator, interaction)).toBe('active')
  })

  test('leaves channel and conversation open even if nobody else is there', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await setParticipant(emulator, interaction, 0, 'closed')
    expect(channelStatus(emulator, interaction)).toBe('active')
    expect(conversationState(emulator, interaction)).toBe('active')
  })

  test('is not found when it is closed again, unless the switch says otherwise', async () => {
    for (const closedTwice of ['refused', 'accepted'] as const) {
      const emulator = createTestEmulator({ assumptions: { closedTwice } })
      const interaction = await startWithAgents(emulator, 'alice')
      await setParticipant(emulator, interaction, 0, 'closed')
      const again = await setParticipant(emulator, interaction, 0, 'closed')
      expect(again.status).toBe(closedTwice === 'refused' ? 404 : 200)
    }
  })

  test('may ask to close a channel that is closed already', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
    const path = `${interaction.channelPath}/Participants/${agentOf(emulator, interaction.taskSid)}`
    const json = { status: 'closed', closeChannelIfLastParticipant: true }
    const answer = await emulator.call(FLEX, path, { json, headers: asWorker(emulator, 'alice') })
    expect(answer.status).toBe(200)
    expect(taskStatuses(emulator, interaction)).toEqual(['completed'])
  })

  test('closes an empty channel if the Flex UI asks for that', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await emulator.call(FLEX, `${interaction.channelPath}/Participants/${agentOf(emulator, interaction.taskSid)}`, {
      json: { status: 'closed', closeChannelIfLastParticipant: true },
      headers: asWorker(emulator, 'alice'),
    })
    expect(channelStatus(emulator, interaction)).toBe('closed')
  })
})

describe('a participant in wrap-up', () => {
  test('has left the conversation and is still listed, and closing it completes the task', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await setParticipant(emulator, interaction, 0, 'wrapup')
    expect(taskStatuses(emulator, interaction)).toEqual(['wrapping'])
    expect(identities(emulator, interaction)).toEqual([])
    expect(emulator.world.interactions.participants.all()).toHaveLength(2)
    await setParticipant(emulator, interaction, 0, 'closed')
    expect(taskStatuses(emulator, interaction)).toEqual(['completed'])
    expect(emulator.world.interactions.participants.all()).toHaveLength(1)
  })

  test('stays in the conversation where the switch says so', async () => {
    const emulator = createTestEmulator({ assumptions: { wrapupLeavesConversation: false } })
    const interaction = await startWithAgents(emulator, 'alice')
    await setParticipant(emulator, interaction, 0, 'wrapup')
    expect(identities(emulator, interaction)).toEqual(['alice'])
  })
})

describe('a closed channel', () => {
  test('puts all tasks into wrapping and closes the conversation', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice', 'bob')
    const answer = await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
    expect(answer.body).toMatchObject({ status: 'closed', error_code: 0 })
    expect(taskStatuses(emulator, interaction)).toEqual(['wrapping', 'wrapping'])
    expect(conversationState(emulator, interaction)).toBe('closed')
  })

  test('completes all tasks with routing closed, if the account asks', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice', 'bob')
    await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed', Routing: '{"status":"closed"}' } })
    expect(taskStatuses(emulator, interaction)).toEqual(['completed', 'completed'])
  })

  test('completes only the own task with routing closed, if an agent asks and the switch says so', async () => {
    for (const agentCloseCompletes of ['own', 'all'] as const) {
      const emulator = createTestEmulator({ assumptions: { agentCloseCompletes } })
      const interaction = await startWithAgents(emulator, 'alice', 'bob')
      await emulator.call(FLEX, interaction.channelPath, {
        json: { status: 'closed', routing: { status: 'closed' } },
        headers: asWorker(emulator, 'alice'),
      })
      const others = agentCloseCompletes === 'own' ? 'wrapping' : 'completed'
      expect(taskStatuses(emulator, interaction)).toEqual(['completed', others])
    }
  })

  test('lets an agent end the wrap-up by closing it once more', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
    const answer = await emulator.call(FLEX, interaction.channelPath, {
      json: { status: 'closed', routing: { status: 'closed' } },
      headers: asWorker(emulator, 'alice'),
    })
    expect(answer.status).toBe(200)
    expect(taskStatuses(emulator, interaction)).toEqual(['completed'])
  })

  test('refuses to be closed again with nothing left to do, unless the switch says otherwise', async () => {
    for (const closedTwice of ['refused', 'accepted'] as const) {
      const emulator = createTestEmulator({ assumptions: { closedTwice } })
      const interaction = await startWithAgents(emulator, 'alice')
      await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
      const again = await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
      expect(again.status).toBe(closedTwice === 'refused' ? 409 : 200)
    }
  })

  test('closes its conversation, unless the switch says otherwise', async () => {
    for (const channelCloseClosesConversation of [true, false]) {
      const emulator = createTestEmulator({ assumptions: { channelCloseClosesConversation } })
      const interaction = await startWithAgents(emulator, 'alice')
      await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
      expect(channelStatus(emulator, interaction)).toBe('closed')
      expect(conversationState(emulator, interaction)).toBe(channelCloseClosesConversation ? 'closed' : 'active')
    }
  })

  test('leaves the invites that wait alone, unless the switch says otherwise', async () => {
    for (const channelCloseCancelsInvites of [false, true]) {
      const emulator = createTestEmulator({ assumptions: { channelCloseCancelsInvites } })
      const interaction = await startWithAgents(emulator, 'alice')
      const { taskSid } = await invite(emulator, interaction, 'bob')
      await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'closed' } })
      const { status } = emulator.world.taskrouter.tasks.get(taskSid) ?? {}
      expect(status).toBe(channelCloseCancelsInvites ? 'canceled' : 'pending')
    }
  })
})

describe('a status', () => {
  test('must be there, and must be one that the caller may set', async () => {
    const emulator = createTestEmulator()
    const { channelPath } = await startWithAgents(emulator, 'alice')
    expect(await emulator.call(FLEX, channelPath, { form: {} })).toMatchObject({ status: 400, body: { code: 45_358 } })
    const pause = await emulator.call(FLEX, channelPath, { form: { Status: 'pause' } })
    expect(pause).toMatchObject({ status: 400, body: { code: 45_359 } })
    const headers = asWorker(emulator, 'alice')
    const paused = await emulator.call(FLEX, channelPath, { json: { status: 'pause' }, headers })
    expect(paused.body).toMatchObject({ status: 'pause', error_code: 0 })
    expect((await emulator.call(FLEX, channelPath, { json: { status: 'active' }, headers })).body).toMatchObject({
      status: 'active',
    })
  })

  test('inactive needs routing closed; then all agents are out and the conversation stays open', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice', 'bob')
    expect((await emulator.call(FLEX, interaction.channelPath, { form: { Status: 'inactive' } })).status).toBe(400)
    const form = { Status: 'inactive', Routing: '{"status":"closed"}' }
    expect((await emulator.call(FLEX, interaction.channelPath, { form })).body).toMatchObject({ status: 'inactive' })
    expect(taskStatuses(emulator, interaction)).toEqual(['completed', 'completed'])
    expect(identities(emulator, interaction)).toEqual([])
    expect(conversationState(emulator, interaction)).toBe('active')
  })
})

test('an agent whose task is completed through TaskRouter stays in the channel, unless the switch says otherwise', async () => {
  for (const completedTaskLeavesChannel of [false, true]) {
    const emulator = createTestEmulator({ assumptions: { completedTaskLeavesChannel } })
    const interaction = await startWithAgents(emulator, 'alice')
    const task = emulator.world.taskrouter.tasks.get(interaction.taskSid)
    if (task !== undefined) completeTask(emulator.world, task)
    expect(identities(emulator, interaction)).toEqual(completedTaskLeavesChannel ? [] : ['alice'])
  }
})

test('a customer who is taken out of the conversation stays in the channel, unless the switch says otherwise', async () => {
  for (const removedParticipantLeavesChannel of [false, true]) {
    const emulator = createTestEmulator({ assumptions: { removedParticipantLeavesChannel } })
    const { conversationSid } = await startWithAgents(emulator, 'alice')
    const [customer] = emulator.world.conversations.participants.all()
    await emulator.delete(CONVERSATIONS, `/v1/Conversations/${conversationSid}/Participants/${customer?.sid}`)
    const types = emulator.world.interactions.participants.all().map(({ type }) => type)
    expect(types).toEqual(removedParticipantLeavesChannel ? ['agent'] : ['customer', 'agent'])
  }
})

test('a channel is gone after 180 days without a change of its own, whatever the conversation does', async () => {
  const emulator = createTestEmulator()
  const { channelPath, conversationSid } = await startWithAgents(emulator, 'alice')
  emulator.clock.advanceBy(179 * DAY_MS)
  await emulator.call(CONVERSATIONS, `/v1/Conversations/${conversationSid}/Messages`, {
    form: { Author: 'alice', Body: 'Still here' },
  })
  expect((await emulator.call(FLEX, channelPath)).status).toBe(200)
  emulator.clock.advanceBy(DAY_MS)
  expect((await emulator.call(FLEX, channelPath)).status).toBe(404)
})

async function setParticipant(
  emulator: TestEmulator,
  interaction: TestInteraction & { readonly tasks: readonly string[] },
  agent: number,
  Status: string,
) {
  const sid = agentOf(emulator, interaction.tasks[agent] ?? '')
  return emulator.call(FLEX, `${interaction.channelPath}/Participants/${sid}`, { form: { Status } })
}

function taskStatuses(emulator: TestEmulator, { tasks }: { readonly tasks: readonly string[] }) {
  return tasks.map((sid) => emulator.world.taskrouter.tasks.get(sid)?.status)
}

function identities(emulator: TestEmulator, { conversationSid }: TestInteraction) {
  const inside = emulator.world.conversations.participants.all()
  return inside
    .filter((row) => row.conversationSid === conversationSid && row.identity !== undefined)
    .map(({ identity }) => identity)
}

function channelStatus(emulator: TestEmulator, { channelSid }: TestInteraction) {
  return emulator.world.interactions.channels.get(channelSid)?.status
}

function conversationState(emulator: TestEmulator, { conversationSid }: TestInteraction) {
  return emulator.world.conversations.conversations.get(conversationSid)?.state
}
