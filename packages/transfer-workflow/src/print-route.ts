import type { KnownWorker } from '@conversation-transfer/taskrouter-language'
import { TASK_LIFE_SECONDS } from './limits.ts'
import type { AttributeRead, Route, RouteMatch, RouteStep } from './route.ts'
import type { WalkEnd } from './walk-workflow.ts'

/** A route in words, one line for the filter, each step and the end. */
export function printRoute({ match, steps, end }: Route): string {
  const numbered = steps.map((step, index) => `  ${index + 1}. ${stepSentence(step)}`)
  return [...matchLines(match), ...numbered, `  End: ${END_SENTENCES[end]}`, ''].join('\n')
}

const TASK_LIFE = `the task's own life (${TASK_LIFE_SECONDS / 3600} hours unless the task says otherwise)`

const END_SENTENCES: Readonly<Record<WalkEnd, string>> = {
  waits: `the last target has no timeout: the task waits there for ${TASK_LIFE}, and is then canceled.`,
  unmatched: 'the task falls out of the workflow and is canceled at once.',
  timed_out: 'the task is canceled (workflow.timeout); a default filter does not take tasks that timed out.',
  skipped: 'the task is canceled (workflow.skipped).',
}

function matchLines({ kind, path, filterName, expression, because }: RouteMatch): string[] {
  const name = filterName === undefined ? '' : ` "${filterName}"`
  const headings = {
    filter: `Filter${name} (${path}) is the first that matches: ${expression}`,
    defaultFilter: 'No filter matches; the default filter takes the task.',
    none: 'No filter matches, and there is no default filter.',
  } as const
  return [headings[kind], ...because.map(readSentence)]
}

function readSentence({ attribute, value }: AttributeRead): string {
  return value === undefined
    ? `  The task has no ${attribute}.`
    : `  The task's ${attribute} is ${JSON.stringify(value)}.`
}

function stepSentence(step: RouteStep): string {
  const queue = step.queueName === undefined ? `${step.queueSid}, which is no queue of this account` : step.queueName
  return [
    `Queue ${queue}`,
    ...(step.knownWorker === undefined ? [] : [knownWorkerWords(step.knownWorker)]),
    ...(step.expression === undefined ? [] : [`workers with ${step.expression}`]),
    ...(step.priority === undefined ? [] : [`priority ${step.priority}`]),
    ...(step.skipIf === undefined ? [] : [`skipped at once if ${step.skipIf}`]),
    step.timeoutSeconds === undefined ? 'no timeout' : `for ${step.timeoutSeconds} seconds`,
  ].join('; ')
}

function knownWorkerWords(worker: KnownWorker): string {
  switch (worker.kind) {
    case 'sid':
      return `worker ${worker.sid} only`
    case 'friendlyName':
      return `the worker named "${worker.friendlyName}" only`
    case 'nobody':
      return 'nobody, because the task names no worker (null)'
    case 'invalid':
      return 'nobody, because the task does not name a worker (error 40154)'
  }
}
