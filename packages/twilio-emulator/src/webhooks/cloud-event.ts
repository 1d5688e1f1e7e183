import { findEventType, pascalCase } from '../services/event-streams/event-types.ts'
import type { ConversationUser } from '../services/conversations/state.ts'
import type { TaskrouterEvent } from '../services/taskrouter/event-log.ts'
import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'
import { conversationEvent, type ConversationEvent } from './conversation-event.ts'

/** Something that happened, in the words of Event Streams, before it is addressed to anybody (ES-5). */
export interface StreamedEvent {
  readonly type: string
  /** What it is about, as a path. */
  readonly source: string
  readonly data: object
}

/** The event of a change; undefined for changes of which Event Streams does not tell. */
export function streamedEvent(world: World, change: Change): StreamedEvent | undefined {
  const event = taskrouterEvent(world, change) ?? conversationsEvent(world, change)
  return event === undefined || findEventType(event.type) === undefined ? undefined : event
}

/** To be asked for when the event log has the event of this change. */
function taskrouterEvent(world: World, { kind }: Change): StreamedEvent | undefined {
  // The names of TaskRouter's changes are those of its events, and no other product has a change of such a name.
  const event = world.taskrouter.events.since(world.clock.now()).at(-1)
  if (event?.type !== kind) return undefined
  // The one name that Event Streams writes in another way.
  const name = kind.replace('expression.updated', 'expression-updated')
  const { workspaceSid } = world.account
  const source = `/v1/Workspaces/${workspaceSid}/Events/${event.sid}`
  return { type: `com.twilio.taskrouter.${name}`, source, data: taskrouterData(world, event) }
}

/** Fields that are numbers in an event, though `/Events` has all of them as texts. */
const NUMBERS = /^(task_age|task_priority|worker_time_in_previous_activity(_ms)?)$/

function taskrouterData({ account, taskrouter }: World, event: TaskrouterEvent): object {
  const { sid, type, data } = event
  const timestamp = new Date(event.atMs).toISOString()
  const fields = Object.entries(data).map(
    ([name, value]) => [name, NUMBERS.test(name) ? Number(value) : value] as const,
  )
  return {
    sid,
    name: pascalCase(type),
    account_sid: account.sid,
    timestamp,
    level: 'INFO',
    group: type.split('.')[0],
    product_name: 'TaskRouter',
    publisher: taskrouter.workspace.friendlyName,
    publisher_metadata: '{}',
    payload_type: 'application/json',
    payload: { sid, eventtype: type, account_sid: account.sid, timestamp, ...Object.fromEntries(fields) },
  }
}

function conversationsEvent(world: World, change: Change): StreamedEvent | undefined {
  if (change.kind === 'conversation-user.created') return userEvent(world, change.user, 'added')
  if (change.kind === 'conversation-user.updated') return userEvent(world, change.user, 'updated')
  const event = isTold(world) ? conversationEvent(world, change) : undefined
  if (event === undefined) return undefined
  const { conversationSid, parameters } = event
  const { account } = world
  const data = { AccountSid: account.sid, ConversationSid: conversationSid, ...nested(parameters) }
  return { type: typeOf(event), source: `/v1/Conversations/${conversationSid}`, data }
}

/** Whether Event Streams hears of what a REST call has changed, of which webhooks are told only if it asks (ES-5). */
function isTold({ origin, assumptions }: World): boolean {
  return assumptions.eventStreamsHearRestChanges || origin?.kind !== 'api'
}

/** `onConversationStateUpdated` is `conversation-state.updated`. */
function typeOf({ eventType }: ConversationEvent): string {
  const [, subject = '', verb = ''] = /^on(\w+?)(Added|Updated|Removed)$/.exec(eventType) ?? []
  const name = subject.replaceAll(/(?<=\w)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
  return `com.twilio.conversations.${name}.${verb.toLowerCase()}`
}

function userEvent({ account }: World, user: ConversationUser, verb: string): StreamedEvent {
  const data = {
    AccountSid: account.sid,
    UserSid: user.sid,
    Identity: user.identity,
    FriendlyName: user.friendlyName,
    RoleSid: user.roleSid,
    DateCreated: new Date(user.createdAtMs).toISOString(),
  }
  return { type: `com.twilio.conversations.user.${verb}`, source: `/v1/Users/${user.sid}`, data }
}

/** `MessagingBinding.Address` is a field of an object here. */
function nested(parameters: Readonly<Record<string, string>>): object {
  const fields: Record<string, unknown> = {}
  const binding: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) {
    const [, inner] = /^MessagingBinding\.(\w+)$/.exec(name) ?? []
    if (inner === undefined) fields[name] = value
    else binding[inner] = value
  }
  return Object.keys(binding).length === 0 ? fields : { ...fields, MessagingBinding: binding }
}
