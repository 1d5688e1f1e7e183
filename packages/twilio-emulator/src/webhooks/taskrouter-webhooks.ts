import type { TaskrouterEvent } from '../services/taskrouter/event-log.ts'
import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'
import type { Webhook } from './webhook.ts'

/** TaskRouter waits this long for the answer to an event callback (WH-4). */
const ANSWER_TIMEOUT_MS = 15_000

/**
 * The workspace's event callback for a change, if it has one and its filter lets the event through (WH-5, WH-6). To be
 * called when the event log has the event of this change.
 */
export function taskrouterWebhooks(world: World, { kind }: Change): Webhook[] {
  const { eventCallbackUrl, eventsFilter } = world.taskrouter.workspace
  if (eventCallbackUrl === undefined || !isWanted(eventsFilter, kind)) return []
  // The names of TaskRouter's changes are those of its events, and no other product has a change of such a name.
  const event = world.taskrouter.events.since(world.clock.now()).at(-1)
  if (event?.type !== kind) return []
  return [
    {
      eventType: kind,
      url: eventCallbackUrl,
      method: 'POST',
      parameters: parametersOf(world, event),
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
    },
  ]
}

function isWanted(eventsFilter: string | undefined, type: string): boolean {
  return (
    eventsFilter === undefined ||
    eventsFilter
      .split(',')
      .map((name) => name.trim())
      .includes(type)
  )
}

/** The fields of the event by the names that callbacks give them: `task_sid` is `TaskSid`. */
function parametersOf({ account }: World, event: TaskrouterEvent): Record<string, string> {
  const fields = Object.entries(event.data).map(([name, value]) => [pascalCase(name), value] as const)
  return {
    ...Object.fromEntries(fields),
    Sid: event.sid,
    EventType: event.type,
    EventDescription: event.description,
    AccountSid: account.sid,
    ResourceType: event.resourceType,
    ResourceSid: event.resourceSid,
    Timestamp: String(Math.floor(event.atMs / 1000)),
    TimestampMs: String(event.atMs),
  }
}

function pascalCase(name: string): string {
  const words = name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return words.join('')
}
