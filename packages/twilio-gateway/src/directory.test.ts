import { expect, test } from 'vitest'
import { chatScene, workerNamed, type ChatScene } from './testing/chat-scene.ts'

const targets = async (scene: ChatScene, search: string) => scene.gateway.listTargets(search, await scene.observe())

test('queues and agents are listed, those who can be chosen first, each with what speaks against it', async () => {
  const scene = await chatScene()
  const listed = await targets(scene, '')
  expect(listed.map(({ name, refusal }) => [name, refusal?.code])).toEqual([
    ['Everyone', undefined],
    ['Sales', undefined],
    ['Support', undefined],
    ['Bob', undefined],
    ['Carol', undefined],
    ['Dave', undefined],
    ['Alice', 'target_inside'],
    ['Supervisor', 'target_worker_unavailable'],
  ])
  expect(listed[3]).toMatchObject({ type: 'worker', available: true, activityName: 'Available', freeCapacity: 3 })
})

test('those whose names contain what is searched for, whatever the capitals', async () => {
  const scene = await chatScene()
  expect((await targets(scene, ' SA')).map(({ name }) => name)).toEqual(['Sales'])
  expect((await targets(scene, 'aro')).map(({ name }) => name)).toEqual(['Carol'])
})

test('a queue in which nobody is available can be chosen, and says so', async () => {
  const scene = await chatScene()
  const { twilio, emulator } = scene
  const { workspaceSid, activities } = emulator.contactCenter
  const activitySid = activities.find(({ name }) => name === 'Break')?.sid ?? ''
  for (const name of ['alice', 'bob']) {
    await twilio.taskrouter.v1.workspaces(workspaceSid).workers(workerNamed(emulator, name)).update({ activitySid })
  }
  scene.clock.advanceBy(5_000)
  const [sales] = await targets(scene, 'Sales')
  expect(sales).toMatchObject({ type: 'queue', available: false, availableWorkers: 0, waiting: 0 })
  expect(sales).not.toHaveProperty('refusal')
})

test('the backend is seen by its Sync document, or not at all', async () => {
  const scene = await chatScene()
  expect(await scene.gateway.backendSeen()).toBeUndefined()
  const { documents } = scene.twilio.sync.v1.services('default')
  await documents.create({
    uniqueName: 'conversation-transfer-backend',
    data: { at: 1_769_851_800_000, mode: 'observe' },
  })
  expect(await scene.gateway.backendSeen()).toEqual({ aliveAtMs: 1_769_851_800_000, mode: 'observe' })
})
