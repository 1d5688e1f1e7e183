import { describe, expect, test } from 'vitest'
import {
  addLongNumber,
  LONG_NUMBER,
  chatScene,
  disturb,
  insider,
  presentTask,
  type ChatScene,
} from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'

const TASK = {
  method: 'POST',
  host: 'taskrouter.twilio.com',
  path: '/v1/Workspaces/:workspaceSid/Tasks/:taskSid',
}

async function sceneWithInvite() {
  const scene = await chatScene()
  const { taskSid } = await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const task = presentTask(await scene.observe(), taskSid)
  const cancel = { kind: 'cancelTask', taskSid, etag: task.etag, reason: 'Not needed.' } as const
  return { ...scene, task, taskSid, cancel }
}

const taskNow = ({ emulator }: ChatScene, sid: string) => emulator.world.taskrouter.tasks.get(sid)

describe('canceling an invite', () => {
  test('that nobody has accepted', async () => {
    const scene = await sceneWithInvite()
    expect(await scene.gateway.perform(scene.cancel)).toMatchObject({ kind: 'taskEnded' })
    expect(taskNow(scene, scene.taskSid)).toMatchObject({ status: 'canceled', reason: 'Not needed.' })
  })

  test('that was accepted since it was observed: overtaken, and the agent stays', async () => {
    const scene = await sceneWithInvite()
    await scene.accept(scene.taskSid)
    expect(await scene.gateway.perform(scene.cancel)).toMatchObject({ kind: 'overtaken' })
    const { etag } = presentTask(await scene.observe(), scene.taskSid)
    expect(await scene.gateway.perform({ ...scene.cancel, etag })).toMatchObject({ kind: 'overtaken' })
    expect(taskNow(scene, scene.taskSid)).toMatchObject({ status: 'assigned' })
  })

  test('that is gone: it has ended', async () => {
    const scene = await sceneWithInvite()
    await scene.gateway.perform(scene.cancel)
    scene.clock.advanceBy(6 * 60_000)
    expect(await scene.gateway.perform(scene.cancel)).toMatchObject({ kind: 'taskEnded' })
  })

  test.each(['before', 'after'])('an answer that is lost %s the effect is found out about', async (when) => {
    const scene = await sceneWithInvite()
    await disturb(scene, { kind: 'disconnect', route: TASK, when, times: 1 })
    expect(await scene.gateway.perform(scene.cancel)).toMatchObject({ kind: 'taskEnded' })
    expect(taskNow(scene, scene.taskSid)).toMatchObject({ status: 'canceled' })
  })

  test('where Twilio fails for longer, nobody knows', async () => {
    const scene = await sceneWithInvite()
    await disturb(scene, { kind: 'status', status: 500, route: TASK })
    await expect(scene.gateway.perform(scene.cancel)).rejects.toMatchObject({ kind: 'outcomeUnknown' })
  })
})

test('completing the task of somebody who never came', async () => {
  const scene = await sceneWithInvite()
  await scene.accept(scene.taskSid)
  const { etag } = presentTask(await scene.observe(), scene.taskSid)
  const step = { kind: 'completeTask', taskSid: scene.taskSid, etag, reason: 'Never came.' } as const
  expect(await scene.gateway.perform(step)).toMatchObject({ kind: 'taskEnded' })
  expect(taskNow(scene, scene.taskSid)).toMatchObject({ status: 'completed', reason: 'Never came.' })
  expect(await scene.gateway.perform(step)).toMatchObject({ kind: 'overtaken' })
})

describe('who is inside', () => {
  test('is merged into the task as it was observed', async () => {
    const { task, ...scene } = await sceneWithInvite()
    const { workerSid } = insider(await scene.observe())
    const { sid: taskSid, etag, attributes: taskAttributes } = task
    const step = { kind: 'refreshInside', taskSid, etag, taskAttributes, workerSids: [workerSid] } as const
    expect(await scene.gateway.perform(step)).toMatchObject({ kind: 'insideRefreshed' })
    const now = presentTask(await scene.observe(), taskSid)
    expect(now.attributes).toEqual({ ...taskAttributes, workerSidsInConversation: [workerSid] })
    expect(await scene.gateway.perform({ ...step, workerSids: [] })).toMatchObject({ kind: 'overtaken' })
  })
})

describe('rejecting a reservation', () => {
  const ringing = async () => {
    const { task, ...scene } = await sceneWithInvite()
    const [reservation] = task.reservations
    if (reservation === undefined) throw new Error('It rings at nobody.')
    const step = { kind: 'rejectReservation', taskSid: task.sid, reservationSid: reservation.sid } as const
    return { ...scene, step }
  }

  test('ends the ringing', async () => {
    const scene = await ringing()
    expect(await scene.gateway.perform(scene.step)).toMatchObject({ kind: 'reservationRejected' })
    const { reservations } = presentTask(await scene.observe(), scene.step.taskSid)
    expect(reservations[0]).toMatchObject({ status: 'rejected' })
  })

  test('that was accepted: overtaken', async () => {
    const scene = await ringing()
    await scene.accept(scene.step.taskSid)
    expect(await scene.gateway.perform(scene.step)).toMatchObject({ kind: 'overtaken' })
  })
})

describe('claiming', () => {
  const claimStep = async (scene: ChatScene) => {
    const { task } = insider(await scene.observe())
    const claim = { transferId: 'one', requestId: 'request', at: scene.clock.now() }
    return { kind: 'claim', taskSid: task.sid, etag: task.etag, taskAttributes: task.attributes, claim } as const
  }

  test.each(['before', 'after'])('an answer that is lost %s the effect is found out about', async (when) => {
    const scene = await chatScene()
    const step = await claimStep(scene)
    await disturb(scene, { kind: 'status', status: 503, route: TASK, when, times: 1 })
    const result = await scene.gateway.perform(step)
    const { task } = insider(await scene.observe())
    expect(result).toEqual({ kind: 'claimed', step, etag: task.etag })
    expect(task.attributes).toMatchObject({ conversationTransferClaim: step.claim })
  })

  test('a task that somebody else has claimed meanwhile is lost', async () => {
    const scene = await chatScene()
    const step = await claimStep(scene)
    await scene.gateway.perform({ ...step, claim: { ...step.claim, requestId: 'other' } })
    await disturb(scene, { kind: 'status', status: 503, route: TASK, times: 1 })
    expect(await scene.gateway.perform(step)).toEqual({ kind: 'claimLost' })
  })

  test('a number that JavaScript cannot hold comes out as it went in', async () => {
    const scene = await chatScene()
    await addLongNumber(scene)
    expect(await scene.gateway.perform(await claimStep(scene))).toMatchObject({ kind: 'claimed' })
    expect(taskNow(scene, scene.request.taskSids[0] ?? '')?.attributes).toContain(LONG_NUMBER)
  })
})
