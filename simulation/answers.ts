import {
  agentsInside,
  answerViolations,
  type Command,
  type CommandAnswer,
  type Observation,
} from '@conversation-transfer/transfer'
import type { Call } from './network.ts'
import type { Stage } from './stage.ts'
import { truthOf, type Chat } from './truth.ts'

export interface Answered {
  readonly chat: Chat
  readonly command: Command
  readonly answer: CommandAnswer
  /** What the command has changed at Twilio. */
  readonly effects: readonly Call[]
}

/** Holds an answer against the world, in the moment in which it is given. */
export function checkAnswer(stage: Stage, { chat, command, answer, effects }: Answered): void {
  const truth = truthOf(stage.world, chat)
  const invites =
    'transferId' in command ? truth.invites.filter(({ mark }) => mark?.transferId === command.transferId) : []
  const changed = effects.some((call) => !isClaim(call))
  const violations = [...answerViolations(answer, { invites, changed }), ...untrue(stage, { command, answer, truth })]
  for (const violation of violations) stage.violated(`answers-are-true (${command.kind}): ${violation}`)
}

/** A claim is taken back, or void after seconds; it is no change. */
function isClaim({ uri, data }: Call): boolean {
  const fields = (data ?? {}) as Readonly<Record<string, unknown>>
  return /\/Tasks\/WT\w+$/.test(uri) && fields['AssignmentStatus'] === undefined
}

interface Claimed {
  readonly command: Command
  readonly answer: CommandAnswer
  readonly truth: Observation
}

/** What an answer of success claims, beyond the invite. */
function untrue(stage: Stage, { command, answer, truth }: Claimed): string[] {
  if (answer.result !== 'done') return []
  switch (answer.of) {
    case 'invite':
      return command.kind === 'transfer' && stage.policy.release === 'immediate' ? unreleased(command, truth) : []
    case 'cancel': {
      const task = truth.tasks.find(({ sid }) => sid === answer.inviteTaskSid)
      const isLive = task?.status === 'pending' || task?.status === 'reserved'
      return isLive && (answer.state === 'canceled' || answer.state === 'ended')
        ? [`${answer.inviteTaskSid} was answered to be ${answer.state}, and is ${task.status}.`]
        : []
    }
    case 'departure': {
      if (command.kind !== 'remove') return []
      const isInside = agentsInside(truth).some(
        ({ participant }) => participant.participantSid === command.participantSid,
      )
      return isInside ? [`${command.participantSid} was answered to be gone, and is inside.`] : []
    }
  }
}

function unreleased({ transferId }: Extract<Command, { kind: 'transfer' }>, truth: Observation): string[] {
  const mark = truth.invites.find((invite) => invite.mark?.transferId === transferId)?.mark
  const isInside = agentsInside(truth).some(
    ({ participant }) => participant.participantSid === mark?.fromParticipantSid,
  )
  return isInside ? [`The sender ${mark?.fromParticipantSid} was to be released, and is inside.`] : []
}
