import { z } from 'zod'
import type { EntityItem } from './entity.ts'

const PAGE_SIZE_MAX = 100
const DEFAULT_PAGE_SIZE = 50

/** Where a page lies: from this key on, or up to just before it. */
const Position = z.object({
  from: z.union([z.string(), z.number()]),
  backwards: z.boolean(),
  order: z.enum(['asc', 'desc']),
  size: z.number(),
})
type Position = z.infer<typeof Position>

export interface ItemsPage {
  readonly items: readonly EntityItem[]
  readonly previousToken: string | null
  readonly nextToken: string | null
}

/**
 * A page of a map's or list's items: those from `From` on, `From` included, in either order, or those that a token of an
 * earlier page names. A token is null at the end, which is how clients learn that they have everything (TS-5).
 */
export function itemsPage(items: readonly EntityItem[], query: URLSearchParams): ItemsPage {
  const position = fromToken(query.get('PageToken'))
  const order = position?.order ?? (query.get('Order') === 'desc' ? 'desc' : 'asc')
  const size = position?.size ?? pageSize(query.get('PageSize'))
  const sorted = order === 'desc' ? items.toReversed() : items
  const from = position?.from ?? query.get('From') ?? undefined
  const isReached = ({ key }: EntityItem): boolean => from === undefined || isAtOrAfter(key, from, order)
  const found = sorted.findIndex(isReached)
  const pivot = found === -1 ? sorted.length : found
  const start = position?.backwards === true ? Math.max(0, pivot - size) : pivot
  const end = position?.backwards === true ? pivot : Math.min(sorted.length, pivot + size)
  const before = sorted[start]
  const after = sorted[end]
  return {
    items: sorted.slice(start, end),
    previousToken:
      start === 0 || before === undefined ? null : token({ from: before.key, backwards: true, order, size }),
    nextToken: after === undefined ? null : token({ from: after.key, backwards: false, order, size }),
  }
}

function isAtOrAfter(key: string | number, from: string | number, order: Position['order']): boolean {
  const bound = typeof key === 'number' ? Number(from) : String(from)
  return order === 'desc' ? key <= bound : key >= bound
}

function pageSize(text: string | null): number {
  const size = Number(text ?? DEFAULT_PAGE_SIZE)
  return Number.isInteger(size) && size > 0 ? Math.min(size, PAGE_SIZE_MAX) : DEFAULT_PAGE_SIZE
}

function token(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** A token that is none of ours begins at the beginning. */
function fromToken(text: string | null): Position | undefined {
  if (text === null) return undefined
  try {
    return Position.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
