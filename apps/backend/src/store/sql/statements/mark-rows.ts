import { EMPTY_MEMORY } from '@conversation-transfer/transfer'
import { TASK_SIDS_MAX, type FoldedMark } from '../../fold-marks.ts'
import { printMemory } from '../../memory-text.ts'
import { BETWEEN_LOOKS_MS } from '../../schedule.ts'
import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

/**
 * Makes the rows that are missing, and all of them due: one statement for a batch. A row that somebody holds keeps the end of
 * its lease as `look_at`; `requested` tells its holder that there is more to see.
 */
export async function markRows(queries: Queries, now: string | null, marks: readonly FoldedMark[]): Promise<void> {
  await queries.query(SQL, [
    now,
    marks.map(({ conversationSid }) => conversationSid),
    marks.map(({ interactionSid }) => interactionSid ?? null),
    marks.map(({ channelSid }) => channelSid ?? null),
    marks.map(({ taskSids }) => taskSids.join(' ')),
    printMemory(EMPTY_MEMORY),
  ])
}

const SQL = `
  insert into conversation_transfer.schedule as row (
    conversation_sid, interaction_sid, channel_sid, task_sids, memory, state,
    look_at, requested, fence, failures, changed_at
  )
  select
    conversation_sid, interaction_sid, channel_sid, string_to_array(task_sids, ' '), $6::json, 'unknown',
    ${NOW}, 1, 0, 0, ${NOW}
  from unnest($2::text[], $3::text[], $4::text[], $5::text[])
    as mark (conversation_sid, interaction_sid, channel_sid, task_sids)
  order by conversation_sid collate "C"
  on conflict (conversation_sid) do update set
    requested = row.requested + 1,
    interaction_sid = coalesce(row.interaction_sid, excluded.interaction_sid),
    channel_sid = coalesce(row.channel_sid, excluded.channel_sid),
    task_sids = case
      when row.task_sids @> excluded.task_sids then row.task_sids
      else (
        select array_agg(task_sid order by place) from (
          select task_sid, min(place) as place
          from unnest(row.task_sids || excluded.task_sids) with ordinality as named (task_sid, place)
          group by task_sid order by min(place) desc limit ${TASK_SIDS_MAX}
        ) as newest
      )
    end,
    look_at = case
      when row.claimed_at is not null and row.look_at > ${NOW} then row.look_at
      else least(row.look_at, greatest(${NOW}, row.looked_at + ${interval(BETWEEN_LOOKS_MS)}))
    end,
    changed_at = ${NOW}
`
