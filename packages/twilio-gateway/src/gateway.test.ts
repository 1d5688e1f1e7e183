import { describe, expect, test } from 'vitest'
import { chatScene, disturb, insider, type ChatScene } from './testing/chat-scene.ts'

const claimStep = async (scene: ChatScene) => {
  const { task } = insider(await scene.observe())
  const claim = { transferId: 'one', requestId: 'request', at: scene.clock.now() }
  return { kind: 'claim', taskSid: task.sid, etag: task.etag, taskAttributes: task.attributes, claim } as const
}

test('a wrong auth token is told apart from everything else', async () => {
  const scene = await chatScene()
  const gateway = scene.gatewayUntil(Number.POSITIVE_INFINITY, { authToken: 'wrong' })
  await expect(gateway.observe(scene.request)).rejects.toMatchObject({ kind: 'unauthorized' })
  await expect(gateway.checkToken('any')).rejects.toMatchObject({ kind: 'unauthorized' })
})

test('a token that cannot be checked has changed nothing, and is checked once more', async () => {
  const scene = await chatScene()
  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'disconnect' }]) {
    await disturb(scene, { ...fault, match: '/Tokens/validate', times: 1 })
    expect(await scene.gateway.checkToken('unknown')).toBeUndefined()
  }
  await disturb(scene, { kind: 'status', status: 500, match: '/Tokens/validate' })
  await expect(scene.gateway.checkToken('unknown')).rejects.toMatchObject({ kind: 'unavailable' })
})

test('reads bear one failure of each call', async () => {
  const scene = await chatScene()
  for (const kind of ['status', 'disconnect']) {
    const how = kind === 'status' ? { kind, status: 503 } : { kind }
    await disturb(scene, { ...how, match: '/Participants', times: 1 })
  }
  await disturb(scene, { kind: 'status', status: 429, match: '/Tasks/', times: 1 })
  expect(insider(await scene.observe()).task.status).toBe('assigned')
})

describe('at the end of the time', () => {
  test('nothing is begun any more, but a claim is still taken back', async () => {
    const scene = await chatScene()
    const step = await claimStep(scene)
    const claimed = await scene.gateway.perform(step)
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    const gateway = scene.gatewayUntil(scene.clock.now() + 400)
    await expect(gateway.observe(scene.request)).rejects.toMatchObject({ kind: 'outOfTime' })
    const { taskSid, taskAttributes } = step
    await gateway.perform({ kind: 'removeClaim', taskSid, etag: claimed.etag, taskAttributes })
    expect(insider(await scene.observe()).task.attributes).toEqual(taskAttributes)
  })

  test('no retry is waited for that could not be made in time', async () => {
    const scene = await chatScene()
    const step = await claimStep(scene)
    await disturb(scene, { kind: 'status', status: 429, match: '/Tasks/' })
    const beganAtMs = scene.clock.now()
    const gateway = scene.gatewayUntil(beganAtMs + 600)
    await expect(gateway.perform(step)).rejects.toMatchObject({ kind: 'limited' })
    expect(scene.clock.now()).toBe(beganAtMs)
  })
})
