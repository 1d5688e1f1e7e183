import { addAnsweredChat, closeChannel, invite } from '../chat.ts'
import { addQueue, addWorkflow, statusOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { expected, happens } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const channelCloseCancelsInvites: Question = {
  name: 'channelCloseCancelsInvites',
  fact: 'IN-25',
  assumed: false,
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    const queue = await addQueue(bench, 'nobody')
    const workflowSid = await addWorkflow(bench, { default_filter: { queue } })
    const { taskSid } = await invite(bench, chat, { workflowSid })
    await expected(bench, 'an invite’s task is in its queue', async () => {
      return (await bench.workspace.tasks(taskSid).fetch()).taskQueueSid === queue ? true : undefined
    })
    await closeChannel(bench, chat)
    const other = await happens(bench, async () => {
      const status = await statusOf(bench, taskSid)
      return status === 'pending' ? undefined : status
    })
    const how = 'A channel was closed while an invite waited in a queue: its task'
    if (other !== undefined && other !== 'canceled') throw new Unanswerable(`${how} is ${other}.`)
    return other === undefined
      ? { value: false, how: `${how} stayed pending.` }
      : { value: true, how: `${how} was canceled.` }
  },
}
