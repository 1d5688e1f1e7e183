import { z } from 'zod'
import { interactionWebhooks } from '../account/interaction-webhooks.ts'
import type { Workspace } from '../account/workspace.ts'
import type { SetupRecord } from './setup-record.ts'
import type { SetupStep } from './setup-step.ts'

const NAME = 'webhooks'

const FILTERS = [
  'onConversationUpdated',
  'onConversationStateUpdated',
  'onConversationRemoved',
  'onParticipantAdded',
  'onParticipantUpdated',
  'onParticipantRemoved',
  'onMessageAdded',
]

/** The version of TaskRouter's events, and of those of Conversations (ES-4). */
const TASKROUTER_SCHEMA = 4
const CONVERSATIONS_SCHEMA = 2

const TASKROUTER_EVENTS = [
  ...['accepted', 'rejected', 'timeout', 'canceled', 'rescinded', 'completed', 'wrapup'].map(
    (event) => `reservation.${event}`,
  ),
  ...['created', 'updated', 'canceled', 'completed', 'deleted', 'wrapup'].map((event) => `task.${event}`),
].map((event) => ({ type: `com.twilio.taskrouter.${event}`, schema_version: TASKROUTER_SCHEMA }))

const CONVERSATIONS_EVENTS = [
  'message.added',
  'conversation.updated',
  'conversation.removed',
  'conversation-state.updated',
  'participant.added',
  'participant.removed',
].map((event) => ({ type: `com.twilio.conversations.${event}`, schema_version: CONVERSATIONS_SCHEMA }))

/**
 * Tells the backend at `backendUrl` of what happens. A place for an address that is free is taken; one that is taken stays what
 * it is, and the same events go through Event Streams instead, of which an account can have many.
 */
export function webhooksStep(workspace: Workspace, record: SetupRecord, backendUrl: string): SetupStep {
  const { client } = workspace
  const address = `${backendUrl.replace(/\/$/, '')}/webhooks`
  const places = [
    taskrouterPlace(workspace, `${address}/taskrouter`),
    conversationsPlace(workspace, `${address}/conversations`),
    interactionsPlace(workspace, `${address}/interactions`),
  ]
  const look = async () => {
    const there = await Promise.all(places.map((place) => place.read()))
    const sink = (await client.events.v1.sinks.list()).find(({ description }) => description === SINK)
    const free = places.filter((_place, index) => !there[index])
    const taken = places.filter((place, index) => Boolean(there[index]) && there[index] !== place.address)
    return { free, taken, sink }
  }
  return {
    name: NAME,
    plan: async () => {
      const { free, taken, sink } = await look()
      const sentences = free.map(({ title }) => `sends ${title} to ${address}`)
      if (taken.length > 0 && sink === undefined) {
        sentences.push(
          `sends ${taken.map(({ title }) => title).join(' and ')} through Event Streams, as their address is taken`,
        )
      }
      return sentences.length === 0 ? undefined : sentences.join('; ')
    },
    apply: async () => {
      const { free, taken, sink } = await look()
      await record.add(NAME, { backend: backendUrl, places: free.map(({ name }) => name) })
      for (const place of free) await place.write(place.address)
      if (taken.length > 0 && sink === undefined) await stream(workspace, `${address}/event-streams`, taken)
    },
    planRemoval: async () => (NAME in (await record.read()) ? `sends nothing to ${address} any more` : undefined),
    remove: async () => {
      const before = (await record.read())[NAME]
      if (before === undefined) return
      const names = earlier.parse(before).places
      for (const place of places) {
        // Whoever has written something else since keeps it.
        if (names.includes(place.name) && (await place.read()) === place.address) await place.write('')
      }
      await unstream(workspace)
      await record.forget(NAME)
    },
  }
}

const earlier = z.object({ backend: z.string(), places: z.array(z.string()) })

/** The backend that a set-up has sent webhooks to. */
export async function recordedBackend(record: SetupRecord): Promise<string | undefined> {
  return earlier.safeParse((await record.read())[NAME]).data?.backend
}

/** Where an account has room for one address. */
interface Place {
  readonly name: 'taskrouter' | 'conversations' | 'interactions'
  readonly title: string
  readonly address: string
  readonly events: readonly { readonly type: string; readonly schema_version: number }[]
  read(): Promise<string | undefined>
  write(address: string): Promise<unknown>
}

function taskrouterPlace({ client, workspaceSid }: Workspace, address: string): Place {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid)
  return {
    name: 'taskrouter',
    title: "TaskRouter's events",
    address,
    events: TASKROUTER_EVENTS,
    read: async () => (await workspace.fetch()).eventCallbackUrl,
    write: (eventCallbackUrl) => workspace.update({ eventCallbackUrl }),
  }
}

function conversationsPlace({ client }: Workspace, address: string): Place {
  const { webhooks } = client.conversations.v1.configuration
  return {
    name: 'conversations',
    title: "Conversations' events",
    address,
    events: CONVERSATIONS_EVENTS,
    read: async () => (await webhooks().fetch()).postWebhookUrl,
    write: (postWebhookUrl) =>
      webhooks().update({ method: 'POST', filters: postWebhookUrl === '' ? [] : FILTERS, postWebhookUrl }),
  }
}

/** Nobody else can have taken it: there can be many. */
function interactionsPlace(workspace: Workspace, address: string): Place {
  const webhooks = interactionWebhooks(workspace)
  return {
    name: 'interactions',
    title: "Flex's own events",
    address,
    events: [],
    read: async () => ((await webhooks.has(address)) ? address : undefined),
    write: (wanted) => (wanted === '' ? webhooks.remove(address) : webhooks.add(address)),
  }
}

const SINK = 'Conversation Transfer'

async function stream({ client }: Workspace, destination: string, places: readonly Place[]): Promise<void> {
  const sinkConfiguration = { destination, method: 'POST', batch_events: true }
  const { sid: sinkSid } = await client.events.v1.sinks.create({
    description: SINK,
    sinkConfiguration,
    sinkType: 'webhook',
  })
  const types = places.flatMap(({ events }) => events)
  await client.events.v1.subscriptions.create({ description: SINK, sinkSid, types })
}

/** A sink that a subscription has cannot be deleted (ES-1). */
async function unstream({ client }: Workspace): Promise<void> {
  const { sinks, subscriptions } = client.events.v1
  for (const { sid, description } of await subscriptions.list())
    if (description === SINK) await subscriptions(sid).remove()
  for (const { sid, description } of await sinks.list()) if (description === SINK) await sinks(sid).remove()
}
