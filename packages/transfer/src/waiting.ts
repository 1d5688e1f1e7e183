import { isFollowed } from './invites.ts'
import type { Observation, ObservedTask, PresentTask } from './observation.ts'
import type { TaskSid, WorkerSid } from './sid.ts'

/**
 * The tasks of the channel that somebody may still come with, whoever made them: the customer's first task, an outbound
 * one, a native transfer, an invite. They are pending, reserved, or assigned with their agent not yet visible.
 */
export function waitingTasks(observation: Observation, except?: TaskSid): PresentTask[] {
  return observation.tasks.filter((task): task is PresentTask => task.sid !== except && isWaiting(observation, task))
}

function isWaiting(observation: Observation, task: ObservedTask): boolean {
  if (task.status === 'pending' || task.status === 'reserved') return true
  return task.status === 'assigned' && !isFollowed(observation, task)
}

/** A task that the worker has accepted, while Twilio's list of participants does not show the worker yet. */
export function joiningTask(observation: Observation, workerSid: WorkerSid): PresentTask | undefined {
  return waitingTasks(observation).find(({ status, reservations }) => {
    const isAccepted = reservations.some((one) => one.workerSid === workerSid && one.status === 'accepted')
    return status === 'assigned' && isAccepted
  })
}
