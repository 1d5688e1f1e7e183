import type {
  ConversationSid,
  ObservedTask,
  Observation,
  TaskSid,
  TransferTarget,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { fetchConversation, listMembers } from './conversations.ts'
import {
  fetchChannel,
  listInvites,
  listParticipants,
  observedParticipant,
  type ChannelAddress,
  type ChannelParticipant,
} from './interactions.ts'
import type { GatewaySettings } from './settings.ts'
import { fetchTarget } from './target.ts'
import { fetchTask } from './taskrouter.ts'
import type { Time } from './time.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** Which conversation to look at, and what the client believes to know of it. */
export interface ObservationRequest extends ChannelAddress {
  readonly conversationSid: ConversationSid
  /** Tasks that the client knows. Each one of the channel that is not named here costs a second round of calls. */
  readonly taskSids: readonly TaskSid[]
  /** Where the conversation is to go; with it, the target and the workflow are read too. */
  readonly target?: TransferTarget
}

export interface Observer {
  readonly client: Twilio
  readonly settings: GatewaySettings
  readonly time: Time
}

/** Reads everything that a decision needs, all at once. */
export async function observe(observer: Observer, request: ObservationRequest): Promise<Observation> {
  const { client, settings, time } = observer
  const { target } = request
  const observedAtMs = time.now()
  const [channel, people, invites, conversation, members, hinted, observedTarget, workflow] = await Promise.all([
    fetchChannel(client, request),
    listParticipants(client, request),
    listInvites(client, request),
    fetchConversation(client, request.conversationSid),
    listMembers(client, request.conversationSid),
    fetchTasks(observer, request.taskSids),
    target && fetchTarget(client, settings, target),
    target && fetchWorkflowReach(client, settings),
  ])
  const named = namedTasks(people, invites)
  const missed = [...named].filter((sid) => !request.taskSids.includes(sid))
  const tasks = [...hinted.filter((task) => belongs(task, named, request)), ...(await fetchTasks(observer, missed))]
  return {
    observedAtMs,
    channel,
    conversation,
    participants: people.map((person) => observedParticipant(person, members)),
    invites,
    tasks,
    ...(observedTarget && { target: observedTarget }),
    ...(workflow && { workflow }),
  }
}

function fetchTasks({ client, settings }: Observer, sids: readonly TaskSid[]): Promise<ObservedTask[]> {
  return Promise.all(sids.map((sid) => fetchTask(client, settings, sid)))
}

function namedTasks(people: readonly ChannelParticipant[], invites: Observation['invites']): Set<TaskSid> {
  const sids = [
    ...people.map((person) => person.routing_properties?.task_sid),
    ...invites.map(({ taskSid }) => taskSid),
  ]
  return new Set(sids.filter((sid) => sid !== undefined))
}

/** A hint is only a hint: a task that the channel does not name, and that does not name the channel, is none of its tasks. */
function belongs(task: ObservedTask, named: ReadonlySet<TaskSid>, { channelSid }: ChannelAddress): boolean {
  if (named.has(task.sid)) return true
  return task.status !== 'gone' && task.attributes['flexInteractionChannelSid'] === channelSid
}
