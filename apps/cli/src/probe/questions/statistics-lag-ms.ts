import { z } from 'zod'
import type { Bench } from '../bench.ts'
import { addQuietWorkflow, addTask } from '../desk.ts'
import type { Question } from '../question.ts'
import { firstSeen, lagUntil } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const statisticsLagMs: Question = {
  name: 'statisticsLagMs',
  fact: 'TR-33',
  assumed: 2_000,
  ask: async (bench) => {
    const { workflowSid, queueSid } = await addQuietWorkflow(bench)
    const { friendlyName } = await bench.workspace.taskQueues(queueSid).fetch()
    const sid = await addTask(bench, workflowSid)
    // As closely as the statistics: the lag is counted from when the task is in the queue.
    const entered = await firstSeen(bench, async () => {
      return (await bench.workspace.tasks(sid).fetch()).taskQueueSid === queueSid ? true : undefined
    })
    if (entered === undefined) throw new Unanswerable('A new task did not get into its queue.')
    const value = await lagUntil(bench, 'a queue’s statistics count its task', async () => {
      return (await tasksCounted(bench, friendlyName)) > 0 ? true : undefined
    })
    return { value, how: `A queue’s statistics counted its first task ${value} ms after it was seen there.` }
  },
}

/** The SDK leaves the numbers of each queue undescribed, so they are read as they come. */
async function tasksCounted({ client, workspaceSid }: Bench, friendlyName: string): Promise<number> {
  const address = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/TaskQueues/Statistics`
  const uri = `${address}?FriendlyName=${encodeURIComponent(friendlyName)}`
  const { body } = await client.request({ method: 'get', uri })
  const { data } = statistics.safeParse(body)
  if (data === undefined) throw new Unanswerable('The statistics of a queue are not answered as they are documented.')
  return data.task_queues_statistics[0]?.realtime.total_tasks ?? 0
}

const statistics = z.object({
  task_queues_statistics: z.array(z.object({ realtime: z.object({ total_tasks: z.number() }) })),
})
