import { describe, expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

describe('the workspace', () => {
  test('is the only one, and says where workers go', async () => {
    const client = createTaskrouterClient()
    const { body } = await client.emulator.call('taskrouter.twilio.com', '/v1/Workspaces')
    expect(body['workspaces']).toEqual([(await client.get('')).body])
    expect((await client.get('')).body).toMatchObject({
      sid: client.emulator.contactCenter.workspaceSid,
      default_activity_name: 'Offline',
      timeout_activity_name: 'Offline',
      multi_task_enabled: true,
    })
  })

  test('sends those who do not answer where it is told to', async () => {
    const client = createTaskrouterClient()
    await client.post('', { TimeoutActivitySid: client.activitySid('Break') })
    await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    client.emulator.clock.advanceBy(120_000)
    expect((await client.get(`/Workers/${client.workerSid('alice')}`)).body['activity_name']).toBe('Break')
    expect((await client.post('', { TimeoutActivitySid: 'WA0' })).status).toBe(400)
  })
})

describe('an activity', () => {
  test('is created, listed, renamed and deleted', async () => {
    const client = createTaskrouterClient()
    const { body } = await client.post('/Activities', { FriendlyName: 'Training', Available: 'false' })
    const path = `/Activities/${String(body['sid'])}`
    const unavailable = await client.list('/Activities?Available=false')
    expect(unavailable.map((row) => row['friendly_name'])).toEqual(['Offline', 'Unavailable', 'Break', 'Training'])
    expect((await client.post(path, { FriendlyName: 'Course' })).body['friendly_name']).toBe('Course')
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  test('stays as available as it was made, without a word', async () => {
    const client = createTaskrouterClient()
    const answer = await client.post(`/Activities/${client.activitySid('Break')}`, { Available: 'true' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ available: false })
  })

  test('is not deleted while somebody needs it', async () => {
    const client = createTaskrouterClient()
    for (const name of ['Offline', 'Available']) {
      expect((await client.delete(`/Activities/${client.activitySid(name)}`)).status).toBe(400)
    }
  })

  test('has a name of its own', async () => {
    expect((await createTaskrouterClient().post('/Activities', { FriendlyName: 'Break' })).status).toBe(400)
  })
})

describe('a task channel', () => {
  test('comes to every worker, and goes from every worker', async () => {
    const client = createTaskrouterClient()
    const channels = `/Workers/${client.workerSid('alice')}/Channels`
    await client.post('/TaskChannels', { UniqueName: 'fax', FriendlyName: 'Fax' })
    expect((await client.get(`${channels}/fax`)).body).toMatchObject({ configured_capacity: 1, available: true })
    expect((await client.post('/TaskChannels/fax', { FriendlyName: 'Telefax' })).body['friendly_name']).toBe('Telefax')
    expect((await client.delete('/TaskChannels/fax')).status).toBe(204)
    expect((await client.get(`${channels}/fax`)).status).toBe(404)
    expect(await client.list(channels)).toHaveLength(4)
  })

  test('is found by its sid and its unique name', async () => {
    const client = createTaskrouterClient()
    const { body } = await client.get('/TaskChannels/chat')
    expect((await client.get(`/TaskChannels/${String(body['sid'])}`)).body).toEqual(body)
    expect((await client.post('/TaskChannels', { UniqueName: 'chat', FriendlyName: 'x' })).status).toBe(400)
  })

  test('is not deleted while there are tasks of it', async () => {
    const client = createTaskrouterClient()
    await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid, TaskChannel: 'sms' })
    expect((await client.delete('/TaskChannels/sms')).status).toBe(400)
    expect((await client.delete('/TaskChannels/default')).status).toBe(400)
  })
})
