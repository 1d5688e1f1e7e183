import { taskSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { HeardEvent } from './heard-event.ts'
import { lenient } from './lenient.ts'
import { addressInAttributes } from './task-attributes.ts'

/** TaskRouter's event callback (WH-5). Events of workers, queues and workflows carry no task, and say nothing here. */
export function decodeTaskrouter(form: unknown): HeardEvent | undefined {
  const event = CALLBACK.safeParse(form).data
  const address = addressInAttributes(event?.TaskAttributes)
  if (event === undefined || address === undefined) return undefined
  return {
    ...address,
    taskSids: event.TaskSid === undefined ? [] : [event.TaskSid],
    happenedAtMs: event.TimestampMs ?? (event.Timestamp === undefined ? undefined : event.Timestamp * 1000),
  }
}

const CALLBACK = z.object({
  TaskSid: lenient(taskSid),
  TaskAttributes: z.string(),
  TimestampMs: lenient(z.string().regex(/^\d+$/).transform(Number)),
  Timestamp: lenient(z.string().regex(/^\d+$/).transform(Number)),
})
