import { lookUp } from '../expression/look-up.ts'
import { parseText } from '../expression/parse-text.ts'
import type { KnownWorkerReference, WorkflowTarget } from './workflow-configuration.ts'

/**
 * The one worker that a target wants, as the task names it.
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
 */
export type KnownWorker =
  | { readonly kind: 'sid'; readonly sid: string }
  | { readonly kind: 'friendlyName'; readonly friendlyName: string }
  /** The attribute is null: nobody is known, and Twilio's debugger stays silent. */
  | { readonly kind: 'nobody' }
  /** The attribute is missing or no string: Twilio's debugger gets error 40154. */
  | { readonly kind: 'invalid'; readonly found: unknown }

/**
 * Whom a target wants for this task; undefined if it wants nobody in particular. A target that does, but whose task names
 * nobody, holds the task all the same until its timeout: it must not be offered to other workers.
 */
export function knownWorker(
  { knownWorker: reference }: WorkflowTarget,
  taskAttributes: unknown,
): KnownWorker | undefined {
  if (reference === undefined) return undefined
  const value = lookUp(reference.path, { task: taskAttributes })
  if (value === null) return { kind: 'nobody' }
  if (typeof value !== 'string') return { kind: 'invalid', found: value }
  return reference.by === 'sid' ? { kind: 'sid', sid: value } : { kind: 'friendlyName', friendlyName: value }
}

/**
 * Reads the value of a `known_worker_sid` or `known_worker_friendly_name`: `task.agent_sid`.
 *
 * @throws {ExpressionError}
 */
export function parseKnownWorkerPath(text: string): KnownWorkerReference['path'] {
  return parseText(
    text,
    (grammar) => grammar.path(),
    (path) =>
      path[0] === 'task' && path.length > 1
        ? undefined
        : 'A known worker is named by an attribute of the task; write `task.` and its name.',
  )
}
