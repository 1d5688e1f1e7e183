import {
  inviteSid,
  isJsonObject,
  taskSid,
  type ConversationSid,
  type ObservedConversation,
  type ObservedInvite,
  type ObservedTask,
  type Observation,
  type TaskSid,
  type TransferTarget,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { fetchConversation, listMembers } from './conversations.ts'
import {
  fetchChannel,
  listInvites,
  listParticipants,
  observedParticipant,
  whatItAsks,
  type ListedInvite,
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

/** As many invites as can sensibly wait at once. */
const RECORDED_MAX = 12

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
  const wanted = new Set([...named, ...recordedTasks(conversation)])
  const missed = await fetchTasks(
    observer,
    [...wanted].filter((sid) => !request.taskSids.includes(sid)),
  )
  const tasks = [...hinted, ...missed].filter((task) => belongs(task, named, request))
  return {
    observedAtMs,
    channel,
    conversation: { ...conversation, memberSids: [...members].filter((name) => name.startsWith('MB')) },
    participants: people.map((person) => observedParticipant(person, members)),
    invites: [
      ...listedInvites(invites, tasks),
      ...unlistedInvites(tasks, new Set(invites.map((invite) => invite.taskSid))),
    ],
    tasks,
    ...(observedTarget && { target: observedTarget }),
    ...(workflow && { workflow }),
  }
}

function fetchTasks({ client, settings }: Observer, sids: readonly TaskSid[]): Promise<ObservedTask[]> {
  return Promise.all(sids.map((sid) => fetchTask(client, settings, sid)))
}

function namedTasks(people: readonly ChannelParticipant[], invites: readonly ListedInvite[]): Set<TaskSid> {
  const sids = [
    ...people.map((person) => person.routing_properties?.task_sid),
    ...invites.map((invite) => invite.taskSid),
  ]
  return new Set(sids.filter((sid) => sid !== undefined))
}

/** The invites that an earlier look wrote down: Twilio's own list may not show the newest yet. */
function recordedTasks({ attributes }: ObservedConversation): TaskSid[] {
  const recorded = isJsonObject(attributes?.['invites']) ? Object.keys(attributes['invites']) : []
  return recorded.flatMap((sid) => taskSid.safeParse(sid).data ?? []).slice(-RECORDED_MAX)
}

/** What the list shows of a task counts only where there is no other trace of it. */
function listedInvites(invites: readonly ListedInvite[], tasks: readonly ObservedTask[]): ObservedInvite[] {
  const gone = new Set(tasks.filter(({ status }) => status === 'gone').map(({ sid }) => sid))
  return invites.map(({ listedTask, ...invite }) =>
    gone.has(invite.taskSid) ? { ...invite, goneTask: listedTask } : invite,
  )
}

/** Our invites that are known by their task, before the list of invites shows them. */
export function unlistedInvites(tasks: readonly ObservedTask[], listed: ReadonlySet<TaskSid>): ObservedInvite[] {
  return tasks.flatMap((task) => {
    if (task.status === 'gone' || listed.has(task.sid)) return []
    const sid = inviteSid.safeParse(task.attributes['flexChannelInviteSid']).data
    const asks = whatItAsks(task.sid, task.attributes)
    if (sid === undefined || asks.mark === undefined) return []
    return [{ inviteSid: sid, taskSid: task.sid, createdAtMs: task.createdAtMs, ...asks }]
  })
}

/** A hint is only a hint: a task that the channel does not name, and that does not name the channel, is none of its tasks. */
function belongs(task: ObservedTask, named: ReadonlySet<TaskSid>, { channelSid }: ChannelAddress): boolean {
  if (named.has(task.sid)) return true
  return task.status !== 'gone' && task.attributes['flexInteractionChannelSid'] === channelSid
}
