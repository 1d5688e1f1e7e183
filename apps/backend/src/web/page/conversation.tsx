/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ConversationSid } from '@conversation-transfer/transfer'
import type { AuditEntry } from '../../store/audit-trail.ts'
import type { ScheduleRow } from '../../store/schedule.ts'
import { Entries } from './entries.tsx'
import { memoryWords } from './memory-words.ts'
import { Ago, LookNow, Nothing, Since, State, Until } from './parts.tsx'

export interface ConversationProps {
  readonly sid: ConversationSid
  /** Undefined: it is not looked after any more, and only its history is left. */
  readonly row: ScheduleRow | undefined
  readonly entries: readonly AuditEntry[]
  /** A person has asked for a look that has not been taken yet. */
  readonly isAwaited: boolean
  readonly nowMs: number
}

/** One conversation's whole story: where it is, how it stands, what is remembered, what was done. */
export function Conversation({ sid, row, entries, isAwaited, nowMs }: ConversationProps) {
  return (
    <>
      <div class="title">
        <div>
          <h1>Conversation</h1>
          <p class="sid">{sid}</p>
        </div>
        {row !== undefined && <State state={row.standing?.state ?? 'unknown'} />}
        <LookNow sid={sid} />
      </div>
      {isAwaited && row !== undefined && (
        <p class="notice" role="status">
          A look was asked for. What it finds is shown here as soon as it is done.
        </p>
      )}
      {row === undefined ? (
        <Nothing>It is not looked after any more: it is over, or was never heard of. Its history is below.</Nothing>
      ) : (
        <>
          {row.lastError !== undefined && row.failures > 0 && (
            <p class="notice danger">
              The last {row.failures === 1 ? 'look' : `${row.failures} looks`} failed: {row.lastError}
            </p>
          )}
          {row.standing?.alarms.map((alarm) => (
            <p class="notice danger">{alarm}</p>
          ))}
          <div class="halves">
            <Standing row={row} nowMs={nowMs} />
            <Remembered row={row} nowMs={nowMs} />
          </div>
        </>
      )}
      <section aria-labelledby="history">
        <h2 id="history">History</h2>
        {entries.length === 0 ? (
          <Nothing>Nothing has been done to it.</Nothing>
        ) : (
          <Entries entries={entries} nowMs={nowMs} withConversation={false} />
        )}
      </section>
    </>
  )
}

function Standing({ row, nowMs }: { readonly row: ScheduleRow; readonly nowMs: number }) {
  const { standing, lookedAtMs } = row
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">How it stands</h2>
      <dl class="facts">
        <dt>Channel</dt>
        <dd>{standing?.channelType ?? 'not known'}</dd>
        <dt>Agents inside</dt>
        <dd>{standing?.agentsInside ?? 'not known'}</dd>
        <dt>Live invites</dt>
        <dd>{standing?.liveInvites ?? 'not known'}</dd>
        {standing?.aloneSinceMs !== undefined && (
          <>
            <dt>Alone for</dt>
            <dd class="bad">
              <Since atMs={standing.aloneSinceMs} nowMs={nowMs} />
            </dd>
          </>
        )}
        <dt>Looked at</dt>
        <dd>{lookedAtMs === undefined ? 'not yet' : <Ago atMs={lookedAtMs} nowMs={nowMs} />}</dd>
        <dt>Next look</dt>
        <dd>{row.isClaimed ? 'being looked at' : <Until atMs={row.lookAtMs} nowMs={nowMs} />}</dd>
        <dt>Interaction</dt>
        <dd class="sid">{row.interactionSid ?? 'not known'}</dd>
        <dt>Its channel</dt>
        <dd class="sid">{row.channelSid ?? 'not known'}</dd>
      </dl>
    </section>
  )
}

function Remembered({ row, nowMs }: { readonly row: ScheduleRow; readonly nowMs: number }) {
  const lines = memoryWords(row.memory, nowMs)
  return (
    <section aria-labelledby="memory">
      <h2 id="memory">What is remembered</h2>
      {lines.length === 0 ? (
        <Nothing>Nothing.</Nothing>
      ) : (
        <ul class="memory">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
