import { hasEnded } from '../channel.ts'
import { agentsInside } from '../inside.ts'
import { liveInvites } from '../invites.ts'
import type { StateInvariant } from './invariant.ts'

/** Nobody is inside one channel twice, and nobody who is inside is rung for it again. In one that has ended nobody is. */
export const nobodyTwice: StateInvariant = {
  name: 'nobody-twice',
  holds: 'settled',
  violations: (observation) => {
    if (hasEnded(observation.channel)) return []
    const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
    const twice = inside.filter((workerSid, index) => inside.indexOf(workerSid) !== index)
    const rung = liveInvites(observation)
      .flatMap(({ task }) => task.reservations)
      .filter(({ status, workerSid }) => status === 'pending' && inside.includes(workerSid))
    return [
      ...twice.map((workerSid) => `${workerSid} is inside twice.`),
      ...rung.map(({ workerSid }) => `It rings at ${workerSid}, who is inside.`),
    ]
  },
}
