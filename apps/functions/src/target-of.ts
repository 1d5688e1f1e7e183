import type { TaskQueueSid, TransferTarget, WorkerSid } from '@conversation-transfer/transfer'

type TargetFields =
  | { readonly targetType: 'worker'; readonly targetSid: WorkerSid }
  | { readonly targetType: 'queue'; readonly targetSid: TaskQueueSid }

/** Whom a request asks for. */
export function targetOf(body: TargetFields): TransferTarget {
  return body.targetType === 'worker' ? { type: 'worker', sid: body.targetSid } : { type: 'queue', sid: body.targetSid }
}
