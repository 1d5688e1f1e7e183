import { expect, test } from 'vitest'
import { channelOfSid, type ChannelOfSid } from './channel-of-sid.ts'
import { chatScene, type ChatScene } from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'
import { settle } from './settle.ts'
import { DEFAULT_POLICY, EMPTY_MEMORY, workflowSid, workspaceSid } from '@conversation-transfer/transfer'

function find({ twilio, emulator }: ChatScene, sid: string): Promise<ChannelOfSid | undefined> {
  const { accountSid, authToken, ...center } = emulator.contactCenter
  const workspace = workspaceSid.parse(center.workspaceSid)
  const settings = {
    accountSid,
    authToken,
    workspaceSid: workspace,
    workflowSid: workflowSid.parse(center.workflowSid),
  }
  return channelOfSid(twilio, settings, sid)
}

test('any sid of a conversation leads to its channel', async () => {
  const scene = await chatScene()
  const { interactionSid, channelSid, conversationSid, taskSids } = scene.request
  for (const sid of [conversationSid, channelSid, interactionSid, ...taskSids]) {
    expect(await find(scene, sid)).toMatchObject({ interactionSid, channelSid, conversationSid })
  }
})

test('a conversation that was transferred is found when none of its tasks is left', async () => {
  const scene = await chatScene()
  const { taskSid } = await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const { gateway, time, request } = scene
  await settle({ gateway, time, request, policy: DEFAULT_POLICY, memory: EMPTY_MEMORY })
  const tasks = scene.twilio.taskrouter.v1.workspaces(scene.emulator.contactCenter.workspaceSid).tasks
  for (const sid of [taskSid, ...request.taskSids]) await tasks(sid).remove()
  scene.clock.advanceBy(1_000)
  const { channelSid, conversationSid } = request
  expect(await find(scene, conversationSid)).toMatchObject({ channelSid, conversationSid })
})

test('what nothing connects is not found', async () => {
  const scene = await chatScene()
  for (const prefix of ['CH', 'WT', 'UO', 'KD', 'ZZ']) {
    expect(await find(scene, `${prefix}${'0'.repeat(32)}`)).toBeUndefined()
  }
})
