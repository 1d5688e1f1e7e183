import { z } from 'zod'
import type { InviteMark } from './invite-mark.ts'
import type { JsonObject } from './json.ts'
import type { InviteTarget } from './observation.ts'
import { workerSid, type TaskSid } from './sid.ts'

/** What an invite asks for, and what makes it one that we look after. */
export interface AskedFor {
  readonly mark: InviteMark
  readonly target: InviteTarget
}

/**
 * An invite that the Flex template's feature of the same name has made, and that was still out when this one took its place:
 * the three attributes are those that the template documents for its workflow. It has no mark of ours, so one is made up that
 * says nothing that is not known: who asked is not, and the template releases a sender by itself, so there is nobody to release.
 * Undefined for everything else.
 */
export function readTemplateInvite(taskSid: TaskSid, taskAttributes: JsonObject): AskedFor | undefined {
  const { data } = templateAttributes.safeParse(taskAttributes)
  if (data === undefined) return undefined
  const target = targetOf(data)
  const mark = { transferId: `template:${taskSid}`, mode: 'warm', attempt: 1, targetName: target.name } as const
  return { mark, target }
}

const templateAttributes = z
  .discriminatedUnion('transferTargetType', [
    z.object({ transferTargetType: z.literal('worker'), transferTargetSid: workerSid }),
    z.object({ transferTargetType: z.literal('queue'), transferQueueName: z.string().min(1) }),
  ])
  .and(z.object({ workerSidsInConversation: z.array(z.string()), conversationTransfer: z.undefined().optional() }))

function targetOf(data: z.infer<typeof templateAttributes>): InviteTarget {
  return data.transferTargetType === 'worker'
    ? { type: 'worker', sid: data.transferTargetSid, name: data.transferTargetSid }
    : // The template names queues, and only so.
      { type: 'queue', sid: data.transferQueueName, name: data.transferQueueName }
}
