import { z } from 'zod'
import { addAnsweredChat, channelOf } from '../chat.ts'
import { statusOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const invitesListTask: Question = {
  name: 'invitesListTask',
  fact: 'IN-29',
  assumed: 'as-created',
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    const status = await statusOf(bench, chat.taskSid)
    if (status !== 'assigned') throw new Unanswerable(`The task of an agent who is in the channel is ${status}.`)
    let listed: string | undefined
    // The list may be behind, so it gets time to show the task as it is.
    const current = await happens(bench, async () => {
      const { data = [] } = invites.safeParse(await channelOf(bench, chat).invites.list())
      const properties = data.map(({ routing }) => routing.properties)
      listed = properties.find(({ sid }) => sid === chat.taskSid)?.assignment_status
      return listed === status ? true : undefined
    })
    if (listed === undefined)
      throw new Unanswerable('The list of invites shows no status of an invite that was accepted.')
    return {
      value: current === true ? 'current' : 'as-created',
      how: `An agent accepted an invite: the list of invites shows its task as ${listed}.`,
    }
  },
}

const invites = z.array(
  z.object({ routing: z.object({ properties: z.object({ sid: z.string(), assignment_status: z.string() }) }) }),
)
