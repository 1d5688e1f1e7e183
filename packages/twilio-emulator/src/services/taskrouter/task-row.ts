import type { World } from '../../world/world.ts'
import type { Task } from './state.ts'

/** Replaces the task's row. Every change that a reader of the task could see counts as a new version (TR-5). */
export function changeTask(world: World, task: Task, change: Partial<Task>): Task {
  const current = world.taskrouter.tasks.get(task.sid) ?? task
  return world.taskrouter.tasks.put({
    ...current,
    ...change,
    updatedAtMs: world.clock.now(),
    version: current.version + 1,
  })
}
