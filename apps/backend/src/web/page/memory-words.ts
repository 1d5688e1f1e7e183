import type { Memory } from '@conversation-transfer/transfer'
import { durationWords } from './duration-words.ts'

/** What is remembered of a conversation, one sentence for each thing. */
export function memoryWords(memory: Memory, nowMs: number): string[] {
  const ago = (atMs: number): string => `${durationWords(nowMs - atMs)} ago`
  const lines = [
    ...Object.entries(memory.firstSeen).map(
      ([condition, sinceMs]) => `${condition} has been seen for ${durationWords(nowMs - sinceMs)}.`,
    ),
    ...Object.entries(memory.tries).map(
      ([condition, { count, lastAtMs }]) =>
        `A repair of ${condition} was begun ${times(count)}, last ${ago(lastAtMs)}.`,
    ),
    ...Object.entries(memory.verdicts).map(([task, verdict]) => `Task ${task} ${VERDICTS[verdict]}.`),
  ]
  if (memory.agentInsideAtMs !== undefined) lines.push(`An agent was last seen inside ${ago(memory.agentInsideAtMs)}.`)
  if (memory.lastTask !== undefined) lines.push(`The next invite would be made from task ${memory.lastTask.sid}.`)
  if (memory.madeInactive) lines.push('The channel was made inactive by the backend: it stays ours.')
  if (memory.deduplicated.length > 0)
    lines.push(`One of two participants was closed of ${memory.deduplicated.join(', ')}.`)
  if (memory.customers.length > 0) lines.push(`${countOf(memory.customers.length, 'customer')} seen in the channel.`)
  if (memory.taskSids.length > 0)
    lines.push(`${countOf(memory.taskSids.length, 'task')} known: ${memory.taskSids.join(', ')}.`)
  return lines
}

const VERDICTS = {
  served: 'was served',
  failed: 'failed: nobody came with it',
  notNeeded: 'was ended because nobody needed it any more',
} as const

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function countOf(count: number, noun: string): string {
  return count === 1 ? `One ${noun}` : `${count} ${noun}s`
}
