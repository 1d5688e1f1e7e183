import { describe, expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { startInteraction, startWithAgents } from '../testing/test-interaction.ts'

const HOST = 'taskrouter.twilio.com'

/** All but what tells one world from another. */
async function snapshot(emulator: TestEmulator): Promise<string> {
  const { generation: _generation, digest: _digest, ...rest } = (await control(emulator, 'GET /snapshot')).body
  return JSON.stringify(rest)
}

describe('a reset', () => {
  test('brings back the account as it was freshly seeded, sid by sid', async () => {
    const emulator = createTestEmulator()
    const before = await snapshot(emulator)
    await startInteraction(emulator, 'alice')
    await control(emulator, 'POST /assumptions', { routingDelayMs: 0 })
    await control(emulator, 'POST /faults', { kind: 'status', status: 500, match: '/v1/Nothing' })
    expect(await snapshot(emulator)).not.toBe(before)
    expect((await control(emulator, 'POST /reset')).body).toEqual({ ...emulator.contactCenter })
    expect(await snapshot(emulator)).toBe(before)
    expect((await control(emulator, 'GET /faults')).body).toEqual({ faults: [] })
    expect((await control(emulator, 'GET /calls')).body).toEqual({ calls: [] })
  })

  test('takes what the old account still had in mind along with it', async () => {
    const emulator = createTestEmulator()
    const form = { WorkflowSid: emulator.contactCenter.assignWorkflowSid, Timeout: '60' }
    const path = `/v1/Workspaces/${emulator.contactCenter.workspaceSid}/Tasks`
    const old = await emulator.call(HOST, path, { form })
    await control(emulator, 'POST /reset')
    // The same script gives the same sid: the old task's end, a minute after it was made, must not be the new one's.
    const fresh = await emulator.call(HOST, path, { form: { ...form, Timeout: '3600' } })
    expect(fresh.body['sid']).toBe(old.body['sid'])
    emulator.clock.advanceBy(90_000)
    expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
    expect(emulator.world.taskrouter.tasks.all()[0]?.status).not.toBe('canceled')
  })

  test('leaves an account that works: invites are routed, and agents join', async () => {
    const emulator = createTestEmulator()
    await startWithAgents(emulator, 'alice', 'bob')
    await control(emulator, 'POST /reset')
    const { channelSid } = await startWithAgents(emulator, 'alice', 'bob')
    expect(emulator.world.interactions.channels.get(channelSid)?.status).toBe('active')
  })
})

describe('a contact center that is described', () => {
  const DESCRIPTION = {
    queues: [{ name: 'All' }, { name: 'Spanish', skill: 'es' }, { name: 'Vip', targetWorkers: 'vip == true' }],
    workers: [
      { name: 'ana', skills: ['es'], capacity: 5, attributes: { vip: true } },
      { name: 'ben', activity: 'Break' },
    ],
    workflows: [
      { name: 'By language', configuration: { task_routing: { filters: [], default_filter: { queue: 'Spanish' } } } },
    ],
  }

  test('takes the place of the one that is there, and stays through a reset', async () => {
    const emulator = createTestEmulator()
    const seeded = await control(emulator, 'POST /seed', DESCRIPTION)
    expect(seeded).toMatchObject({
      status: 200,
      body: { workers: [{ name: 'ana' }, { name: 'ben' }], queues: [{ name: 'All' }, { name: 'Spanish' }, {}] },
    })
    const { workflows, taskQueues, workerChannels } = emulator.world.taskrouter
    const spanish = taskQueues.all().find(({ friendlyName }) => friendlyName === 'Spanish')
    const byLanguage = workflows.all().find(({ friendlyName }) => friendlyName === 'By language')
    expect(byLanguage?.configuration).toContain(String(spanish?.sid))
    expect(workerChannels.all().map(({ configuredCapacity }) => configuredCapacity)).toContain(5)
    expect((await control(emulator, 'POST /reset')).body).toEqual(seeded.body)
    expect((await control(emulator, 'GET /account')).body).toEqual(seeded.body)
  })

  test('that is wrong changes nothing, and the answer says where', async () => {
    const emulator = createTestEmulator()
    const before = await snapshot(emulator)
    const wrong: [body: unknown, sentence: RegExp][] = [
      [{ workers: [] }, /queues/],
      [{ ...DESCRIPTION, workers: [{ name: 'ana', capacity: -1 }] }, /workers\[0\]\.capacity/],
      [{ ...DESCRIPTION, workers: [{ name: 'a b' }] }, /workers\[0\]\.name/],
      [{ ...DESCRIPTION, workers: [{ name: 'ana', activity: 'Lunch' }] }, /Worker ana: there is no activity 'Lunch'/],
      [{ ...DESCRIPTION, workers: [{ name: 'ana' }, { name: 'ana' }] }, /Worker ana: .*already exists/],
      [{ ...DESCRIPTION, queues: [{ name: 'Odd', targetWorkers: 'this is (no expression' }] }, /Queue Odd: /],
    ]
    for (const [body, sentence] of wrong) {
      const answer = await control(emulator, 'POST /seed', body)
      expect(answer.status).toBe(400)
      expect(answer.body['message']).toMatch(sentence)
    }
    expect(await snapshot(emulator)).toBe(before)
  })
})
