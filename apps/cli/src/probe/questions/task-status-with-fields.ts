import { addQuietWorkflow, addTask } from '../desk.ts'
import type { Question } from '../question.ts'
import { refusedWith } from '../refused.ts'
import { Unanswerable } from '../unanswerable.ts'

export const taskStatusWithFields: Question = {
  name: 'taskStatusWithFields',
  fact: 'TR-3',
  assumed: 'status-only',
  ask: async (bench) => {
    const { workflowSid } = await addQuietWorkflow(bench)
    const sid = await addTask(bench, workflowSid, { attributes: { probe: 'before' } })
    const update = bench.workspace.tasks(sid).update({
      assignmentStatus: 'canceled',
      reason: 'Probe',
      attributes: JSON.stringify({ probe: 'after' }),
    })
    const refusal = await refusedWith(update)
    if (refusal !== undefined) throw new Unanswerable(`A status and attributes at once are refused with ${refusal}.`)
    const { assignmentStatus, attributes } = await bench.workspace.tasks(sid).fetch()
    if (assignmentStatus !== 'canceled') {
      throw new Unanswerable(`A task that was to be canceled and get other attributes at once is ${assignmentStatus}.`)
    }
    const hasChanged = attributes.includes('after')
    return {
      value: hasChanged ? 'both' : 'status-only',
      how: `A request canceled a task and sent other attributes along: they were ${hasChanged ? '' : 'not '}taken.`,
    }
  },
}
