import { addChat, agentOf } from '../chat.ts'
import { accept, addDesk, ringing } from '../desk.ts'
import type { Question } from '../question.ts'
import { firstSeen } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const mediaPropertiesDelayMs: Question = {
  name: 'mediaPropertiesDelayMs',
  fact: 'IN-32',
  assumed: 500,
  ask: async (bench) => {
    const { workflowSid } = await addDesk(bench)
    const chat = await addChat(bench, workflowSid)
    await accept(bench, await ringing(bench, chat.taskSid))
    let isMissed = false
    const seen = await firstSeen(bench, async () => {
      const agent = await agentOf(bench, chat, chat.taskSid)
      if (agent !== undefined && (agent.media_properties ?? undefined) === undefined) isMissed = true
      return agent?.media_properties ?? undefined
    })
    if (seen === undefined)
      throw new Unanswerable('No media_properties of an agent were seen who had joined, or ought to.')
    // Where they are there as soon as the agent is, what was waited for is the list and not them.
    return isMissed
      ? {
          value: seen.afterMs,
          how: `An agent’s media_properties came ${seen.afterMs} ms after the agent had accepted.`,
        }
      : { value: 0, how: 'An agent’s media_properties were there as soon as the agent was in the list.' }
  },
}
