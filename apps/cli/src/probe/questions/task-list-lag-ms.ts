import { addQuietWorkflow, addTask } from '../desk.ts'
import type { Question } from '../question.ts'
import { lagUntil } from '../seen.ts'

const SAMPLES = 3

export const taskListLagMs: Question = {
  name: 'taskListLagMs',
  fact: 'TR-6',
  assumed: 200,
  ask: async (bench) => {
    const { workflowSid } = await addQuietWorkflow(bench)
    const lagsMs: number[] = []
    for (let sample = 0; sample < SAMPLES; sample++) {
      const sid = await addTask(bench, workflowSid)
      const isListed = async (): Promise<true | undefined> => {
        const tasks = await bench.workspace.tasks.list({ workflowSid })
        return tasks.some((task) => task.sid === sid) ? true : undefined
      }
      lagsMs.push(await lagUntil(bench, 'a new task is in the list of tasks', isListed))
    }
    return {
      value: Math.max(...lagsMs),
      how: `New tasks were in the list ${lagsMs.join(', ')} ms after the answers that made them.`,
    }
  },
}
