/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditEntry, AuditKind } from '../../store/audit-trail.ts'
import { RULE_NAMES } from '@conversation-transfer/transfer'
import { KINDS } from '../operator-requests.ts'
import { Entries } from './entries.tsx'
import { Nothing } from './parts.tsx'
import { KIND_WORDS } from './words.ts'

export interface RepairsProps {
  readonly entries: readonly AuditEntry[]
  readonly rule: string | undefined
  readonly kind: AuditKind | undefined
  /** Where the next page begins, if there is one. */
  readonly olderThanId: string | undefined
  readonly isFirstPage: boolean
  readonly nowMs: number
}

/** What was done, or would have been, and why; the newest first. */
export function Repairs({ entries, rule, kind, olderThanId, isFirstPage, nowMs }: RepairsProps) {
  return (
    <>
      <h1>Repairs</h1>
      <form class="filter">
        <label>
          Rule
          <select name="rule">
            <option value="">all rules</option>
            {RULE_NAMES.map((name) => (
              <option value={name} selected={name === rule}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          What
          <select name="kind">
            <option value="">everything</option>
            {KINDS.map((each) => (
              <option value={each} selected={each === kind}>
                {KIND_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Show</button>
      </form>
      {entries.length === 0 ? (
        <Nothing>There is nothing of this kind.</Nothing>
      ) : (
        <Entries entries={entries} nowMs={nowMs} withConversation />
      )}
      <nav class="paging" aria-label="Pages of repairs">
        {!isFirstPage && <a href={address(rule, kind, undefined)}>Newest</a>}
        {olderThanId !== undefined && <a href={address(rule, kind, olderThanId)}>Older</a>}
      </nav>
    </>
  )
}

function address(rule: string | undefined, kind: string | undefined, beforeId: string | undefined): string {
  const query = new URLSearchParams()
  if (rule !== undefined) query.set('rule', rule)
  if (kind !== undefined) query.set('kind', kind)
  if (beforeId !== undefined) query.set('beforeId', beforeId)
  return query.size === 0 ? '/repairs' : `/repairs?${query.toString()}`
}
