import { fateOf } from '../abandoned.ts'
import { isBotsOwn } from '../bots-own.ts'
import { fallbackQueue } from '../fallback-queue.ts'
import { isNobodyThere } from '../nobody-there.ts'
import { nextAttemptForChannel, queueTarget, repairInvite, sourceTask } from '../repair-invite.ts'
import { waitingTasks } from '../waiting.ts'
import { isDue, WELL, type Examination, type Look, type Rule } from './rule.ts'

/**
 * A customer is in an active conversation with nobody, and nobody is on the way. Twilio leaves it so for 180 days (IN-20),
 * and what the customer writes starts nothing (IN-21). One who is waiting for an answer is asked for somebody; for the
 * others the configured policy holds.
 */
export const stranded: Rule = {
  name: 'stranded',
  isSafe: false,
  examine: (look) => {
    // A look that has read so already need not wait for the grace to find that a flow owns it.
    if (isBotsOwn(look.observation, look.memory.agentInsideAtMs)) return WELL
    if (isNobodyThere(look.observation)) return examineStranded(look)
    const isWaitingForReply = look.memory.madeInactive && look.observation.channel.status === 'inactive'
    return isWaitingForReply ? examineInactive(look) : WELL
  },
}

function examineStranded(look: Look): Examination {
  const { observation, memory, policy } = look
  const suspicion = { condition: 'stranded', graceMs: policy.strandedGraceMs }
  if (!isDue(look, suspicion)) return { suspicions: [suspicion] }
  const { lastTask: rememberedTask, agentInsideAtMs } = memory
  const fate = fateOf({ observation, policy, rememberedTask, agentInsideAtMs })
  const reason = 'A customer was in the conversation with nobody.'
  switch (fate.kind) {
    case 'goesOn':
      return WELL
    case 'unread':
      return { suspicions: [suspicion], reads: fate.reads }
    case 'closed':
    case 'requeued':
      return { suspicions: [suspicion], repair: { ...suspicion, reason, steps: fate.steps } }
    case 'inactive':
      return {
        suspicions: [suspicion],
        repair: { ...suspicion, reason, steps: fate.steps, remember: { madeInactive: true } },
      }
    case 'helpless':
      return { suspicions: [suspicion], alarm: `${reason} ${fate.because}` }
  }
}

/** A channel that we made inactive stays ours: what its customer writes may start nothing there (IN-33). */
function examineInactive(look: Look): Examination {
  const { observation, memory, policy } = look
  if (waitingTasks(observation).length > 0) return WELL
  const lastMessage = observation.onDemand?.lastMessage
  if (lastMessage === undefined) return { suspicions: [], reads: [{ of: 'lastMessage' }] }
  if (lastMessage === 'none' || lastMessage.byCustomer === 'no') return WELL
  const suspicion = { condition: 'stranded reply', graceMs: policy.lagGraceMs }
  if (!isDue(look, suspicion)) return { suspicions: [suspicion] }
  const queueSid = fallbackQueue(observation, policy)
  if (queueSid === 'unread') return { suspicions: [suspicion], reads: [{ of: 'workflow' }] }
  const source = sourceTask(observation, undefined, memory.lastTask)
  const reason = 'A customer wrote into a conversation that had been left inactive.'
  if (queueSid === undefined || source === undefined) {
    return { suspicions: [suspicion], alarm: `${reason} There is nobody to ask, or nothing to ask with.` }
  }
  const attempt = nextAttemptForChannel(observation)
  const { step, charactersOver } = repairInvite({ observation, source, attempt, target: queueTarget(queueSid) })
  if (charactersOver > 0) {
    return { suspicions: [suspicion], alarm: `${reason} Its task attributes are ${charactersOver} too long.` }
  }
  return { suspicions: [suspicion], repair: { ...suspicion, reason, steps: [step] } }
}
