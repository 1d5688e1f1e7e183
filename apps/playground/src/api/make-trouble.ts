import { z } from 'zod'
import { isOnceTrouble, turn, type OnceTrouble } from '../troubles/troubles.ts'
import type { TroubleRequest } from '../view/trouble.ts'
import { twoLeaveAtOnce, type Staff } from './conversation-commands.ts'
import { Refusal } from './refusal.ts'
import { answerRing, goTo, ignoreRing } from './staff-actions.ts'

export const TroubleBody: z.ZodType<TroubleRequest> = z.strictObject({
  workerSid: z.string().exactOptional(),
  conversationSid: z.string().exactOptional(),
  isOn: z.boolean().exactOptional(),
})

/** Makes a trouble happen, or turns it on or off. Throws a Refusal. */
export async function makeTrouble(staff: Staff, id: string, body: TroubleRequest): Promise<void> {
  if (isOnceTrouble(id)) return happen(staff, id, body)
  if (body.isOn === undefined) throw new Refusal(400, 'isOn must say whether it is to be on.')
  if (!turn(staff.emulator.faults, id, body.isOn)) throw new Refusal(404, `There is no trouble '${id}'.`)
}

async function happen(staff: Staff, id: OnceTrouble, body: TroubleRequest): Promise<void> {
  const { emulator } = staff
  const { world } = emulator
  switch (id) {
    case 'agent-declines':
      return answerRing(emulator, required(body, 'workerSid'), 'decline')
    case 'agent-ignores':
      return ignoreRing(world, required(body, 'workerSid'))
    case 'agent-goes-offline':
      return goTo(world, required(body, 'workerSid'), 'Offline')
    case 'two-leave':
      return twoLeaveAtOnce(staff, required(body, 'conversationSid'))
  }
}

function required(body: TroubleRequest, name: 'workerSid' | 'conversationSid'): string {
  const value = body[name]
  if (value === undefined) throw new Refusal(400, `${name} must say whom it is done to.`)
  return value
}
