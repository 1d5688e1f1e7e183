import type { Lane, Span, SpanKind } from '../view/conversation-story.ts'

/** What lasts no longer is one thing with what follows it: a call changes the world in steps, and real time passes between. */
const BLINK_MS = 50

/** What a lane should show from now on. */
export interface WantedSpan {
  readonly laneId: string
  readonly kind: SpanKind
}

interface OpenLane {
  readonly id: string
  readonly kind: Lane['kind']
  readonly name: string
  readonly spans: MutableSpan[]
}

interface MutableSpan {
  readonly kind: SpanKind
  readonly from: string
  to: string | undefined
}

/** Draws lanes: told at each change what holds after it, it begins and ends the bars. */
export class LaneBook {
  readonly #lanes = new Map<string, OpenLane>()

  /** Adds the lane unless it is there. */
  add({ id, kind, name }: Omit<Lane, 'spans'>): void {
    if (!this.#lanes.has(id)) this.#lanes.set(id, { id, kind, name, spans: [] })
  }

  /** From `at` on, these bars go on and no others. */
  draw(at: string, wanted: readonly WantedSpan[]): void {
    for (const { id, spans } of this.#lanes.values()) {
      const kinds = new Set(wanted.filter(({ laneId }) => laneId === id).map(({ kind }) => kind))
      for (const span of spans) if (span.to === undefined && !kinds.has(span.kind)) span.to = at
      for (const kind of kinds) begin(spans, kind, at)
    }
  }

  /** Customers first, then in the order in which they came. What was over in a blink has never been there. */
  lanes(): Lane[] {
    const lanes = [...this.#lanes.values()].map((lane): Lane => {
      return {
        ...lane,
        spans: lane.spans
          .filter(({ from, to }) => to === undefined || !isBlink(from, to))
          .map((span): Span => ({ ...span })),
      }
    })
    const drawn = lanes.filter(({ spans }) => spans.length > 0)
    const customers = drawn.filter(({ kind }) => kind === 'customer')
    return [...customers, ...drawn.filter(({ kind }) => kind !== 'customer')]
  }
}

/** A bar that began again a blink after its end has gone on. */
function begin(spans: MutableSpan[], kind: SpanKind, at: string): void {
  const last = spans.findLast((span) => span.kind === kind)
  if (last !== undefined && last.to === undefined) return
  if (last?.to !== undefined && isBlink(last.to, at)) last.to = undefined
  else spans.push({ kind, from: at, to: undefined })
}

function isBlink(from: string, to: string): boolean {
  return Date.parse(to) - Date.parse(from) < BLINK_MS
}
