import type { TransferTarget } from '@conversation-transfer/transfer'
import { taskQueueSid, workerSid } from '@conversation-transfer/transfer'
import { eventually } from '../eventually.ts'
import { Agent, type OpenChat, type TransferReply } from '../people/agent.ts'
import { customerWrites, readMessages, type CustomerChannel } from '../people/customer.ts'
import type { Played, Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { afterTransfer, readInvites, type TransferEvidence } from './after-transfer.ts'

const CHANNEL_NAMES: Readonly<Record<CustomerChannel, string>> = { web: 'webchat', sms: 'SMS', whatsapp: 'WhatsApp' }

/** A customer writes, Alice answers and hands the conversation to Bob, by name or through his queue; Bob goes on. */
export function coldTransfer(channel: CustomerChannel, to: TransferTarget['type']): Scenario {
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

async function pressTransfer(
  stage: Stage,
  alice: Agent,
  chat: OpenChat,
  to: TransferTarget['type'],
): Promise<TransferReply> {
  const words = { note: 'Ordered a lamp, wants to know where it is.', reason: 'delivery' }
  const reply = await alice.transfer(chat, targetOf(stage, to), words)
  const cost = `${reply.calls} calls in ${reply.rounds} rounds, ${reply.ms} ms`
  stage.timeline.tell('Alice', `transfers: ${reply.status} ${reply.answer.result} (${cost})`)
  return reply
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

function costOf({ calls, rounds, ms }: TransferReply): Pick<Played, 'calls' | 'rounds' | 'ms'> {
  return { calls, rounds, ms }
}
