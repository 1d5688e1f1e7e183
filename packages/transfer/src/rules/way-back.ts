import { isBotsOwn } from '../bots-own.ts'
import { isNobodyThere } from '../nobody-there.ts'
import type { Policy } from '../policy.ts'
import { newestInvite, repairTransferId } from '../repair-invite.ts'
import { attemptAfter, sendBack, type OurInvite, type SentBack } from '../send-back.ts'
import { isDue, WELL, type Examination, type Look, type Repair, type Rule, type Suspicion } from './rule.ts'

/**
 * Nobody followed the newest invite, and nobody is inside: the task is over, the conversation is active, and nothing at
 * Twilio will ever happen again (IN-9, TR-22). The conversation goes back to who sent it, then to the fallback queue, and
 * there it stays for as long as it takes.
 */
export const wayBack: Rule = {
  name: 'way-back',
  isSafe: false,
  examine: (look) => {
    const invite = isNobodyThere(look.observation) ? newestInvite(look.observation) : undefined
    if (invite === undefined) return WELL
    const failed = hasFailed(look, invite)
    if (failed === 'unread') return { suspicions: [], reads: [{ of: 'verdict', taskSid: invite.taskSid }] }
    return failed ? examineFailed(look, invite) : WELL
  },
}

function hasFailed({ observation, memory }: Look, { taskSid }: OurInvite): boolean | 'unread' {
  const verdict = memory.verdicts[taskSid]
  if (verdict !== undefined) return verdict === 'failed'
  const isGone = observation.tasks.every(({ sid, status }) => sid !== taskSid || status === 'gone')
  // What events do not tell either counts as served: a customer is not sent round for want of a record.
  return isGone && observation.onDemand?.verdicts?.[taskSid] === undefined ? 'unread' : false
}

function examineFailed(look: Look, invite: OurInvite): Examination {
  const { observation, memory, policy } = look
  const attempt = attemptAfter(invite)
  const condition = `way-back ${repairTransferId(observation, invite.mark, attempt)}`
  const suspicion: Suspicion = { condition, graceMs: policy.lagGraceMs }
  const suspicions = [suspicion]
  if (!isDue(look, suspicion)) return { suspicions }
  if (observation.onDemand?.studioWebhook === undefined) return { suspicions, reads: [{ of: 'studioWebhook' }] }
  // All graces begin anew when the flow is done: it may hand the conversation on a moment later.
  if (isBotsOwn(observation, memory.agentInsideAtMs)) return WELL
  const back = sendBack({ observation, policy, invite, rememberedTask: memory.lastTask })
  const reason = `Nobody followed the invite (attempt ${invite.mark.attempt}).`
  switch (back.kind) {
    case 'unread':
      return { suspicions, reads: back.reads }
    case 'helpless':
      return { suspicions, alarm: `${reason} ${back.because}` }
    case 'steps':
      return { suspicions, repair: { condition, ...repairBy(back, reason), ...alarmAt(attempt, policy) } }
  }
}

function repairBy(
  { steps, isShortened }: Extract<SentBack, { kind: 'steps' }>,
  reason: string,
): Pick<Repair, 'steps' | 'reason'> {
  return {
    steps,
    reason: isShortened ? `${reason} Its note and reason did not fit any more and were dropped.` : reason,
  }
}

function alarmAt(attempt: number, { attempts }: Policy): Pick<Repair, 'alarm'> {
  return attempt > attempts
    ? { alarm: `A customer has been waiting for ${attempt - 1} invites that nobody followed.` }
    : {}
}
