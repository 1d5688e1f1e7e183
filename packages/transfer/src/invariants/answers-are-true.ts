import type { CommandAnswer } from '../contract/command-answer.ts'
import type { Observation } from '../observation.ts'

/** What can be held against the answer of a command, given what was made for it at Twilio. */
export interface Effects {
  /** Invites whose mark has the command's transferId. */
  readonly invites: readonly Observation['invites'][number][]
  /** Whether any of the command's changes reached Twilio, claims aside. */
  readonly changed: boolean
}

/**
 * A command that was answered with success has happened; one that was refused has changed nothing, but for the one refusal
 * that says so: the transfer was made, and is over already.
 */
export function answerViolations(answer: CommandAnswer, { invites, changed }: Effects): string[] {
  switch (answer.result) {
    case 'done':
      if (answer.of !== 'invite') return []
      return invites.some(({ taskSid }) => taskSid === answer.inviteTaskSid)
        ? []
        : [`${answer.inviteTaskSid} was answered, and is no invite of this request.`]
    case 'refused':
      return changed && answer.code !== 'transfer_ended'
        ? [`It was refused (${answer.code}), and something was changed.`]
        : []
    case 'failed':
      return answer.mayRepeat || !changed ? [] : [`It failed (${answer.code}) halfway, and may not be repeated.`]
  }
}
