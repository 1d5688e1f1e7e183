import { addWaitingChat, invite } from '../chat.ts'
import type { Question } from '../question.ts'

export const inviteCreatedStatus: Question = {
  name: 'inviteCreatedStatus',
  fact: 'IN-35',
  assumed: 200,
  ask: async (bench) => {
    const { status } = await invite(bench, await addWaitingChat(bench))
    return { value: status, how: `An invite was made, and answered with ${status}.` }
  },
}
