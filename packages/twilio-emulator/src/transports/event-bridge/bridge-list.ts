import { invalidParameter } from '../rest/twilio-error.ts'

const PAGE_ROWS_MAX = 1000

export interface BridgeListOptions<Row> {
  readonly query: URLSearchParams
  /** All rows of the list, in its order. */
  readonly rows: readonly Row[]
  readonly render: (row: Row) => object
}

/**
 * One page of a list as the event bridge answers it. The next page is asked for with `AfterSid`, or with `NextToken`
 * where the list is sorted; here both are the sid of the last row (EB-3).
 */
export function bridgeList<Row extends { readonly sid: string }>(options: BridgeListOptions<Row>): object {
  const { query, rows, render } = options
  const size = pageSize(query)
  const after = query.get('AfterSid') ?? query.get('NextToken')
  const start = after === null ? 0 : rows.findIndex(({ sid }) => sid === after) + 1
  const shown = rows.slice(start, start + size)
  const next = start + size < rows.length ? (shown.at(-1)?.sid ?? null) : null
  return { contents: shown.map(render), after_sid: next, meta: { next_token: next } }
}

function pageSize(query: URLSearchParams): number {
  const asked = query.get('PageSize')
  if (asked === null) return PAGE_ROWS_MAX
  if (!/^\d{1,9}$/.test(asked) || Number(asked) === 0) {
    throw invalidParameter(`PageSize must be a whole number from 1 to ${PAGE_ROWS_MAX}, not '${asked}'`)
  }
  return Math.min(Number(asked), PAGE_ROWS_MAX)
}
