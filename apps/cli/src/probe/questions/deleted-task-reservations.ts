import { addDesk, addTask, ringing } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'

export const deletedTaskReservations: Question = {
  name: 'deletedTaskReservations',
  fact: 'TR-7',
  assumed: 'deleted',
  ask: async (bench) => {
    const { workflowSid, worker } = await addDesk(bench)
    const reservation = await ringing(bench, await addTask(bench, workflowSid))
    await bench.workspace.tasks(reservation.taskSid).remove()
    const isGone = await happens(bench, async () => {
      const listed = await bench.workspace.workers(worker.sid).reservations.list()
      return listed.some(({ sid }) => sid === reservation.sid) ? undefined : true
    })
    return isGone === true
      ? { value: 'deleted', how: 'A task was deleted while it rang: its worker’s list lost the reservation.' }
      : { value: 'kept', how: 'A task was deleted while it rang: its worker’s list kept the reservation.' }
  },
}
