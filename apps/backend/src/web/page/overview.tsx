/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RepairSwitch } from '@conversation-transfer/transfer'
import type { AuditEntry } from '../../store/audit-trail.ts'
import type { Frozen } from '../../store/repair-allowance.ts'
import type { ScheduleCounts, ScheduleRow } from '../../store/schedule.ts'
import type { StandingState } from '../../store/standing.ts'
import { durationWords } from './duration-words.ts'
import { Entries } from './entries.tsx'
import { Ago, ConversationLink, LookNow, Nothing, Since } from './parts.tsx'

export interface OverviewProps {
  readonly repairs: RepairSwitch
  readonly frozen: Frozen | undefined
  readonly counts: ScheduleCounts
  readonly alone: readonly ScheduleRow[]
  readonly latest: readonly AuditEntry[]
  readonly nowMs: number
}

/** Whether all is well, at a glance; and what is not, first. */
export function Overview({ repairs, frozen, counts, alone, latest, nowMs }: OverviewProps) {
  return (
    <>
      {frozen !== undefined && <FrozenNotice frozen={frozen} nowMs={nowMs} />}
      <h1>Overview</h1>
      <Mode repairs={repairs} />
      <Tiles counts={counts} nowMs={nowMs} />
      <section aria-labelledby="alone">
        <h2 id="alone">Customers alone now</h2>
        {alone.length === 0 ? (
          <Nothing>Every customer has somebody, or somebody is on the way.</Nothing>
        ) : (
          <ul class="alone">
            {alone.map((row) => (
              <Alone row={row} nowMs={nowMs} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="latest">
        <h2 id="latest">
          Latest <a href="/repairs">all repairs</a>
        </h2>
        {latest.length === 0 ? (
          <Nothing>Nothing has had to be repaired yet.</Nothing>
        ) : (
          <Entries entries={latest} nowMs={nowMs} withConversation />
        )}
      </section>
    </>
  )
}

function FrozenNotice({ frozen, nowMs }: { readonly frozen: Frozen; readonly nowMs: number }) {
  return (
    <section class="notice danger" role="alert">
      <div>
        <strong>
          Repairs are frozen, for <Since atMs={frozen.sinceMs} nowMs={nowMs} />.
        </strong>
        <p>{frozen.reason}</p>
        <p>Nothing is changed until a person has looked and thaws them.</p>
      </div>
      <form method="post" action="/thaw">
        <button type="submit">Thaw</button>
      </form>
    </section>
  )
}

function Mode({ repairs }: { readonly repairs: RepairSwitch }) {
  if (repairs === 'none') {
    return (
      <p class="mode">
        <span class="badge kind-observed">Observing</span> It says what it would do, and changes nothing. REPAIRS
        switches rules on.
      </p>
    )
  }
  return (
    <p class="mode">
      <span class="badge kind-repaired">Repairing</span>{' '}
      {repairs === 'all' ? 'All rules are switched on.' : `Switched on: ${repairs.join(', ')}.`}
    </p>
  )
}

function Tiles({ counts, nowMs }: { readonly counts: ScheduleCounts; readonly nowMs: number }) {
  const { byState, rows, due, oldestDueSinceMs, failing } = counts
  const ofState = (state: StandingState): number => byState[state] ?? 0
  return (
    <dl class="tiles">
      <Tile name="Conversations" count={rows} href="/conversations" />
      <Tile name="Attended" count={ofState('attended')} href="/conversations?state=attended" />
      <Tile name="Waiting" count={ofState('waiting')} href="/conversations?state=waiting" />
      <Tile name="Alone" count={ofState('alone')} href="/conversations?state=alone" isBad={ofState('alone') > 0} />
      <Tile name="Not ours" count={ofState('not-ours')} href="/conversations?state=not-ours" />
      <Tile
        name="Looks due"
        count={due}
        detail={oldestDueSinceMs === undefined ? undefined : `oldest ${durationWords(nowMs - oldestDueSinceMs)}`}
        isBad={oldestDueSinceMs !== undefined && nowMs - oldestDueSinceMs > LATE_MS}
      />
      <Tile name="Looks failing" count={failing} isBad={failing > 0} />
    </dl>
  )
}

/** A look that is due waits for a second or two; the alert in alerts.yaml waits longer. */
const LATE_MS = 30_000

function Tile({
  name,
  count,
  detail,
  href,
  isBad = false,
}: {
  readonly name: string
  readonly count: number
  readonly detail?: string | undefined
  readonly href?: string
  readonly isBad?: boolean
}) {
  return (
    <div class={isBad ? 'tile bad' : 'tile'}>
      <dt>{href === undefined ? name : <a href={href}>{name}</a>}</dt>
      <dd>
        {count}
        {detail !== undefined && <small>{detail}</small>}
      </dd>
    </div>
  )
}

function Alone({ row, nowMs }: { readonly row: ScheduleRow; readonly nowMs: number }) {
  const { conversationSid, standing, lookedAtMs } = row
  return (
    <li>
      <div>
        <ConversationLink sid={conversationSid} />
        <span class="channel">{standing?.channelType}</span>
      </div>
      <p>
        {standing?.aloneSinceMs !== undefined && (
          <strong>
            for <Since atMs={standing.aloneSinceMs} nowMs={nowMs} />
          </strong>
        )}
        {lookedAtMs !== undefined && (
          <small>
            {' '}
            looked at <Ago atMs={lookedAtMs} nowMs={nowMs} />
          </small>
        )}
        {standing?.alarms.map((alarm) => (
          <span class="alarm">{alarm}</span>
        ))}
      </p>
      <LookNow sid={conversationSid} />
    </li>
  )
}
