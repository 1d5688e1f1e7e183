import { NEVER_JOINED } from '../end-reason.ts'
import type { PresentTask } from '../observation.ts'
import { waitingTasks } from '../waiting.ts'
import { firstDue, type Look, type Rule } from './rule.ts'

/**
 * Somebody accepted, TaskRouter has the task as assigned, and the agent never came into the channel: joining failed behind
 * the scenes (IN-12). The customer waits for somebody who believes to be there, or has given up. One with whom somebody
 * has been seen in the channel is not such a task, whatever the lists say now.
 */
export const acceptedNeverJoined: Rule = {
  name: 'accepted-never-joined',
  isSafe: false,
  examine: (look) => {
    const { suspicions, due } = firstDue(look, suspectedTasks(look), ({ sid }) => ({
      condition: conditionOf(sid),
      graceMs: look.policy.lagGraceMs,
    }))
    if (due === undefined) return { suspicions }
    const { sid, etag } = due
    const step = { kind: 'completeTask', taskSid: sid, etag, reason: NEVER_JOINED } as const
    return {
      suspicions,
      repair: {
        condition: conditionOf(sid),
        reason: 'An agent accepted and did not come into the conversation.',
        steps: [step],
        remember: { verdicts: { ...look.memory.verdicts, [sid]: 'failed' } },
      },
    }
  },
}

function conditionOf(taskSid: string): string {
  return `accepted-never-joined ${taskSid}`
}

function suspectedTasks({ observation, memory }: Look): PresentTask[] {
  return waitingTasks(observation).filter(
    ({ sid, status }) => status === 'assigned' && !memory.joinedTaskSids.includes(sid),
  )
}
