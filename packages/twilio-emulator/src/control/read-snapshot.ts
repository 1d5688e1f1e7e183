import { z } from 'zod'
import { ControlError } from './control-error.ts'
import { digestOf, SNAPSHOT_FORMAT, type Snapshot } from './snapshot.ts'

const Envelope = z.looseObject({ format: z.number(), digest: z.string(), nowMs: z.number() })

/**
 * What `GET /__emulator/snapshot` has answered, with all its moments moved so that it is now. Throws a ControlError, or a
 * ZodError, for anything else: rows that somebody has written by hand could contradict each other in a hundred ways.
 */
export function readSnapshot(body: unknown, nowMs: number): Snapshot {
  const { digest, ...rest } = Envelope.parse(body)
  if (rest.format !== SNAPSHOT_FORMAT) {
    throw new ControlError(400, `The snapshot has the format ${rest.format}; this emulator reads ${SNAPSHOT_FORMAT}.`)
  }
  if (digest !== digestOf(rest)) {
    throw new ControlError(400, 'The snapshot is not as it was written: its digest is that of another one.')
  }
  // The digest says that this emulator has written it, and it writes nothing else of this format.
  return moved({ digest, ...rest }, nowMs - rest.nowMs) as Snapshot
}

/** How the names of moments end; those of durations end in other words. */
const MOMENT = /(?:^at|At|Since|Start)Ms$/
/** The one object in a row that is the account's own, and not the emulator's. */
const ACCOUNTS_OWN = 'configuration'

/** The clock does not go back, so what was about to happen in a minute must be about to happen in a minute from now. */
function moved(value: unknown, byMs: number, name = ''): unknown {
  if (byMs === 0 || name === ACCOUNTS_OWN) return value
  if (typeof value === 'number') return MOMENT.test(name) ? value + byMs : value
  if (Array.isArray(value)) return value.map((item) => moved(item, byMs, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner, byMs, key)]))
}
