import { reservationsOfTask } from '../../../services/taskrouter/reservation-row.ts'
import type { Change } from '../../../world/change.ts'
import type { World } from '../../../world/world.ts'
import type { IndexName } from './indexes.ts'

/** Which items of which indexes a change may have changed. */
export interface TouchedItems {
  readonly index: IndexName
  /** Undefined: any of them. */
  readonly keys: readonly string[] | undefined
}

export function touchedItems(world: World, change: Change): readonly TouchedItems[] {
  const touched: TouchedItems[] = []
  if ('task' in change) {
    touched.push({ index: 'tr-task', keys: [change.task.sid] })
    // A deleted task has taken its reservations along; which they were is known to nobody any more.
    const isGone = world.taskrouter.tasks.get(change.task.sid) === undefined
    const keys = isGone ? undefined : reservationsOfTask(world, change.task.sid).map(({ sid }) => sid)
    touched.push({ index: 'tr-reservation', keys })
  }
  if ('worker' in change) touched.push({ index: 'tr-worker', keys: [change.worker.sid] })
  // The name of an activity stands in its workers, and a queue's expression decides whose queue it is.
  if ('activity' in change) touched.push({ index: 'tr-worker', keys: undefined })
  if ('taskQueue' in change) {
    touched.push({ index: 'tr-queue', keys: [change.taskQueue.sid] }, { index: 'tr-worker', keys: undefined })
  }
  return touched
}
