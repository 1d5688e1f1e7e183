import { BETWEEN_LOOKS_MS, type Claim } from '../../schedule.ts'
import type { Queries } from '../database.ts'
import { HELD } from '../held.ts'
import { interval, NOW } from '../now.ts'

/**
 * The conversation is over and its row goes, unless a mark came during the look: then whoever made it knows better, and the row
 * is due again. Two statements and no transaction: `requested` only rises, so that a mark in between changes nothing, and a
 * crash in between leaves a lease that runs out.
 */
export async function removeRow(
  queries: Queries,
  now: string | null,
  claim: Claim,
): Promise<'removed' | 'due again' | undefined> {
  const { conversationSid, fence, requested } = claim
  const removed = await queries.query(REMOVE, [conversationSid, fence, requested])
  if (removed.length > 0) return 'removed'
  const kept = await queries.query(KEEP, [now, conversationSid, fence])
  return kept.length > 0 ? 'due again' : undefined
}

const REMOVE = `
  delete from conversation_transfer.schedule
  where ${HELD({ conversationSid: '$1', fence: '$2' })} and requested = $3::bigint
  returning 1
`

const KEEP = `
  update conversation_transfer.schedule set
    look_at = greatest(${NOW}, claimed_at + ${interval(BETWEEN_LOOKS_MS)}),
    looked_at = claimed_at,
    claimed_at = null,
    failures = 0,
    last_error = null,
    changed_at = ${NOW}
  where ${HELD({ conversationSid: '$2', fence: '$3' })}
  returning 1
`
