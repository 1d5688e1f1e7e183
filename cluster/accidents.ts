import { agentsInside } from '@conversation-transfer/transfer'
import type { Chance } from '../simulation/chance.ts'
import type { Stage } from '../simulation/stage.ts'
import { truthOf, type Chat } from '../simulation/truth.ts'

const EVERY_MS_MAX = 3_000

/** Somebody else's program takes agents out of conversations, or deletes their tasks, and leaves customers alone. */
export async function accidents(stage: Stage, chance: Chance): Promise<void> {
  while (stage.isStorm) {
    await stage.time.wait(chance.between(500, EVERY_MS_MAX))
    const chat = chance.pickAny(stage.chats.filter((one) => isAttended(stage, one)))
    if (stage.isStorm && chat !== undefined) await happensTo(stage, chance, chat)
  }
}

function isAttended(stage: Stage, chat: Chat): boolean {
  return agentsInside(truthOf(stage.world, chat)).length > 0
}

async function happensTo(stage: Stage, chance: Chance, chat: Chat): Promise<void> {
  const agent = chance.pickAny(agentsInside(truthOf(stage.world, chat)))
  if (agent === undefined) return
  const { participantSid, taskSid } = agent.participant
  stage.ask(participantSid)
  const { interactionSid, channelSid } = chat
  const { workspaceSid } = stage.contactCenter
  if (chance.happens(0.5)) {
    const channel = `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`
    const uri = `${channel}/Participants/${participantSid}`
    await stage.call('program', { method: 'post', uri, data: { Status: 'closed' } })
  } else {
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks/${taskSid ?? ''}`
    await stage.call('program', { method: 'delete', uri })
  }
}
