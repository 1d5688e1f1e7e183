import type {
  ConversationStory,
  Lane,
  Span,
  StoryEntry,
} from '@conversation-transfer/playground/view/conversation-story.ts'
import { ticksOf, type Tick } from './time-axis.ts'

/** Heights of the picture's parts. */
export const ROW_PX = 38
export const BAR_PX = 22
export const AXIS_PX = 24
/** Where, within a row, bars begin and the middle of marks is. */
export const BAR_TOP_PX = 4
export const MARK_MIDDLE_PX = 32
/** The row of what happened between machines. */
export const WIRE_PX = 28
/** Room for what happens at the very edges. */
export const MARGIN_PX = 8
/** What lasts for a moment only is still to be seen. */
const BAR_PX_MIN = 4
/** A conversation of a second is not blown up to the whole width. */
const DURATION_MS_MIN = 10_000

/** A conversation as a picture of `width` pixels: a row for each lane, bars and marks at their places in time. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
  readonly ticks: readonly Tick[]
  /** Calls and webhooks, along the bottom. */
  readonly wire: readonly Mark[]
  /** Where now is; undefined if nothing lasts any more. */
  readonly nowX: number | undefined
}

export interface Row {
  readonly lane: Lane
  /** Its upper edge. */
  readonly y: number
  readonly bars: readonly Bar[]
  readonly marks: readonly Mark[]
}

export interface Bar {
  readonly span: Span
  readonly x: number
  readonly width: number
  readonly lasts: boolean
  readonly durationMs: number
}

export interface Mark {
  readonly entry: StoryEntry
  readonly x: number
}

export interface Frame {
  readonly width: number
  /** Now, which is later than `story.now` when time has passed since it was told. */
  readonly nowMs: number
  /** How much of the end is shown; undefined for everything. */
  readonly lastMs: number | undefined
}

export function pictureOf(story: ConversationStory, { width, nowMs, lastMs }: Frame): Picture {
  const window = windowOf(story, nowMs, lastMs)
  const scale = scaleOf(window, width)
  const rows = story.lanes.map((lane, index) => ({
    lane,
    y: AXIS_PX + index * ROW_PX,
    bars: lane.spans.map((span) => bar(span, scale, window)).filter((found) => found !== undefined),
    marks: marks(story, scale, window, (entry) => entry.laneId === lane.id && isWorthAMark(entry)),
  }))
  return {
    width,
    height: AXIS_PX + rows.length * ROW_PX + WIRE_PX,
    rows,
    ticks: ticksOf({ ...window, originMs: beginningOf(story), width }).map(({ ms, text }) => ({ x: scale(ms), text })),
    wire: marks(story, scale, window, ({ kind }) => kind === 'call' || kind === 'webhook'),
    nowX: isLive(story) ? scale(nowMs) : undefined,
  }
}

/** Whether anything in it still lasts, so that the picture grows while nothing happens. */
export function isLive({ lanes }: ConversationStory): boolean {
  return lanes.some(({ spans }) => spans.some(({ to }) => to === undefined))
}

interface Window {
  readonly fromMs: number
  /** May be later than now. */
  readonly toMs: number
  readonly nowMs: number
}

type Scale = (ms: number) => number

function windowOf(story: ConversationStory, nowMs: number, lastMs: number | undefined): Window {
  const beginning = beginningOf(story)
  const toMs = Math.max(isLive(story) ? nowMs : endOf(story), beginning + DURATION_MS_MIN)
  return { fromMs: lastMs === undefined ? beginning : Math.max(beginning, toMs - lastMs), toMs, nowMs }
}

function scaleOf({ fromMs, toMs }: Window, width: number): Scale {
  const room = Math.max(1, width - 2 * MARGIN_PX)
  return (ms) => MARGIN_PX + ((ms - fromMs) / (toMs - fromMs)) * room
}

function timesOf({ lanes, entries }: ConversationStory): number[] {
  const ofSpans = lanes.flatMap(({ spans }) =>
    spans.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
  )
  return [...ofSpans, ...entries.map(({ at }) => at)].map((iso) => Date.parse(iso))
}

function beginningOf(story: ConversationStory): number {
  return timesOf(story).reduce((one, other) => Math.min(one, other), Date.parse(story.now))
}

function endOf(story: ConversationStory): number {
  return timesOf(story).reduce((one, other) => Math.max(one, other), 0)
}

/** Undefined for what was over before the window begins. */
function bar(span: Span, scale: Scale, { fromMs, nowMs }: Window): Bar | undefined {
  const [from, to] = [Date.parse(span.from), span.to === undefined ? nowMs : Date.parse(span.to)]
  if (to < fromMs) return undefined
  const x = scale(Math.max(from, fromMs))
  return {
    span,
    x,
    width: Math.max(BAR_PX_MIN, scale(to) - x),
    lasts: span.to === undefined,
    durationMs: Math.max(0, to - from),
  }
}

function marks(
  { entries }: ConversationStory,
  scale: Scale,
  { fromMs }: Window,
  isWanted: (entry: StoryEntry) => boolean,
): Mark[] {
  return entries
    .filter((entry) => isWanted(entry) && Date.parse(entry.at) >= fromMs)
    .map((entry) => ({ entry, x: scale(Date.parse(entry.at)) }))
}

/** Who comes and goes is told by the bars; messages and what went wrong are not. */
function isWorthAMark({ kind, tone }: StoryEntry): boolean {
  if (kind === 'call' || kind === 'webhook') return false
  return kind === 'message' || kind === 'repair' || tone === 'bad'
}
