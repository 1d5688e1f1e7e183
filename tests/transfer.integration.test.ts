import { randomUUID } from 'node:crypto'
import { taskQueueSid, workerSid } from '@conversation-transfer/transfer'
import { Agent } from '@conversation-transfer/demo'
import { describe, expect, test } from 'vitest'
import { chatInProgress, pictureOf, transfersOf, type ChatInProgress } from './contact-center.ts'

const toBob = ({ bob }: ChatInProgress) => ({ type: 'worker', sid: workerSid.parse(bob.workerSid) }) as const

test('a transfer to somebody who is not available is refused with the reason, and changes nothing', async () => {
  const scene = await chatInProgress()
  await scene.bob.goTo('Offline')
  const before = pictureOf(scene.stage)
  const { status, answer } = await scene.alice.transfer(scene.chat, toBob(scene))
  expect(status).toBe(409)
  expect(answer).toMatchObject({
    result: 'refused',
    code: 'target_worker_unavailable',
    message: 'The agent to transfer to is not available.',
  })
  expect(pictureOf(scene.stage)).toEqual(before)
})

test('a transfer to an agent who is in the conversation is refused', async () => {
  const { stage, alice, chat } = await chatInProgress()
  const before = pictureOf(stage)
  const reply = await alice.transfer(chat, { type: 'worker', sid: workerSid.parse(alice.workerSid) })
  expect(reply).toMatchObject({ status: 409, answer: { code: 'target_inside' } })
  expect(pictureOf(stage)).toEqual(before)
})

test('a queue that does not exist is refused', async () => {
  const { alice, chat } = await chatInProgress()
  const reply = await alice.transfer(chat, { type: 'queue', sid: taskQueueSid.parse(`WQ${'0'.repeat(32)}`) })
  expect(reply).toMatchObject({ status: 409, answer: { code: 'target_not_found' } })
})

test('an agent who is not in the conversation may not transfer it, and sees nothing of it', async () => {
  const { stage, bob, carol, chat } = await chatInProgress()
  const before = pictureOf(stage)
  const reply = await carol.transfer(chat, { type: 'worker', sid: workerSid.parse(bob.workerSid) })
  expect(reply).toMatchObject({ status: 403, answer: { code: 'caller_not_inside' } })
  expect(await carol.look(chat)).toMatchObject({ result: 'failed', code: 'not_allowed' })
  expect(pictureOf(stage)).toEqual(before)
})

test('a supervisor transfers for an agent who does not', async () => {
  const { stage, alice, bob, chat } = await chatInProgress()
  const supervisor = await Agent.login(stage, 'supervisor')
  const fields = { fromWorkerSid: alice.workerSid, fromParticipantSid: chat.participantSid }
  const response = await supervisor.post('transfer', chat, { ...transferFields(bob.workerSid), ...fields })
  expect(await response.json()).toMatchObject({ result: 'done', state: 'waiting' })
  const joined = await bob.accept()
  expect(joined.conversationSid).toBe(chat.conversationSid)
})

test('a feature that was switched off in Flex is refused from then on', async () => {
  const scene = await chatInProgress()
  const uiAttributes = { custom_data: { features: { conversation_transfer: { enabled: true, cold_transfer: false } } } }
  await scene.stage.twilio.request({
    method: 'post',
    uri: 'https://flex-api.twilio.com/v1/Configuration',
    headers: { 'Content-Type': 'application/json' },
    data: { account_sid: scene.stage.contactCenter.accountSid, ui_attributes: uiAttributes },
  })
  const reply = await scene.alice.transfer(scene.chat, toBob(scene))
  expect(reply).toMatchObject({ status: 409, answer: { code: 'cold_transfer_off' } })
})

test('the note and the reason that do not fit are refused with the number of characters over', async () => {
  const scene = await chatInProgress()
  const workspace = scene.stage.twilio.taskrouter.v1.workspaces(scene.stage.contactCenter.workspaceSid)
  const task = await workspace.tasks(scene.chat.taskSid).fetch()
  const attributes = { ...JSON.parse(task.attributes), history: 'x'.repeat(2600) }
  await workspace.tasks(scene.chat.taskSid).update({ attributes: JSON.stringify(attributes) })
  const before = pictureOf(scene.stage)
  const reply = await scene.alice.transfer(scene.chat, toBob(scene), { note: 'x'.repeat(1000) })
  expect(reply).toMatchObject({ status: 413, answer: { code: 'attributes_too_large' } })
  expect(reply.answer).toHaveProperty('charactersOver', expect.any(Number))
  expect(pictureOf(scene.stage)).toEqual(before)
})

describe('the same request', () => {
  test('sent a second time is the same transfer', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    const first = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    const second = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    expect(second).toMatchObject({ status: 200, answer: first.answer })
    expect(transfersOf(scene)).toBe(1)
  })

  test('sent five times at once makes one invite and gets five equal answers', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => scene.alice.transfer(scene.chat, toBob(scene), { transferId })),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(replies.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
    expect(transfersOf(scene)).toBe(1)
  })
})

test('a second transfer while the first waits is refused', async () => {
  const scene = await chatInProgress()
  await scene.alice.transfer(scene.chat, toBob(scene))
  const supervisor = await Agent.login(scene.stage, 'supervisor')
  const fields = { ...transferFields(scene.carol.workerSid), fromWorkerSid: scene.alice.workerSid }
  const response = await supervisor.post('transfer', scene.chat, fields)
  expect(response.status).toBe(409)
  expect(transfersOf(scene)).toBe(1)
})

function transferFields(targetSid: string): Readonly<Record<string, string>> {
  return { transferId: randomUUID(), targetType: 'worker', targetSid }
}

test('a look with somebody else’s conversation is not allowed, and writes nothing into it', async () => {
  const { stage, alice, chat } = await chatInProgress()
  const other = await stage.twilio.conversations.v1.conversations.create({ attributes: '{"invites":{"theirs":1}}' })
  const before = pictureOf(stage)
  expect(await alice.look({ ...chat, conversationSid: other.sid })).toMatchObject({ code: 'not_allowed' })
  expect(pictureOf(stage)).toEqual(before)
})

test('a look right after the transfer shows the invite, although Twilio’s list does not yet', async () => {
  const scene = await chatInProgress()
  await scene.alice.transfer(scene.chat, toBob(scene))
  const supervisor = await Agent.login(scene.stage, 'supervisor')
  expect(await supervisor.look(scene.chat)).toMatchObject({ result: 'seen', invites: [{ targetName: 'Bob' }] })
})

test('numbers that JavaScript cannot hold are written back as they were, beside the claim', async () => {
  const { stage, alice, bob, chat } = await chatInProgress()
  const task = stage.twilio.taskrouter.v1.workspaces(stage.contactCenter.workspaceSid).tasks(chat.taskSid)
  const { attributes } = await task.fetch()
  await task.update({ attributes: attributes.replace(/}$/, ',"orderNumber":12345678901234567890}') })
  await alice.transfer(chat, { type: 'worker', sid: workerSid.parse(bob.workerSid) })
  const claimed = await task.fetch()
  expect(claimed.attributes).toContain('"orderNumber":12345678901234567890')
  expect(claimed.attributes).toContain('conversationTransferClaim')
})
