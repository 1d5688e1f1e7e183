import { isDue, WELL, type Rule } from './rule.ts'

/**
 * The conversation is closed for good (CV-5), by a timer or by hand, and the channel does not know: its agents talk
 * to nobody, and nobody can join. One that is merely not found is given time to be found again.
 */
export const conversationClosed: Rule = {
  name: 'conversation-closed',
  isSafe: false,
  examine: (look) => {
    const { channel, conversation } = look.observation
    const isOpenChannel = channel.status === 'active' || channel.status === 'inactive'
    if (!isOpenChannel || (conversation.state !== 'closed' && conversation.state !== 'gone')) return WELL
    const graceMs = conversation.state === 'closed' ? 0 : look.policy.lagGraceMs
    const suspicion = { condition: 'conversation-closed', graceMs }
    if (!isDue(look, suspicion)) return { suspicions: [suspicion], endsLook: true }
    const reason = 'The conversation is closed, and its channel was still open.'
    const repair = { ...suspicion, reason, steps: [{ kind: 'closeChannel', channel, status: 'closed' }] as const }
    return { suspicions: [suspicion], repair, endsLook: true }
  },
}
