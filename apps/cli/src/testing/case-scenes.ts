import { agentsInside } from '@conversation-transfer/transfer'
import type { ObservationRequest } from '@conversation-transfer/twilio-gateway'
import type { CaseScene } from './case-scene.ts'
import { invite, leave } from './invite.ts'
import { accept, customerWrites, observe, perform, SETTLED_MS, startChat, workerNamed, type Scene } from './scene.ts'

/** At least one for every rule; a bad night adds a file, not a scene. */
export const CASE_SCENES: readonly CaseScene[] = [
  {
    name: 'not-ours-inactive',
    title: 'Somebody else has made the channel inactive, and the customer wrote last',
    rule: 'not-ours',
    play: async (scene) => {
      const request = await startChat(scene)
      await customerWrites(scene, request)
      await setChannel(scene, request, 'inactive')
      return request
    },
  },
  {
    name: 'not-ours-parked',
    title: 'A park feature owns the conversation, and nobody is inside',
    rule: 'not-ours',
    options: { feature: { parked_marker: 'parked.by' } },
    play: async (scene) => {
      const request = await startChat(scene, { parked: { by: 'alice' } })
      await leave(scene, request)
      return request
    },
  },
  {
    name: 'channel-ended-invite',
    title: 'The channel was ended while an invite waited: nobody can follow it any more',
    rule: 'channel-ended',
    play: async (scene) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'bob' })
      await setChannel(scene, request, 'closed')
      return request
    },
  },
  {
    name: 'channel-ended-conversation',
    title: 'The channel was ended and its conversation was left open',
    rule: 'channel-ended',
    options: { assumptions: { channelCloseClosesConversation: false } },
    play: async (scene) => {
      const request = await startChat(scene)
      await setChannel(scene, request, 'closed')
      return request
    },
  },
  {
    name: 'channel-deleted',
    title: 'Twilio has deleted the channel with everything in it; our own record says whose the conversation was',
    rule: 'channel-ended',
    play: async (scene, look) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'bob' })
      await look(request)
      const { channels, participants, invites } = scene.emulator.world.interactions
      for (const table of [participants, invites]) {
        for (const row of table.all()) if (row.channelSid === request.channelSid) table.delete(row.sid)
      }
      channels.delete(request.channelSid)
      scene.clock.advanceBy(SETTLED_MS)
      return request
    },
  },
  {
    name: 'conversation-closed',
    title: 'A timer has closed the conversation, and the channel with its agent stayed open',
    rule: 'conversation-closed',
    play: async (scene) => {
      const request = await startChat(scene)
      await scene.account.client.conversations.v1.conversations(request.conversationSid).update({ state: 'closed' })
      scene.clock.advanceBy(SETTLED_MS)
      return request
    },
  },
  {
    name: 'customer-gone',
    title: 'The customer has left while Bob was being asked',
    rule: 'customer-gone',
    options: { assumptions: { removedParticipantLeavesChannel: true } },
    play: async (scene, look) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'bob' })
      await look(request)
      const { participants } = scene.account.client.conversations.v1.conversations(request.conversationSid)
      const customer = (await observe(scene, request)).participants.find(({ type }) => type === 'customer')
      await participants(customer?.memberSid ?? '').remove({ xTwilioWebhookEnabled: 'true' })
      scene.clock.advanceBy(SETTLED_MS)
      return request
    },
  },
  {
    name: 'duplicate-invites',
    title: 'One transfer has made two invites: its request was repeated blindly',
    rule: 'duplicate-invites',
    play: async (scene) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'bob' })
      await invite(scene, request, { to: 'bob' })
      return request
    },
  },
  {
    name: 'rings-at-insider',
    title: 'An invite to a queue does not know that Alice is inside',
    rule: 'rings-at-insider',
    play: async (scene) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'Everyone', inside: [] })
      return request
    },
  },
  {
    name: 'same-worker-twice',
    title: 'Bob has accepted two invites of one conversation',
    rule: 'same-worker-twice',
    play: async (scene) => {
      const request = await startChat(scene)
      const first = await invite(scene, request, { to: 'bob' })
      const second = await invite(scene, request, { to: 'bob', transferId: 'transfer-2' })
      await accept(scene, first)
      await accept(scene, second)
      return request
    },
  },
  {
    name: 'sender-not-released',
    title: 'Alice has handed over, and the request died before it released her',
    rule: 'sender-not-released',
    play: async (scene) => {
      const request = await startChat(scene)
      await coldInvite(scene, request)
      return request
    },
  },
  {
    name: 'accepted-never-joined',
    title: 'Bob has accepted, and joining failed behind the scenes',
    rule: 'accepted-never-joined',
    play: async (scene) => {
      const request = await startChat(scene)
      const task = await invite(scene, request, { to: 'bob' })
      await assume(scene, { taskrouterAcceptJoinsChannel: false })
      await accept(scene, task)
      return request
    },
  },
  {
    name: 'ghost-replaced',
    title: 'The only agent’s task was completed elsewhere, and the customer wrote last: the queue is asked first',
    rule: 'ghost',
    play: async (scene) => {
      const request = await startChat(scene)
      await customerWrites(scene, request)
      await completeTask(scene, request)
      return request
    },
  },
  {
    name: 'ghost-beside-another',
    title: 'Alice’s task was completed elsewhere; Bob is inside and goes on',
    rule: 'ghost',
    play: async (scene) => {
      const request = await startChat(scene)
      await accept(scene, await invite(scene, request, { to: 'bob' }))
      await completeTask(scene, request)
      return request
    },
  },
  {
    name: 'target-declined',
    title: 'Bob, who alone was asked, has declined',
    rule: 'target-declined',
    play: async (scene) => {
      const request = await startChat(scene)
      await accept(scene, await invite(scene, request, { to: 'bob' }), 'rejected')
      return request
    },
  },
  {
    name: 'way-back-to-sender',
    title: 'Alice handed over to Bob and left; Bob declined: it goes back to Alice',
    rule: 'way-back',
    play: handedOverInVain,
  },
  {
    name: 'way-back-to-queue',
    title: 'Alice handed over to Bob, left and went offline; Bob declined: it goes to the fallback queue',
    rule: 'way-back',
    play: async (scene) => {
      const request = await handedOverInVain(scene)
      await goTo(scene, 'alice', 'Offline')
      return request
    },
  },
  {
    name: 'agent-offline',
    title: 'The only agent has gone offline with the conversation in hand',
    rule: 'agent-offline',
    options: { feature: { offline_grace_seconds: 60 } },
    play: async (scene) => {
      const request = await startChat(scene)
      await goTo(scene, 'alice', 'Offline')
      return request
    },
  },
  {
    name: 'stranded-requeued',
    title: 'Nobody is there, and the customer waits for an answer',
    rule: 'stranded',
    play: async (scene, look) => {
      const request = await startChat(scene)
      await customerWrites(scene, request)
      await look(request)
      await leave(scene, request)
      return request
    },
  },
  {
    name: 'stranded-closed',
    title: 'Nobody is there, and the customer wrote nothing since: the policy closes',
    rule: 'stranded',
    play: async (scene) => {
      const request = await startChat(scene)
      await leave(scene, request)
      return request
    },
  },
  {
    name: 'stranded-inactive',
    title: 'Nobody is there, and the policy leaves the channel inactive',
    rule: 'stranded',
    options: { feature: { stranded: 'inactive' } },
    play: async (scene) => {
      const request = await startChat(scene)
      await leave(scene, request)
      return request
    },
  },
  {
    name: 'invites-outdated',
    title: 'Another program has overwritten the conversation’s attributes while an invite waited',
    rule: 'invites-outdated',
    play: async (scene) => {
      const request = await startChat(scene)
      await invite(scene, request, { to: 'bob' })
      const conversation = scene.account.client.conversations.v1.conversations(request.conversationSid)
      await conversation.update({ attributes: JSON.stringify({ mood: 'cheerful', invites: {} }) })
      return request
    },
  },
]

async function setChannel(scene: Scene, request: ObservationRequest, status: 'closed' | 'inactive'): Promise<void> {
  const { channel } = await observe(scene, request)
  await perform(scene, { kind: 'closeChannel', channel, status })
}

/** Alice hands over to Bob, and nobody has released her yet. */
async function coldInvite(scene: Scene, request: ObservationRequest): Promise<`WT${string}`> {
  const [alice] = agentsInside(await observe(scene, request))
  if (alice === undefined) throw new Error('Alice is not inside.')
  const { participantSid: fromParticipantSid } = alice.participant
  return invite(scene, request, { to: 'bob', mode: 'cold', fromParticipantSid })
}

async function handedOverInVain(scene: Scene): Promise<ObservationRequest> {
  const request = await startChat(scene)
  const task = await coldInvite(scene, request)
  await leave(scene, request)
  await accept(scene, task, 'rejected')
  return request
}

async function completeTask(scene: Scene, { taskSids }: ObservationRequest): Promise<void> {
  const { client, settings } = scene.account
  for (const sid of taskSids) {
    const task = client.taskrouter.v1.workspaces(settings.workspaceSid).tasks(sid)
    await task.update({ assignmentStatus: 'completed', reason: 'Done.' })
  }
  scene.clock.advanceBy(SETTLED_MS)
}

async function goTo(scene: Scene, name: string, activity: string): Promise<void> {
  const { client, settings } = scene.account
  const found = scene.emulator.contactCenter.activities.find((one) => one.name === activity)
  const worker = client.taskrouter.v1.workspaces(settings.workspaceSid).workers(workerNamed(scene, name))
  await worker.update({ activitySid: found?.sid ?? '' })
  scene.clock.advanceBy(SETTLED_MS)
}

async function assume({ emulator }: Scene, changes: object): Promise<void> {
  const body = JSON.stringify(changes)
  const response = await fetch(`${emulator.url}/__emulator/assumptions`, { method: 'POST', body })
  if (!response.ok) throw new Error(await response.text())
}
