import type { TaskSid, WorkerSid } from './sid.ts'

/*
 * Why we ended the task of an invite. It stands in the task and in TaskRouter's events: requests that are repeated, and
 * later looks, know by it what was done and what has to follow.
 */

export const DECLINED = 'Declined'
export const RUNG_OUT = 'Not answered'
export const NEVER_JOINED = 'Accepted, and never joined'

export const CUSTOMER_LEFT = 'The customer has left.'
export const TARGET_INSIDE = 'The agent who was invited is inside.'
export const RINGS_AT_INSIDERS = 'It rings at nobody but agents who are inside.'

export function duplicateOf(kept: TaskSid): string {
  return `Duplicate of ${kept}`
}

export function canceledBy(workerSid: WorkerSid): string {
  return `Canceled by ${workerSid}`
}

export function sentBackBy(workerSid: WorkerSid): string {
  return `Sent back by ${workerSid}`
}

/** Whether an invite was ended because nobody needed it any more: then nothing has failed, and no way back begins. */
export function wasNotNeeded(reason: string): boolean {
  return NOT_NEEDED.some((beginning) => reason.startsWith(beginning))
}

const NOT_NEEDED: readonly string[] = ['Canceled by ', 'Duplicate of ', CUSTOMER_LEFT, TARGET_INSIDE, RINGS_AT_INSIDERS]
