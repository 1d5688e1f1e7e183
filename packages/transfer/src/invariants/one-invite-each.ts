import { liveInvites } from '../invites.ts'
import type { StateInvariant } from './invariant.ts'

/** One transfer has at most one live invite, and a channel at most one live cold one. */
export const oneInviteEach: StateInvariant = {
  name: 'one-invite-each',
  holds: 'settled',
  violations: (observation) => {
    const marks = liveInvites(observation).map(({ mark }) => mark)
    const ids = marks.map(({ transferId }) => transferId)
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index)
    const cold = marks.filter(({ mode }) => mode === 'cold').length
    return [
      ...repeated.map((id) => `The transfer ${id} has several live invites.`),
      ...(cold > 1 ? [`${cold} cold invites are live at once.`] : []),
    ]
  },
}
