import type { Queue } from './queue.ts'

/** Names that more than one queue has: an invite that gives only such a name could mean either. */
export function namesInCommon(queues: readonly Queue[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const inCommon = new Set<string>()
  for (const { friendlyName } of queues) {
    if (seen.has(friendlyName)) inCommon.add(friendlyName)
    seen.add(friendlyName)
  }
  return inCommon
}
