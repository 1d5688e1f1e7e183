/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ScheduleCounts, ScheduleRow } from '../../store/schedule.ts'
import type { StandingState } from '../../store/standing.ts'
import { STATES } from '../operator-requests.ts'
import { Ago, ConversationLink, Nothing, Since, State, Until } from './parts.tsx'
import { STATE_WORDS } from './words.ts'

export interface ConversationsProps {
  readonly rows: readonly ScheduleRow[]
  readonly counts: ScheduleCounts
  readonly state: StandingState | undefined
  readonly search: string | undefined
  /** There may be more that fit. */
  readonly isCut: boolean
  readonly nowMs: number
}

/** All that is looked after, or what was searched for. */
export function Conversations({ rows, counts, state, search, isCut, nowMs }: ConversationsProps) {
  return (
    <>
      <h1>Conversations</h1>
      <nav class="tabs" aria-label="By state">
        <Tab text="All" count={counts.rows} href={address(undefined, search)} isHere={state === undefined} />
        {STATES.map((each) => (
          <Tab
            text={STATE_WORDS[each]}
            count={counts.byState[each] ?? 0}
            href={address(each, search)}
            isHere={state === each}
          />
        ))}
      </nav>
      <form class="filter" role="search" aria-label="In this list">
        {state !== undefined && <input type="hidden" name="state" value={state} />}
        <input
          type="search"
          name="search"
          value={search}
          placeholder="CH, KD, UO or WT …"
          aria-label="Any sid of the conversation, or a part of one"
        />
        <button type="submit">Find</button>
      </form>
      {rows.length === 0 ? (
        <Nothing>{search === undefined ? 'There are none.' : `None has “${search}” in a sid.`}</Nothing>
      ) : (
        <Table rows={rows} nowMs={nowMs} />
      )}
      {isCut && <Nothing>The {rows.length} that changed last are shown. Search for others.</Nothing>}
    </>
  )
}

function Tab(props: {
  readonly text: string
  readonly count: number
  readonly href: string
  readonly isHere: boolean
}) {
  return (
    <a href={props.href} aria-current={props.isHere ? 'true' : undefined}>
      {props.text} <span>{props.count}</span>
    </a>
  )
}

function address(state: StandingState | undefined, search: string | undefined): string {
  const query = new URLSearchParams()
  if (state !== undefined) query.set('state', state)
  if (search !== undefined) query.set('search', search)
  return query.size === 0 ? '/conversations' : `/conversations?${query.toString()}`
}

function Table({ rows, nowMs }: Pick<ConversationsProps, 'rows' | 'nowMs'>) {
  return (
    <table class="wide">
      <thead>
        <tr>
          <th scope="col">Conversation</th>
          <th scope="col">State</th>
          <th scope="col">Channel</th>
          <th scope="col">Agents</th>
          <th scope="col">Invites</th>
          <th scope="col">Looked at</th>
          <th scope="col">Next look</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row row={row} nowMs={nowMs} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row, nowMs }: { readonly row: ScheduleRow; readonly nowMs: number }) {
  const { standing, lookedAtMs } = row
  return (
    <tr>
      <th scope="row">
        <ConversationLink sid={row.conversationSid} />
        {row.failures > 0 && <span class="alarm">{row.failures} failed looks</span>}
        {standing?.alarms.map((alarm) => (
          <span class="alarm">{alarm}</span>
        ))}
      </th>
      <td data-name="State">
        <span>
          <State state={standing?.state ?? 'unknown'} />
          {standing?.aloneSinceMs !== undefined && (
            <>
              {' '}
              <Since atMs={standing.aloneSinceMs} nowMs={nowMs} />
            </>
          )}
        </span>
      </td>
      <td data-name="Channel">{standing?.channelType ?? '–'}</td>
      <td data-name="Agents">{standing?.agentsInside ?? '–'}</td>
      <td data-name="Invites">{standing?.liveInvites ?? '–'}</td>
      <td data-name="Looked at">{lookedAtMs === undefined ? 'not yet' : <Ago atMs={lookedAtMs} nowMs={nowMs} />}</td>
      <td data-name="Next look">{row.isClaimed ? 'being looked at' : <Until atMs={row.lookAtMs} nowMs={nowMs} />}</td>
    </tr>
  )
}
