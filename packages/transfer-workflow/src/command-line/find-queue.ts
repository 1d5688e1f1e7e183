import type { Queue } from '../queue.ts'
import { queueNames } from '../lint/queue-title.ts'
import { UsageError } from './usage-error.ts'

/**
 * The queue that a person means by its sid or its name.
 *
 * @throws {UsageError} if there is none, or more than one of that name.
 */
export function findQueue(queues: readonly Queue[], option: string, sidOrName: string): Queue {
  const found = queues.filter(({ sid, friendlyName }) => sid === sidOrName || friendlyName === sidOrName)
  const [queue, second] = found
  if (queue === undefined) {
    throw new UsageError(`${option} ${sidOrName}: no queue has this sid or name. There are ${queueNames(queues)}.`)
  }
  if (second !== undefined) throw new UsageError(`${option} ${sidOrName}: several queues have this name; give a sid.`)
  return queue
}
