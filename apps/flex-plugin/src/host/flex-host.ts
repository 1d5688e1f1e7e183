import type { ITask, Manager } from '@twilio/flex-ui'
import type { Member } from '../conversations/people.ts'

/** The conversation of the SDK, as far as we read it. */
export interface HostConversation {
  readonly sid: string
  readonly attributes: unknown
  members(): Promise<readonly Member[]>
}

export type ConversationChange = 'attributes' | 'members' | 'joined'

/** What the plugin needs of the Flex UI around it; tests have one of their own. */
export interface FlexHost {
  readonly ownWorkerSid: string
  /** The agent's tasks as they are. */
  tasks(): readonly ITask[]
  /** Returns what ends it. */
  onTasksChanged(listener: () => void): () => void
  /** Rejects if the agent cannot see the conversation (yet). */
  conversation(sid: string): Promise<HostConversation>
  onConversationChanged(listener: (conversationSid: string, what: ConversationChange) => void): () => void
  workerName(workerSid: string): Promise<string | undefined>
}

/** The real one. */
export function flexHost(manager: Manager): FlexHost {
  return {
    ownWorkerSid: manager.workerClient?.sid ?? '',
    tasks: () => [...tasksOf(manager).values()],
    onTasksChanged: (listener) => onTasksChanged(manager, listener),
    conversation: async (sid) => toHostConversation(await manager.conversationsClient.getConversationBySid(sid)),
    onConversationChanged: (listener) => onConversationChanged(manager, listener),
    workerName: (workerSid) => workerName(manager, workerSid),
  }
}

function tasksOf(manager: Manager): ReadonlyMap<string, ITask> {
  return manager.store.getState().flex.worker.tasks
}

/** The store tells of every message and keystroke; the map of tasks is another one only when a task has changed. */
function onTasksChanged(manager: Manager, listener: () => void): () => void {
  let before = tasksOf(manager)
  return manager.store.subscribe(() => {
    const now = tasksOf(manager)
    if (now === before) return
    before = now
    listener()
  })
}

type SdkConversation = Awaited<ReturnType<Manager['conversationsClient']['getConversationBySid']>>

function toHostConversation(conversation: SdkConversation): HostConversation {
  return {
    sid: conversation.sid,
    attributes: conversation.attributes,
    members: async () => Promise.all((await conversation.getParticipants()).map(toMember)),
  }
}

type SdkParticipant = Awaited<ReturnType<SdkConversation['getParticipants']>>[number]

async function toMember(participant: SdkParticipant): Promise<Member> {
  const { sid, identity } = participant
  const attributes: unknown = participant.attributes
  const own = nameIn(attributes)
  // Whoever has no identity, such as a phone, is no user.
  const user = identity === null || own !== undefined ? undefined : await participant.getUser().catch(() => undefined)
  return { sid, identity: identity ?? undefined, name: own ?? user?.friendlyName ?? undefined }
}

function nameIn(attributes: unknown): string | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined
  const { friendlyName } = attributes as { readonly friendlyName?: unknown }
  return typeof friendlyName === 'string' && friendlyName !== '' ? friendlyName : undefined
}

function onConversationChanged(
  { conversationsClient }: Manager,
  listener: (conversationSid: string, what: ConversationChange) => void,
): () => void {
  const updated = ({
    conversation,
    updateReasons,
  }: {
    conversation: SdkConversation
    updateReasons: string[]
  }): void => {
    if (updateReasons.includes('attributes')) listener(conversation.sid, 'attributes')
  }
  const joined = ({ sid }: SdkConversation): void => listener(sid, 'joined')
  const members = ({ conversation }: SdkParticipant): void => listener(conversation.sid, 'members')
  conversationsClient.on('conversationUpdated', updated)
  conversationsClient.on('conversationJoined', joined)
  conversationsClient.on('participantJoined', members)
  conversationsClient.on('participantLeft', members)
  return () => {
    conversationsClient.removeListener('conversationUpdated', updated)
    conversationsClient.removeListener('conversationJoined', joined)
    conversationsClient.removeListener('participantJoined', members)
    conversationsClient.removeListener('participantLeft', members)
  }
}

/** Workers are in a live index that Flex's own directory reads too (SY facts); whoever is not there has no name. */
async function workerName({ insightsClient }: Manager, workerSid: string): Promise<string | undefined> {
  const query = await insightsClient.instantQuery('tr-worker')
  return new Promise((resolve) => {
    query.once('searchResult', (found: Readonly<Record<string, FoundWorker>>) => {
      const { attributes, friendly_name } = found[workerSid] ?? {}
      resolve(attributes?.full_name ?? friendly_name)
    })
    query.search(`data.worker_sid == "${workerSid}"`).catch(() => resolve(undefined))
  })
}

interface FoundWorker {
  readonly friendly_name?: string
  readonly attributes?: { readonly full_name?: string }
}
