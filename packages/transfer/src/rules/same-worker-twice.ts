import type { AgentInside } from '../inside.ts'
import { byJoining, isNewerOfTwo } from '../joined.ts'
import { hasNoPlace } from '../no-place.ts'
import type { Observation, ObservedParticipant, PresentTask } from '../observation.ts'
import { readInviteMark } from '../invite-mark.ts'
import { nextAttemptForChannel, repairInvite, workerTarget } from '../repair-invite.ts'
import type { WorkerSid } from '../sid.ts'
import { isDue, WELL, type Examination, type Look, type Repair, type Rule } from './rule.ts'

/**
 * The same agent is inside twice: a second invite was accepted before anybody could stop it. The newer participant is
 * closed. Both may share one place in the conversation (IN-13): then the agent is out of it, and is invited again.
 */
export const sameWorkerTwice: Rule = {
  name: 'same-worker-twice',
  isSafe: false,
  examine: (look) => {
    const twice = byJoining(look.observation).find((agent) => isNewerOfTwo(look.observation, agent))
    if (twice !== undefined) return { suspicions: [suspicionOf(twice)], repair: closeNewer(look, twice) }
    return examineDeduplicated(look)
  },
}

function suspicionOf({ participant }: AgentInside): { condition: string; graceMs: number } {
  return { condition: `same-worker-twice ${participant.participantSid}`, graceMs: 0 }
}

function closeNewer({ observation, memory }: Look, newer: AgentInside): Repair {
  const { participantSid } = newer.participant
  return {
    condition: suspicionOf(newer).condition,
    reason: 'The same agent was inside twice.',
    steps: [{ kind: 'closeParticipant', channel: observation.channel, participantSid, status: 'closed' }],
    remember: { deduplicated: [...new Set([...memory.deduplicated, newer.workerSid])] },
  }
}

/** The agent is still a participant of the channel and no longer one of the conversation. */
function examineDeduplicated(look: Look): Examination {
  const { observation, memory, policy } = look
  const lost = memory.deduplicated.flatMap((workerSid) => shutOut(observation, workerSid))[0]
  if (lost === undefined) return WELL
  const condition = `same-worker-twice ${lost.participant.participantSid} shut out`
  const suspicion = { condition, graceMs: policy.lagGraceMs }
  if (!isDue(look, suspicion)) return { suspicions: [suspicion] }
  const worker = observation.onDemand?.workers?.[lost.workerSid]
  if (worker === undefined) return { suspicions: [suspicion], reads: [{ of: 'worker', sid: lost.workerSid }] }
  return { suspicions: [suspicion], repair: inviteAgain(look, condition, { ...lost, name: worker.name }) }
}

interface ShutOut {
  readonly participant: ObservedParticipant
  readonly workerSid: WorkerSid
  readonly task: PresentTask
}

function shutOut(observation: Observation, workerSid: WorkerSid): ShutOut[] {
  const { participants, tasks } = observation
  const own = participants.filter((participant) => participant.workerSid === workerSid)
  return own.flatMap((participant) => {
    const task = tasks.find(({ sid }) => sid === participant.taskSid)
    const isOut = hasNoPlace(observation, participant) && task?.status === 'assigned'
    return isOut ? [{ participant, workerSid, task }] : []
  })
}

function inviteAgain(
  { observation, memory }: Look,
  condition: string,
  { participant, workerSid, task, name }: ShutOut & { readonly name: string },
): Repair {
  const failed = readInviteMark(task.attributes)
  const attempt = failed === undefined ? nextAttemptForChannel(observation) : failed.attempt + 1
  const target = workerTarget({ sid: workerSid, name })
  const { step } = repairInvite({ observation, source: task, failed, attempt, target })
  const { participantSid } = participant
  const close = { kind: 'closeParticipant', channel: observation.channel, participantSid, status: 'closed' } as const
  return {
    condition,
    reason: 'An agent who was inside twice lost their place in the conversation with the second one.',
    steps: [step, close],
    remember: { deduplicated: memory.deduplicated.filter((sid) => sid !== workerSid) },
  }
}
