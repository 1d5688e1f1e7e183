import { agentsInside } from '../inside.ts'
import type { Observation } from '../observation.ts'
import type { ParticipantSid } from '../sid.ts'

/** Agents who were inside and are not any more, though nobody asked for it. `asked` are those whose going was asked for. */
export function harmViolations(before: Observation, after: Observation, asked: ReadonlySet<ParticipantSid>): string[] {
  const still = new Set(agentsInside(after).map(({ participant }) => participant.participantSid))
  return agentsInside(before)
    .map(({ participant }) => participant.participantSid)
    .filter((sid) => !still.has(sid) && !asked.has(sid))
    .map((sid) => `${sid} was inside and is not any more, and nobody asked for it.`)
}
