import { z } from 'zod'
import { addWaitingChat, invite } from '../chat.ts'
import type { Question } from '../question.ts'
import { Unanswerable } from '../unanswerable.ts'

const SENT = 'probe'

export const inviteKeepsConversationId: Question = {
  name: 'inviteKeepsConversationId',
  fact: 'IN-30',
  assumed: true,
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const sent = { conversations: { conversation_id: SENT } }
    const { taskSid } = await invite(bench, chat, { attributes: sent })
    const { attributes } = await bench.workspace.tasks(taskSid).fetch()
    const { data } = taskAttributes.safeParse(JSON.parse(attributes))
    if (data === undefined) throw new Unanswerable('The task of an invite has no conversations.conversation_id.')
    const isKept = data.conversations.conversation_id === SENT
    return {
      value: isKept,
      how: `An invite brought a conversations.conversation_id along: its task ${isKept ? 'has it' : 'has another one'}.`,
    }
  },
}

const taskAttributes = z.object({ conversations: z.object({ conversation_id: z.string() }) })
