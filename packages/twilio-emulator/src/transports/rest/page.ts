import { ok, type RestAnswer, type RestRequest } from './message.ts'
import { invalidParameter } from './twilio-error.ts'

const DEFAULT_PAGE_SIZE = 50

export interface PageOptions<Row> {
  readonly request: RestRequest
  /** All rows of the list, in its order. */
  readonly rows: readonly Row[]
  /** The name under which the body holds the rows, such as `tasks`. */
  readonly key: string
  readonly render: (row: Row) => object
  /** The largest PageSize that this product allows; a larger one is taken as this. */
  readonly sizeMax?: number
}

/**
 * One page of a list, with the `meta` that Twilio's SDKs follow from page to page. The page after this one is named by
 * the last row of this one, so that rows which come and go between two pages neither hide nor repeat others.
 * Source (documented): https://www.twilio.com/docs/usage/twilios-response#response-formats-list-paging-information
 */
export function page<Row extends { readonly sid: string }>(options: PageOptions<Row>): RestAnswer {
  const { request, rows, key, render } = options
  const query = request.url.searchParams
  const size = pageSize(query, options.sizeMax ?? 1000)
  const start = startOf(rows, query.get('PageToken'))
  const shown = rows.slice(start, start + size)
  const number = pageNumber(query)
  const last = shown.at(-1)
  const hasNext = last !== undefined && start + size < rows.length
  const meta = {
    page: number,
    page_size: size,
    first_page_url: pageUrl(request.url, { size, number: 0 }),
    previous_page_url: null,
    url: request.url.href,
    next_page_url: hasNext
      ? pageUrl(request.url, { size, number: number + 1, token: pageToken(start + size, last.sid) })
      : null,
    key,
  }
  return ok({ meta, [key]: shown.map(render) })
}

function pageSize(query: URLSearchParams, sizeMax: number): number {
  const asked = query.get('PageSize')
  if (asked === null) return DEFAULT_PAGE_SIZE
  if (!/^\d{1,9}$/.test(asked) || Number(asked) === 0) {
    throw invalidParameter(`PageSize must be a whole number from 1 to ${sizeMax}, not '${asked}'`)
  }
  return Math.min(Number(asked), sizeMax)
}

/** Which page this is, counted from 0; it says nothing about where the page begins, but stands in every answer. */
function pageNumber(query: URLSearchParams): number {
  const asked = query.get('Page') ?? '0'
  if (!/^\d{1,9}$/.test(asked)) throw invalidParameter(`Page must be a whole number, not '${asked}'`)
  return Number(asked)
}

/** The row that the page ended with, and where the next one began, in case that row is gone by then. */
function pageToken(nextStart: number, lastSid: string): string {
  return `PA${lastSid}.${nextStart}`
}

function startOf(rows: readonly { readonly sid: string }[], token: string | null): number {
  if (token === null) return 0
  const [, lastSid, nextStart] = /^PA(\w+)\.(\d{1,9})$/.exec(token) ?? []
  if (nextStart === undefined) throw invalidParameter(`PageToken '${token}' does not name a page of this list`)
  const position = rows.findIndex((row) => row.sid === lastSid)
  return position === -1 ? Number(nextStart) - 1 : position + 1
}

interface PageAddress {
  readonly size: number
  readonly number: number
  readonly token?: string
}

function pageUrl(url: URL, { size, number, token }: PageAddress): string {
  const address = new URL(url)
  address.searchParams.set('PageSize', String(size))
  address.searchParams.set('Page', String(number))
  if (token === undefined) address.searchParams.delete('PageToken')
  else address.searchParams.set('PageToken', token)
  return address.href
}
