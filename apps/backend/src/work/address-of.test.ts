import { chatScene, type ChatScene } from '@conversation-transfer/twilio-gateway/testing/chat-scene.ts'
import { EMPTY_MEMORY, type TaskSid } from '@conversation-transfer/transfer'
import { expect, test } from 'vitest'
import type { Claim } from '../store/schedule.ts'
import { testChannel, testInteraction, testTask } from '../store/testing/test-marks.ts'
import { addressOf } from './address-of.ts'

const FOREVER = Number.POSITIVE_INFINITY

/** A row that knows no more than its conversation. */
function rowOf({ request, time }: ChatScene, known: Partial<Claim> = {}): Claim {
  return {
    conversationSid: request.conversationSid,
    interactionSid: undefined,
    channelSid: undefined,
    memory: EMPTY_MEMORY,
    taskSids: [],
    requested: 1,
    fence: 1,
    leaseUntilMs: FOREVER,
    dueSinceMs: time.now(),
    failures: 0,
    standing: undefined,
    ...known,
  }
}

const find = (scene: ChatScene, known?: Partial<Claim>) =>
  addressOf({ accountUntil: () => scene.account }, rowOf(scene, known), FOREVER)

const addressIn = ({ request: { interactionSid, channelSid } }: ChatScene) => ({ interactionSid, channelSid })

test('what marks have said is not asked for', async () => {
  const scene = await chatScene()
  const known = { interactionSid: testInteraction(1), channelSid: testChannel(1) }
  expect(await find(scene, known)).toEqual({ kind: 'found', address: known })
})

test('it is found by a task that a mark or an earlier look has named, and without any', async () => {
  const scene = await chatScene()
  const found = { kind: 'found', address: addressIn(scene) }
  const taskSids: TaskSid[] = [...scene.request.taskSids]
  expect(await find(scene, { taskSids })).toEqual(found)
  expect(await find(scene, { memory: { ...EMPTY_MEMORY, taskSids } })).toEqual(found)
  expect(await find(scene, { taskSids: [testTask(1)] })).toEqual(found)
  expect(await find(scene)).toEqual(found)
})

test('of a conversation that has no channel yet nothing is known; once it is closed it is over', async () => {
  const scene = await chatScene()
  const { sid } = await scene.twilio.conversations.v1.conversations.create()
  const known = { conversationSid: `CH${sid.slice(2)}` } as const
  expect(await find(scene, known)).toEqual({ kind: 'unknown' })
  await scene.twilio.conversations.v1.conversations(sid).update({ state: 'closed' })
  expect(await find(scene, known)).toEqual({ kind: 'over' })
  await scene.twilio.conversations.v1.conversations(sid).remove()
  expect(await find(scene, known)).toEqual({ kind: 'over' })
})
