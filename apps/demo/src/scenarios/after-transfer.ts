import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Agent, OpenChat, Reply } from '../people/agent.ts'
import { holds, type Postcondition } from '../scenario.ts'
import type { Stage } from '../stage.ts'

/** What was seen on the way; the rest is read from Twilio afterwards. */
export interface TransferEvidence {
  readonly alice: Agent
  readonly bob: Agent
  readonly first: OpenChat
  readonly second: OpenChat
  readonly reply: Reply
  readonly invitesMidway: unknown
  readonly invitesAfter: unknown
  readonly messages: readonly string[]
  readonly to: 'worker' | 'queue'
}

const MESSAGES = [
  'Hello, my lamp has not arrived.',
  'Let me find somebody who knows about deliveries.',
  'Hello, Bob here. I can see your order.',
  'Great, thank you.',
]

/** All that has to be true after a cold transfer, read back through the official SDK. */
export async function afterTransfer(stage: Stage, evidence: TransferEvidence): Promise<Postcondition[]> {
  const { reply, messages } = evidence
  return [
    holds('the command was answered 200, done', reply.status === 200 && reply.answer.result === 'done', reply),
    ...inviteTask(stage, evidence),
    await senderIsOut(stage, evidence),
    await senderTaskIsCompleted(stage, evidence),
    ...(await conversationWentOn(stage, evidence)),
    ...invitesWereShown(evidence),
    holds('every message is there, in order', isDeepStrictEqual(messages, MESSAGES), messages),
  ]
}

/** Keys that the platform writes anew into each task of an interaction. */
const PLATFORM_KEYS = new Set([
  'flexInteractionSid',
  'flexInteractionChannelSid',
  'flexChannelInviteSid',
  'conversations',
])

function inviteTask({ contactCenter }: Stage, { alice, bob, first, second, to }: TransferEvidence): Postcondition[] {
  const task = second.attributes
  const sales = contactCenter.queues.find(({ name }) => name === 'Sales')
  const seeds = {
    transferTargetType: to,
    transferTargetSid: to === 'worker' ? bob.workerSid : sales?.sid,
    transferQueueName: to === 'worker' ? '' : 'Sales',
    workerSidsInConversation: [alice.workerSid],
  }
  const found = Object.fromEntries(Object.keys(seeds).map((key) => [key, task[key]]))
  const lost = Object.entries(first.attributes).filter(
    ([key, value]) => !PLATFORM_KEYS.has(key) && !isDeepStrictEqual(task[key], value),
  )
  const before = conversationsKey.parse(first.attributes['conversations'])
  const after = conversationsKey.parse(task['conversations'])
  const isLinked = after.conversation_id === (before.conversation_id ?? first.taskSid)
  const isKept = after['channel'] === before['channel'] && after['outcome'] === before['outcome']
  return [
    holds('the invite task has the four attributes that it is routed by', isDeepStrictEqual(found, seeds), found),
    holds('the invite task has every attribute of the first task', lost.length === 0 && isKept, {
      lost,
      before,
      after,
    }),
    holds('conversations.conversation_id links the two tasks', isLinked, { before, after }),
  ]
}

const conversationsKey = z.looseObject({ conversation_id: z.string().optional() })

async function senderIsOut(stage: Stage, { alice, bob, first }: TransferEvidence): Promise<Postcondition> {
  const { participants } = stage.twilio.flexApi.v1.interaction(first.interactionSid).channels(first.channelSid)
  const inChannel = (await participants.list()).filter(({ type }) => type === 'agent')
  const workers = inChannel.map(({ routingProperties }) => routed.parse(routingProperties).worker_sid)
  const members = await stage.twilio.conversations.v1.conversations(first.conversationSid).participants.list()
  const identities = members.map(({ identity }) => identity)
  const isOut = !workers.includes(alice.workerSid) && !identities.includes('alice')
  const bobIsIn = workers.includes(bob.workerSid) && identities.includes('bob')
  return holds('Alice is out and Bob is in, in the channel and in the conversation', isOut && bobIsIn, {
    workers,
    identities,
  })
}

const routed = z.object({ worker_sid: z.string() })

async function senderTaskIsCompleted(stage: Stage, { first }: TransferEvidence): Promise<Postcondition> {
  const workspace = stage.twilio.taskrouter.v1.workspaces(stage.contactCenter.workspaceSid)
  const { assignmentStatus } = await workspace.tasks(first.taskSid).fetch()
  return holds("Alice's task is completed", assignmentStatus === 'completed', assignmentStatus)
}

async function conversationWentOn(stage: Stage, { first }: TransferEvidence): Promise<Postcondition[]> {
  const { state } = await stage.twilio.conversations.v1.conversations(first.conversationSid).fetch()
  const interaction = stage.twilio.flexApi.v1.interaction(first.interactionSid)
  const { status } = await interaction.channels(first.channelSid).fetch()
  return [
    holds('the conversation stayed active', state === 'active', state),
    holds('the channel stayed active', status === 'active', status),
  ]
}

function invitesWereShown({ invitesMidway, invitesAfter, second }: TransferEvidence): Postcondition[] {
  const listed = Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(invitesMidway))
  return [
    holds(
      "the conversation's attributes listed the invite",
      isDeepStrictEqual(listed, [second.taskSid]),
      invitesMidway,
    ),
    holds('they no longer list it after the join', isDeepStrictEqual(invitesAfter, {}), invitesAfter),
  ]
}
