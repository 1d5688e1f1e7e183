import type { Invite, Task } from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'

/** Whom an invite asks in. */
export interface AskedFor {
  readonly kind: 'worker' | 'queue'
  readonly sid: string
}

/** What an invite of ours says of its target in its task; the workflow routes by it. */
const Target = z.object({ transferTargetType: z.enum(['worker', 'queue']), transferTargetSid: z.string() })

/** The worker or queue that an invite names, by Twilio's means or by ours; undefined where its workflow decides. */
export function askedFor({ workerSid, taskAsCreated }: Invite): AskedFor | undefined {
  if (workerSid !== undefined) return { kind: 'worker', sid: workerSid }
  const target = Target.safeParse(JSON.parse(taskAsCreated.attributes)).data
  if (target !== undefined) return { kind: target.transferTargetType, sid: target.transferTargetSid }
  const queueSid = queueOf(taskAsCreated)
  return queueSid === undefined ? undefined : { kind: 'queue', sid: queueSid }
}

function queueOf({ taskQueueSid, routingTarget }: Task): string | undefined {
  return taskQueueSid ?? (routingTarget?.startsWith('WQ') === true ? routingTarget : undefined)
}
