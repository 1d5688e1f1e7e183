import type { TransferTarget } from '@conversation-transfer/transfer'
import { taskQueueSid, workerSid } from '@conversation-transfer/transfer'
import { eventually } from '../eventually.ts'
import { Agent, type OpenChat, type Reply } from '../people/agent.ts'
import { customerWrites, readMessages, type CustomerChannel } from '../people/customer.ts'
import type { Played, Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { afterTransfer, type TransferEvidence } from './after-transfer.ts'
import { readInvites } from './checks.ts'

/** How people call the channels. */
export const CHANNEL_NAMES = { web: 'webchat', sms: 'SMS', whatsapp: 'WhatsApp' } as const

/** The channels that can be transferred. */
export type TransferableChannel = keyof typeof CHANNEL_NAMES

/** A customer writes, Alice answers and hands the conversation to Bob, by name or through his queue; Bob goes on. */
export function coldTransfer(channel: TransferableChannel, to: TransferTarget['type']): Scenario {
  const target = to === 'worker' ? 'an agent' : 'a queue'
  return {
    name: `cold transfer to ${target}, ${CHANNEL_NAMES[channel]}`,
    play: (stage) => play(stage, channel, to),
  }
}

async function play(stage: Stage, channel: CustomerChannel, to: TransferTarget['type']): Promise<Played> {
  const { alice, bob } = await onlyAliceIsIn(stage)
  const customer = await customerWrites(stage, channel, 'Hello, my lamp has not arrived.')
  const first = await alice.accept()
  await alice.say(first, 'Let me find somebody who knows about deliveries.')
  await bob.goTo('Available')
  const reply = await pressTransfer(stage, alice, first, to)
  const invitesMidway = await readInvites(stage, first.conversationSid)
  const second = await bob.accept()
  const invitesAfter = await joinIsNoticed(stage, bob, second)
  await bob.say(second, 'Hello, Bob here. I can see your order.')
  await customer.write('Great, thank you.')
  const messages = await readMessages(stage, first.conversationSid)
  const evidence: TransferEvidence = { alice, bob, first, second, reply, invitesMidway, invitesAfter, messages, to }
  return { postconditions: await afterTransfer(stage, evidence), ...costOf(reply) }
}

async function onlyAliceIsIn(stage: Stage): Promise<{ alice: Agent; bob: Agent }> {
  const [alice, bob, ...others] = await Promise.all(
    ['alice', 'bob', 'carol', 'dave'].map((name) => Agent.login(stage, name)),
  )
  if (alice === undefined || bob === undefined) throw new Error('Two agents are needed.')
  for (const agent of [bob, ...others]) await agent.goTo('Offline')
  return { alice, bob }
}

async function pressTransfer(stage: Stage, alice: Agent, chat: OpenChat, to: TransferTarget['type']): Promise<Reply> {
  const words = { note: 'Ordered a lamp, wants to know where it is.', reason: 'delivery' }
  return alice.transfer(chat, targetOf(stage, to), words)
}

function targetOf({ contactCenter }: Stage, type: TransferTarget['type']): TransferTarget {
  return type === 'worker'
    ? { type, sid: workerSid.parse(contactCenter.workers.find(({ name }) => name === 'bob')?.sid) }
    : { type, sid: taskQueueSid.parse(contactCenter.queues.find(({ name }) => name === 'Sales')?.sid) }
}

/** Bob's plugin looks when he joins; Twilio's lists show him a moment later, and then the invite is cleared. */
async function joinIsNoticed(stage: Stage, bob: Agent, chat: OpenChat): Promise<unknown> {
  await eventually('the join of Bob is noticed', async () => {
    const seen = await bob.look(chat)
    const isIn = seen.result === 'seen' && seen.agents.some(({ workerSid: sid }) => sid === bob.workerSid)
    return isIn && seen.invites.length === 0 ? true : undefined
  })
  stage.timeline.tell('Bob', 'has joined')
  return readInvites(stage, chat.conversationSid)
}

function costOf({ calls, rounds, ms }: Reply): Pick<Played, 'calls' | 'rounds' | 'ms'> {
  return { calls, rounds, ms }
}
