import { membersOf, type World } from '@conversation-transfer/twilio-emulator'
import type { QueueView } from '../view/live-view.ts'

/** How many could take something in each queue, and how many tasks wait there for somebody to accept them. */
export function queueViews(world: World): QueueView[] {
  const { taskQueues, activities, tasks } = world.taskrouter
  const waiting = tasks.all().filter(({ status }) => status === 'pending' || status === 'reserved')
  return taskQueues.all().map((queue) => ({
    name: queue.friendlyName,
    available: membersOf(world, queue).filter(({ activitySid }) => activities.get(activitySid)?.available).length,
    waiting: waiting.filter(({ taskQueueSid }) => taskQueueSid === queue.sid).length,
  }))
}
