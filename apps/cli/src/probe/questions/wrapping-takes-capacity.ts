import { addAcceptedTask, addDesk, addTask, ringing, rings } from '../desk.ts'
import type { Question } from '../question.ts'

export const wrappingTakesCapacity: Question = {
  name: 'wrappingTakesCapacity',
  fact: 'TR-13',
  assumed: true,
  ask: async (bench) => {
    const { workflowSid } = await addDesk(bench)
    const first = await addAcceptedTask(bench, workflowSid)
    await bench.workspace.tasks(first).update({ assignmentStatus: 'wrapping' })
    const second = await addTask(bench, workflowSid)
    const how = 'A worker with room for one task had one in wrap-up, and another was made:'
    if (await rings(bench, second)) return { value: false, how: `${how} it rang.` }
    // That it rings as soon as there is room shows that nothing else kept it from ringing.
    await bench.workspace.tasks(first).update({ assignmentStatus: 'completed' })
    await ringing(bench, second)
    return { value: true, how: `${how} it rang when the first one was completed, and not before.` }
  },
}
