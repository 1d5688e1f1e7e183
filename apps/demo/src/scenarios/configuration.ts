import type { Scenario } from '../scenario.ts'
import { answered, areInside, played } from './checks.ts'
import { aliceChats, toAgent } from './scene.ts'

export interface Switches {
  readonly enabled: boolean
  readonly cold_transfer: boolean
  readonly multi_participant: boolean
}

/** Each switch does what it says, and nothing else. */
export function configured(switches: Switches): Scenario {
  const { enabled, cold_transfer: cold, multi_participant: multi } = switches
  const on = Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [name] : []))
  return {
    name: `configured: ${on.length === 0 ? 'nothing' : on.join(', ')}`,
    play: async (stage) => {
      const { alice, bob, carol, chat } = await aliceChats(stage)
      await stage.configure({ ...switches })
      const invited = await alice.invite(chat, toAgent(bob))
      if (enabled && multi) await bob.accept()
      const reply = await alice.transfer(chat, toAgent(carol))
      if (enabled && cold) await carol.accept()
      const inside = [...(enabled && cold ? [carol] : [alice]), ...(enabled && multi ? [bob] : [])]
      return played(reply, [
        answered('an invite', invited, expected(enabled, multi, 'multi_participant_off')),
        answered('a transfer', reply, expected(enabled, cold, 'cold_transfer_off')),
        await areInside(stage, chat, inside),
      ])
    },
  }
}

function expected(enabled: boolean, isOn: boolean, code: string): Readonly<Record<string, unknown>> {
  if (enabled && isOn) return { status: 200, result: 'done' }
  return { status: 409, result: 'refused', code: enabled ? code : 'not_enabled' }
}
