import { isJsonObject, parseJson, readInviteMark } from '@conversation-transfer/transfer'
import type { World } from '@conversation-transfer/twilio-emulator'

/**
 * A transfer, or a repair's attempt, has one invite, however many processes have begun it: a second one would ring again. Twilio
 * itself makes a task like the last one, with our mark in it, when a customer writes into an inactive channel (IN-18); that is none.
 */
export class DoneOnce {
  readonly violations: string[] = []
  readonly #seen = new Set<string>()

  constructor({ changes, interactions }: World) {
    changes.subscribe((change) => {
      if (change.kind !== 'invite.created') return
      const { channelSid, taskSid, taskAsCreated } = change.invite
      const attributes = parseJson(taskAsCreated.attributes)
      const mark = isJsonObject(attributes) ? readInviteMark(attributes) : undefined
      if (mark === undefined || interactions.channels.get(channelSid)?.status === 'inactive') return
      const key = `${channelSid} ${mark.transferId}`
      if (this.#seen.has(key)) {
        this.violations.push(`done-once (${channelSid}): ${taskSid} is another invite of ${mark.transferId}.`)
      }
      this.#seen.add(key)
    })
  }
}
