import type { Queue } from '../queue.ts'

export function queueTitle({ sid, friendlyName }: Pick<Queue, 'sid' | 'friendlyName'>): string {
  return `queue ${JSON.stringify(friendlyName)} (${sid})`
}

/** A few names and how many more there are: a contact center can have hundreds of queues. */
export function queueNames(queues: readonly Pick<Queue, 'friendlyName'>[]): string {
  const shown = queues.slice(0, NAMES_SHOWN_MAX).map(({ friendlyName }) => JSON.stringify(friendlyName))
  const more = queues.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

const NAMES_SHOWN_MAX = 5
