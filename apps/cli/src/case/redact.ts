import {
  isJsonObject,
  type InviteTarget,
  type JsonObject,
  type Memory,
  type Observation,
  type ObservedInvite,
  type ObservedTask,
  type RememberedTask,
} from '@conversation-transfer/transfer'

export interface Redactable {
  readonly observation: Observation
  readonly memory: Memory
}

/**
 * The same look without what customers, agents and other programs have written: every value keeps its type and its length
 * and loses its content. Rules decide by sids, by our own keys, by whether something is there and by how long it is, so
 * that the decision stays the same; whoever redacts checks that it does.
 */
export function redact({ observation, memory }: Redactable): Redactable {
  const { conversation, tasks, invites, onDemand } = observation
  const workers = Object.entries(onDemand?.workers ?? {}).map(([sid, worker]) => {
    return [sid, { ...worker, name: masked(worker.name) }] as const
  })
  return {
    observation: {
      ...observation,
      conversation: {
        ...conversation,
        attributes: conversation.attributes && redactAttributes(conversation.attributes, OURS_IN_CONVERSATION),
      },
      tasks: tasks.map(redactTask),
      invites: invites.map(redactInvite),
      ...(onDemand && {
        onDemand: { ...onDemand, ...(onDemand.workers && { workers: Object.fromEntries(workers) }) },
      }),
    },
    memory: {
      ...memory,
      ...(memory.lastTask && { lastTask: redactRemembered(memory.lastTask) }),
    },
  }
}

/** Keys that we or the platform write, and that decisions rest on. What people wrote in them is still replaced. */
const OURS_IN_TASK: ReadonlySet<string> = new Set([
  'conversationTransfer',
  'transferTargetType',
  'transferTargetSid',
  'workerSidsInConversation',
  'conversationSid',
  'flexInteractionSid',
  'flexInteractionChannelSid',
  'flexChannelInviteSid',
  'flexInteractionChannelType',
])

const OURS_IN_CONVERSATION: ReadonlySet<string> = new Set(['conversationTransfer', 'invites'])

function redactAttributes(attributes: JsonObject, ours: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, ours.has(key) ? withoutWords(value) : maskedValue(value)]),
  )
}

/** In our own keys, what a person has written, and how people are called. */
const WORDS: ReadonlySet<string> = new Set(['note', 'reason', 'name', 'targetName'])

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, WORDS.has(key) ? maskedValue(inner) : withoutWords(inner)]),
  )
}

function redactTask(task: ObservedTask): ObservedTask {
  return task.status === 'gone' ? task : { ...task, attributes: redactAttributes(task.attributes, OURS_IN_TASK) }
}

function redactRemembered(task: RememberedTask): RememberedTask {
  return { ...task, attributes: redactAttributes(task.attributes, OURS_IN_TASK) }
}

function redactInvite({ mark, target, goneTask, ...invite }: ObservedInvite): ObservedInvite {
  return {
    ...invite,
    ...(goneTask && { goneTask: redactRemembered(goneTask) }),
    mark: mark && {
      ...mark,
      targetName: masked(mark.targetName),
      ...(mark.note !== undefined && { note: masked(mark.note) }),
      ...(mark.reason !== undefined && { reason: masked(mark.reason) }),
    },
    target: target && redactTarget(target),
  }
}

function redactTarget({ name, ...target }: InviteTarget): InviteTarget {
  return { ...target, name: masked(name) }
}

/** The same text gives the same text, so that what was equal stays equal. */
function masked(text: string): string {
  return 'x'.repeat(JSON.stringify(text).length - 2)
}

function maskedValue(value: unknown): unknown {
  if (typeof value === 'string') return masked(value)
  // Zero stays: a marker that is 0 says something else than one that is 1.
  if (typeof value === 'number') return Number(String(value).replaceAll(/[1-9]/g, '1'))
  if (Array.isArray(value)) return value.map(maskedValue)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskedValue(inner)]))
}
