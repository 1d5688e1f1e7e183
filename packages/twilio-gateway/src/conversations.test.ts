import type { WriteInvitesStep } from '@conversation-transfer/transfer'
import { expect, test } from 'vitest'
import { chatScene, disturb, type ChatScene } from './testing/chat-scene.ts'

const CONVERSATION = { method: 'POST', host: 'conversations.twilio.com', path: '/v1/Conversations/:conversationSid' }

function write({ request: { conversationSid, interactionSid, channelSid } }: ChatScene): WriteInvitesStep {
  const conversationTransfer = { interactionSid, channelSid, transfers: [] }
  return { kind: 'writeInvites', conversationSid, keys: { invites: {}, conversationTransfer } }
}

const attributesOf = ({ emulator, request }: ChatScene): string =>
  emulator.world.conversations.conversations.get(request.conversationSid)?.attributes ?? ''

test('our keys are written next to those of others, digit by digit', async () => {
  const scene = await chatScene()
  const { conversationSid } = scene.request
  const attributes = '{"theirs":{"order":12345678901234567890}}'
  await scene.twilio.conversations.v1.conversations(conversationSid).update({ attributes })
  expect(await scene.gateway.perform(write(scene))).toMatchObject({ kind: 'invitesWritten' })
  expect(attributesOf(scene)).toContain('"theirs":{"order":12345678901234567890}')
  expect(attributesOf(scene)).toContain('"conversationTransfer"')
})

test('an unknown outcome is met by writing again', async () => {
  const scene = await chatScene()
  await disturb(scene, { kind: 'disconnect', route: CONVERSATION, when: 'after', times: 1 })
  expect(await scene.gateway.perform(write(scene))).toMatchObject({ kind: 'invitesWritten' })
})

test('attributes that would be too full are left alone', async () => {
  const scene = await chatScene()
  const attributes = JSON.stringify({ theirs: 'x'.repeat(16_300) })
  await scene.twilio.conversations.v1.conversations(scene.request.conversationSid).update({ attributes })
  expect(await scene.gateway.perform(write(scene))).toEqual({ kind: 'invitesNotWritten' })
  expect(attributesOf(scene)).toBe(attributes)
})

test('keys that are not there afterwards are reported as not written', async () => {
  const scene = await chatScene()
  const { sent } = scene
  const conversation = scene.twilio.conversations.v1.conversations(scene.request.conversationSid)
  const written = scene.gateway.perform(write(scene))
  // Somebody who read before us writes after us.
  for (let turn = 0; turn < 10_000 && sent.at(-1)?.includes('conversationTransfer') !== true; turn++)
    await Promise.resolve()
  const theirs = conversation.update({ attributes: '{"theirs":1}' })
  expect(await written).toEqual({ kind: 'invitesNotWritten' })
  await theirs
})

test('a conversation is closed, once or twice', async () => {
  const scene = await chatScene()
  const step = { kind: 'closeConversation', conversationSid: scene.request.conversationSid } as const
  expect(await scene.gateway.perform(step)).toEqual({ kind: 'conversationClosed' })
  expect(await scene.gateway.perform(step)).toEqual({ kind: 'conversationClosed' })
  expect((await scene.observe()).conversation.state).toBe('closed')
})
