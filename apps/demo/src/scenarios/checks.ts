import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { eventually } from '../eventually.ts'
import type { Agent, OpenChat, Reply } from '../people/agent.ts'
import { readMessages } from '../people/customer.ts'
import { holds, type Played, type Postcondition } from '../scenario.ts'
import type { Stage } from '../stage.ts'

/** What the scenario is about, and what was true afterwards. */
export function played({ calls, rounds, ms }: Reply, postconditions: readonly Postcondition[]): Played {
  return { calls, rounds, ms, postconditions }
}

/** The answer of a command: `done`, with the given parts; or refused or failed with that code. */
export function answered(who: string, reply: Reply, expected: Readonly<Record<string, unknown>>): Postcondition {
  const found: Readonly<Record<string, unknown>> = { status: reply.status, ...reply.answer }
  const isSo = Object.entries(expected).every(([key, value]) => isDeepStrictEqual(found[key], value))
  return holds(`${who} is answered ${JSON.stringify(expected)}`, isSo, found)
}

/** Exactly these agents are in the channel and in the conversation, as soon as Twilio's lists have caught up. */
export async function areInside(stage: Stage, chat: OpenChat, agents: readonly Agent[]): Promise<Postcondition> {
  const wanted = agents.map(({ name }) => name.toLowerCase()).sort()
  const names =
    wanted.length === 0 ? 'no agent is inside' : `exactly ${agents.map(({ name }) => name).join(' and ')} inside`
  let found: unknown
  const isSo = await settles(async () => {
    found = { channel: await agentsOfChannel(stage, chat), conversation: await agentsOfConversation(stage, chat) }
    return isDeepStrictEqual(found, { channel: wanted, conversation: wanted })
  })
  return holds(`${names}, in the channel and in the conversation`, isSo, found)
}

async function agentsOfChannel(stage: Stage, chat: OpenChat): Promise<string[]> {
  const { participants } = stage.twilio.flexApi.v1.interaction(chat.interactionSid).channels(chat.channelSid)
  const agents = (await participants.list()).filter(({ type }) => type === 'agent')
  const nameOf = (sid: string): string => stage.contactCenter.workers.find((worker) => worker.sid === sid)?.name ?? sid
  return agents.map(({ routingProperties }) => nameOf(routed.parse(routingProperties).worker_sid)).sort()
}

const routed = z.object({ worker_sid: z.string() })

async function agentsOfConversation({ twilio, contactCenter }: Stage, chat: OpenChat): Promise<string[]> {
  const members = await twilio.conversations.v1.conversations(chat.conversationSid).participants.list()
  const isAgent = (identity: string): boolean => contactCenter.workers.some((worker) => worker.identity === identity)
  return members.flatMap(({ identity }) => (isAgent(identity) ? [identity] : [])).sort()
}

/** The conversation and its channel are both as said. */
export async function isState(
  { twilio }: Stage,
  chat: OpenChat,
  expected: 'active' | 'closed',
): Promise<Postcondition> {
  let found: unknown
  const isSo = await settles(async () => {
    const { state } = await twilio.conversations.v1.conversations(chat.conversationSid).fetch()
    const { status } = await twilio.flexApi.v1.interaction(chat.interactionSid).channels(chat.channelSid).fetch()
    found = { conversation: state, channel: status }
    return state === expected && status === expected
  })
  return holds(`the conversation and its channel are ${expected}`, isSo, found)
}

export async function saysAll(stage: Stage, chat: OpenChat, messages: readonly string[]): Promise<Postcondition> {
  const found = await readMessages(stage, chat.conversationSid)
  return holds('every message is there, in order', isDeepStrictEqual(found, messages), found)
}

/** The list of invites in the conversation's attributes, after somebody who is inside has looked. */
export async function invitesAre(stage: Stage, looker: Agent, chat: OpenChat, count: number): Promise<Postcondition> {
  let found: unknown
  const isSo = await settles(async () => {
    await looker.look(chat)
    found = await readInvites(stage, chat.conversationSid)
    return Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(found)).length === count
  })
  return holds(`${count} invite${count === 1 ? ' is' : 's are'} listed`, isSo, found)
}

/** The value of `invites` in the conversation's attributes. */
export async function readInvites({ twilio }: Stage, conversationSid: string): Promise<unknown> {
  const { attributes } = await twilio.conversations.v1.conversations(conversationSid).fetch()
  return z.looseObject({}).parse(JSON.parse(attributes))['invites'] ?? {}
}

/** How many tasks of the channel wait for somebody, or ring. */
export async function openInvites({ twilio, contactCenter }: Stage, { channelSid }: OpenChat): Promise<string[]> {
  const tasks = await twilio.taskrouter.v1
    .workspaces(contactCenter.workspaceSid)
    .tasks.list({ assignmentStatus: ['pending', 'reserved'] })
  return tasks.flatMap(({ sid, attributes }) => (attributes.includes(channelSid) ? [sid] : []))
}

export async function waiting(stage: Stage, chat: OpenChat, count: number): Promise<Postcondition> {
  let found: string[] = []
  const isSo = await settles(async () => {
    found = await openInvites(stage, chat)
    return found.length === count
  })
  return holds(`${count} invite${count === 1 ? ' waits' : 's wait'}`, isSo, found)
}

/** Whether it becomes so, while Twilio's lists catch up. */
async function settles(probe: () => Promise<boolean>): Promise<boolean> {
  try {
    return await eventually('it is so', async () => ((await probe()) ? true : undefined))
  } catch {
    return false
  }
}
