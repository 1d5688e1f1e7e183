import { z } from 'zod'
import { printMemory } from '../../memory-text.ts'
import { BETWEEN_LOOKS_MS, type Claim, type LookEnd } from '../../schedule.ts'
import { countColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { HELD } from '../held.ts'
import { interval, NOW } from '../now.ts'

interface Acknowledged {
  /** A mark came during the look: the row is due again. */
  readonly isMarked: boolean
}

/**
 * The row waits for its next look, or is due at once if a mark came during this one. What the end does not say stays as it was.
 * Undefined if the claim no longer holds its row.
 */
export async function acknowledgeLook(
  queries: Queries,
  now: string | null,
  claim: Claim,
  { lookAgainInMs, ...end }: { readonly lookAgainInMs: number } & Exclude<LookEnd, { readonly kind: 'over' }>,
): Promise<Acknowledged | undefined> {
  const isFailed = end.kind === 'failed'
  const rows = await queries.query(SQL, [
    now,
    claim.conversationSid,
    claim.fence,
    claim.requested,
    Math.trunc(lookAgainInMs),
    end.memory === undefined ? null : printMemory(end.memory),
    isFailed ? null : JSON.stringify(end.standing),
    isFailed ? null : end.standing.state,
    isFailed ? null : (end.interactionSid ?? null),
    isFailed ? null : (end.channelSid ?? null),
    isFailed ? end.error : null,
  ])
  const [row] = acknowledgedRows.parse(rows)
  return row && { isMarked: row.requested !== claim.requested }
}

const SQL = `
  update conversation_transfer.schedule set
    look_at = greatest(
      case when requested = $4::bigint then ${NOW} + $5::bigint * ${interval(1)} else ${NOW} end,
      claimed_at + ${interval(BETWEEN_LOOKS_MS)}
    ),
    looked_at = claimed_at,
    claimed_at = null,
    memory = coalesce($6::json, memory),
    standing = coalesce($7::json, standing),
    state = coalesce($8::text, state),
    interaction_sid = coalesce($9::text, interaction_sid),
    channel_sid = coalesce($10::text, channel_sid),
    failures = case when $11::text is null then 0 else failures + 1 end,
    last_error = $11::text,
    changed_at = ${NOW}
  where ${HELD({ conversationSid: '$2', fence: '$3' })}
  returning requested
`

const acknowledgedRows = z.array(z.object({ requested: countColumn }))
