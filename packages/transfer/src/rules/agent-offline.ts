import { fallbackQueue } from '../fallback-queue.ts'
import { agentsInside, type AgentInside } from '../inside.ts'
import { inviteStep } from '../invite-step.ts'
import { nextAttemptForChannel, queueTarget, repairTransferId } from '../repair-invite.ts'
import type { TaskQueueSid } from '../sid.ts'
import type { CreateInviteStep } from '../step.ts'
import { charactersOver } from '../task-attributes.ts'
import { waitingTasks } from '../waiting.ts'
import { isDue, WELL, type Examination, type Look, type Rule } from './rule.ts'

/**
 * The only agent has gone offline: an activity change leaves what is assigned with them (TR-12), and the customer writes
 * to an empty chair. Off unless configured, since many agents finish their chats in an activity that takes no new ones.
 */
export const agentOffline: Rule = {
  name: 'agent-offline',
  isSafe: false,
  examine: (look) => {
    const { observation, policy } = look
    const [agent, ...others] = agentsInside(observation)
    const isAlone = agent !== undefined && others.length === 0 && waitingTasks(observation).length === 0
    if (policy.offlineGraceMs === undefined || !isAlone || observation.channel.status !== 'active') return WELL
    const worker = observation.onDemand?.workers?.[agent.workerSid]
    if (worker === undefined) return { suspicions: [], reads: [{ of: 'worker', sid: agent.workerSid }] }
    return worker.available ? WELL : examineOffline(look, agent, policy.offlineGraceMs)
  },
}

function examineOffline(look: Look, agent: AgentInside, graceMs: number): Examination {
  const suspicion = { condition: `agent-offline ${agent.participant.participantSid}`, graceMs }
  if (!isDue(look, suspicion)) return { suspicions: [suspicion] }
  const queueSid = fallbackQueue(look.observation, look.policy)
  if (queueSid === 'unread') return { suspicions: [suspicion], reads: [{ of: 'workflow' }] }
  const reason = 'The only agent is not available any more.'
  if (queueSid === undefined) return { suspicions: [suspicion], alarm: `${reason} There is no queue to ask.` }
  const step = askQueue(look, agent, queueSid)
  const over = charactersOver({ ...agent.task.attributes, ...step.taskAttributes })
  if (over > 0) return { suspicions: [suspicion], alarm: `${reason} The task attributes are ${over} too long.` }
  return { suspicions: [suspicion], repair: { condition: suspicion.condition, reason, steps: [step] } }
}

/** The agent goes when somebody else is there, and not before: they may come back. */
function askQueue(
  { observation }: Look,
  { participant, workerSid, task }: AgentInside,
  queueSid: TaskQueueSid,
): CreateInviteStep {
  const attempt = nextAttemptForChannel(observation)
  const target = queueTarget(queueSid)
  const mark = {
    transferId: repairTransferId(observation, undefined, attempt),
    mode: 'cold',
    fromWorkerSid: workerSid,
    fromParticipantSid: participant.participantSid,
    release: 'on_accept',
    attempt,
    targetName: target.name,
  } as const
  return inviteStep({ channel: observation.channel, source: task, mark, target, inside: [workerSid] })
}
