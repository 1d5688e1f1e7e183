import { addWaitingChat, closeChannel, invite } from '../chat.ts'
import type { Question } from '../question.ts'
import { refusedWith } from '../refused.ts'

export const inviteToClosedChannel: Question = {
  name: 'inviteToClosedChannel',
  fact: 'IN-38',
  assumed: 'refused',
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    // The same invite to the channel while it is open: what is refused afterwards is refused for being closed.
    await invite(bench, chat)
    await closeChannel(bench, chat)
    const refusal = await refusedWith(invite(bench, chat))
    return refusal === undefined
      ? { value: 'task-only', how: 'An invite to a closed channel was taken, and made a task.' }
      : { value: 'refused', how: `An invite to a closed channel was refused with ${refusal}.` }
  },
}
