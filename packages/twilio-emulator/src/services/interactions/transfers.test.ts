import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import {
  agentOf,
  answerRing,
  asWorker,
  startWithAgents,
  textAt,
  workerSid,
  type TestInteraction,
} from '../../testing/test-interaction.ts'

const FLEX = 'flex-api.twilio.com'

describe('a native transfer to an agent', () => {
  test('gives the target a task like the sender’s, and releases the sender when it is accepted', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const { transferSid, taskSid } = await transfer(emulator, interaction, workerSid(emulator, 'bob'))
    expect(emulator.world.taskrouter.tasks.get(interaction.taskSid)?.status).toBe('assigned')
    await answerRing(emulator, interaction, { worker: 'bob', taskSid })
    expect(statuses(emulator, [interaction.taskSid, taskSid])).toEqual(['wrapping', 'assigned'])
    expect(emulator.world.interactions.transfers.get(transferSid)?.status).toBe('completed')
    expect(identities(emulator)).toEqual(['bob'])
  })

  test('goes on through the workflow when the target declines, and fails when that ends too', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const { transferSid, taskSid } = await transfer(emulator, interaction, workerSid(emulator, 'bob'))
    await answerRing(emulator, interaction, { worker: 'bob', taskSid, action: 'decline' })
    const again = emulator.world.interactions.invites.all().at(-1)
    expect(again?.workerSid).toBeUndefined()
    expect(emulator.world.interactions.transfers.get(transferSid)?.status).toBe('active')
    const path = `/v1/Workspaces/${emulator.contactCenter.workspaceSid}/Tasks/${again?.taskSid}`
    await emulator.call('taskrouter.twilio.com', path, { form: { AssignmentStatus: 'canceled', Reason: 'test' } })
    expect(emulator.world.interactions.transfers.get(transferSid)?.status).toBe('failed')
    expect(emulator.world.taskrouter.tasks.get(interaction.taskSid)?.status).toBe('assigned')
  })

  test('fails when the target declines and the workflow is gone by then', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const { transferSid, taskSid } = await transfer(emulator, interaction, workerSid(emulator, 'bob'))
    emulator.world.taskrouter.workflows.delete(emulator.contactCenter.workflowSid)
    const answer = await answerRing(emulator, interaction, { worker: 'bob', taskSid, action: 'decline' })
    expect(answer.status).toBe(200)
    expect(emulator.world.interactions.transfers.get(transferSid)?.status).toBe('failed')
  })

  test('that is warm is answered with what is missing', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const json = { type: 'warm', from: agentOf(emulator, interaction.taskSid), to: workerSid(emulator, 'bob') }
    expect((await emulator.call(FLEX, `${interaction.channelPath}/Transfers`, { json })).status).toBe(501)
  })

  test('names an agent of the channel and somebody to hand over to', async () => {
    const emulator = createTestEmulator()
    const interaction = await startWithAgents(emulator, 'alice')
    const from = agentOf(emulator, interaction.taskSid)
    for (const json of [
      { from: 'UTother', to: 'WKx' },
      { from, to: 'KD1' },
      { from },
      { from, to: 'WKx', type: 'odd' },
    ]) {
      const answer = await emulator.call(FLEX, `${interaction.channelPath}/Transfers`, { json })
      expect(answer.status).toBe(400)
    }
    expect(emulator.world.interactions.transfers.all()).toHaveLength(0)
  })
})

test('the list of transfers that the Flex UI reads is a bare array', async () => {
  const emulator = createTestEmulator()
  const interaction = await startWithAgents(emulator, 'alice')
  const { transferSid } = await transfer(emulator, interaction, emulator.contactCenter.queues[0]?.sid ?? '')
  const url = `http://emulator/__twilio/${FLEX}${instancePath(emulator, interaction)}`
  const response = await emulator.fetch(new Request(url, { headers: asWorker(emulator, 'alice') }))
  expect(await response.json()).toMatchObject([{ sid: transferSid, type: 'cold', status: 'active' }])
})

async function transfer(emulator: TestEmulator, interaction: TestInteraction, to: string) {
  const answer = await emulator.call(FLEX, instancePath(emulator, interaction), {
    json: { noteSid: null, type: 'cold', from: agentOf(emulator, interaction.taskSid), to },
    headers: asWorker(emulator, 'alice'),
  })
  expect(answer.status).toBe(201)
  return {
    transferSid: textAt(answer, 'sid'),
    taskSid: emulator.world.interactions.invites.all().at(-1)?.taskSid ?? '',
  }
}

function instancePath(emulator: TestEmulator, { channelPath }: TestInteraction): string {
  return `${channelPath.replace('/v1/', `/v1/Instances/${emulator.contactCenter.flexInstanceSid}/`)}/Transfers`
}

function statuses(emulator: TestEmulator, tasks: readonly string[]) {
  return tasks.map((sid) => emulator.world.taskrouter.tasks.get(sid)?.status)
}

function identities(emulator: TestEmulator) {
  const rows = emulator.world.conversations.participants.all()
  return rows.map(({ identity }) => identity).filter((identity) => identity !== undefined)
}
