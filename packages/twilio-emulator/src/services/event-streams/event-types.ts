/** A kind of event that can be subscribed to. */
export interface EventType {
  /** Names the type in pages: the type itself, with an underscore for whatever else stands between its words. */
  readonly sid: string
  readonly type: string
  readonly schemaId: string
}

/** The newest version of each schema (ES-4). */
const SCHEMA_VERSIONS = { taskrouter: 4, conversations: 2 } as const

const TASKROUTER = {
  task: [
    'created',
    'updated',
    'canceled',
    'wrapup',
    'completed',
    'deleted',
    'system-deleted',
    'transfer-initiated',
    'transfer-attempt-failed',
    'transfer-canceled',
    'transfer-completed',
    'transfer-failed',
  ],
  reservation: ['created', 'accepted', 'rejected', 'timeout', 'canceled', 'rescinded', 'wrapup', 'completed', 'failed'],
  worker: [
    'created',
    'deleted',
    'activity.update',
    'attributes.update',
    'capacity.update',
    'channel.availability.update',
  ],
  'task-queue': ['created', 'deleted', 'entered', 'moved', 'timeout', 'expression-updated'],
  workflow: ['entered', 'rejected', 'skipped', 'target-matched', 'timeout'],
} as const

const CONVERSATIONS = {
  conversation: ['added', 'removed', 'updated'],
  'conversation-state': ['updated'],
  message: ['added', 'removed', 'updated'],
  participant: ['added', 'removed', 'updated'],
  user: ['added', 'updated'],
} as const

/** All of TaskRouter and Conversations; Event Streams has none of the Interactions API (ES-4). */
export const EVENT_TYPES: readonly EventType[] = [
  ...typesOf('taskrouter', TASKROUTER, () => 'TaskRouter.WDSEvent'),
  ...typesOf('conversations', CONVERSATIONS, (name) => `Conversations.${pascalCase(name)}`),
]

export function findEventType(type: string): EventType | undefined {
  return EVENT_TYPES.find((one) => one.type === type)
}

/** The newest version of a schema; undefined if there is no such schema. */
export function schemaVersionOf(schemaId: string): number | undefined {
  if (!EVENT_TYPES.some((type) => type.schemaId === schemaId)) return undefined
  return schemaId.startsWith('TaskRouter.') ? SCHEMA_VERSIONS.taskrouter : SCHEMA_VERSIONS.conversations
}

function typesOf(
  product: string,
  groups: Readonly<Record<string, readonly string[]>>,
  schemaIdOf: (name: string) => string,
): EventType[] {
  return Object.entries(groups).flatMap(([group, names]) =>
    names.map((name) => {
      const type = `com.twilio.${product}.${group}.${name}`
      return { sid: type.replaceAll(/\W/g, '_'), type, schemaId: schemaIdOf(`${group}.${name}`) }
    }),
  )
}

export function pascalCase(name: string): string {
  return name
    .split(/[.-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
