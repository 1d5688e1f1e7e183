import { taskQueueSid, workerSid, type TransferTarget } from '@conversation-transfer/transfer'
import { Agent, type OpenChat } from '../people/agent.ts'
import { customerWrites, type Customer, type CustomerChannel } from '../people/customer.ts'
import type { Stage } from '../stage.ts'

/** Alice chats with a customer; the others are there and available. */
export interface Scene {
  readonly stage: Stage
  readonly alice: Agent
  readonly bob: Agent
  readonly carol: Agent
  readonly dave: Agent
  readonly customer: Customer
  /** Alice's chat. */
  readonly chat: OpenChat
}

export const GREETING = 'Hello, my lamp has not arrived.'

export async function aliceChats(stage: Stage, channel: CustomerChannel = 'web'): Promise<Scene> {
  const [alice, bob, carol, dave] = await Promise.all([
    Agent.login(stage, 'alice'),
    Agent.login(stage, 'bob'),
    Agent.login(stage, 'carol'),
    Agent.login(stage, 'dave'),
  ])
  const others = [bob, carol, dave]
  for (const agent of others) await agent.goTo('Offline')
  const customer = await customerWrites(stage, channel, GREETING)
  const chat = await alice.accept()
  for (const agent of others) await agent.goTo('Available')
  return { stage, alice, bob, carol, dave, customer, chat }
}

/** Alice has invited Bob, and Bob has joined. */
export async function aliceAndBobChat(
  stage: Stage,
  channel: CustomerChannel = 'web',
): Promise<Scene & { bobsChat: OpenChat }> {
  const scene = await aliceChats(stage, channel)
  const { alice, bob, chat } = scene
  await alice.invite(chat, toAgent(bob))
  return { ...scene, bobsChat: await bob.accept() }
}

export function toAgent(agent: Agent): TransferTarget {
  return { type: 'worker', sid: workerSid.parse(agent.workerSid) }
}

export function toQueue({ contactCenter }: Stage, name: 'Everyone' | 'Sales' | 'Support'): TransferTarget {
  return { type: 'queue', sid: taskQueueSid.parse(contactCenter.queues.find((queue) => queue.name === name)?.sid) }
}
