import type { ConversationStory, Span, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import { describe, expect, test } from 'vitest'
import { isLive, MARGIN_PX, pictureOf } from './picture.ts'

const BEGINNING_MS = Date.parse('2026-03-02T10:00:00.000Z')
const at = (seconds: number): string => new Date(BEGINNING_MS + seconds * 1000).toISOString()
/** So that a second is ten pixels in a story of a hundred. */
const WIDTH = 1000 + 2 * MARGIN_PX

const entry = (seconds: number, change: Partial<StoryEntry>): StoryEntry => ({
  id: `${seconds}`,
  at: at(seconds),
  kind: 'message',
  laneId: undefined,
  title: '',
  detail: undefined,
  tone: 'plain',
  durationMs: undefined,
  raw: null,
  ...change,
})

function storyOf(spans: readonly Span[], entries: readonly StoryEntry[] = []): ConversationStory {
  const lanes = [{ id: 'MB1', kind: 'customer', name: 'Dana', spans }] as const
  return { conversationSid: 'CH1', now: at(100), lanes, entries }
}

const drawn = (story: ConversationStory, lastMs?: number) =>
  pictureOf(story, { width: WIDTH, nowMs: BEGINNING_MS + 100_000, lastMs })

describe('bars', () => {
  test('begin and end in proportion to time, and go on until now while they last', () => {
    const picture = drawn(
      storyOf([
        { kind: 'waiting', from: at(0), to: at(20) },
        { kind: 'inside', from: at(20), to: undefined },
      ]),
    )
    const places = picture.rows[0]?.bars.map(({ x, width, lasts }) => [x - MARGIN_PX, width, lasts])
    expect(places).toEqual([
      [0, 200, false],
      [200, 800, true],
    ])
    expect(picture.nowX).toBe(WIDTH - MARGIN_PX)
  })

  test('are to be seen however short they are', () => {
    const picture = drawn(
      storyOf([
        { kind: 'alone', from: at(50), to: at(50.001) },
        { kind: 'inside', from: at(0), to: undefined },
      ]),
    )
    expect(picture.rows[0]?.bars[0]?.width).toBeGreaterThanOrEqual(4)
  })

  test('that were over before the part that is shown are left out, and others are cut', () => {
    const story = storyOf([
      { kind: 'waiting', from: at(0), to: at(20) },
      { kind: 'inside', from: at(20), to: undefined },
    ])
    const bars = drawn(story, 10_000).rows[0]?.bars
    expect(bars?.map(({ span, x, width }) => [span.kind, x, width])).toEqual([['inside', MARGIN_PX, 1000]])
    expect(bars?.[0]?.durationMs).toBe(80_000)
  })
})

describe('the picture', () => {
  test('ends with the last thing that happened once nothing lasts, whatever the time is', () => {
    const story = storyOf([{ kind: 'inside', from: at(0), to: at(50) }])
    expect(isLive(story)).toBe(false)
    expect(drawn(story).nowX).toBeUndefined()
    expect(drawn(story).rows[0]?.bars[0]?.width).toBe(1000)
  })

  test('of a moment is not blown up, and nothing at all can be drawn', () => {
    const moment = { ...storyOf([{ kind: 'inside', from: at(100), to: undefined }]) }
    expect(drawn(moment).rows[0]?.bars[0]?.width).toBe(4)
    const nothing = pictureOf({ ...storyOf([]), lanes: [] }, { width: 0, nowMs: BEGINNING_MS, lastMs: undefined })
    expect(nothing.rows).toEqual([])
    expect(nothing.height).toBeGreaterThan(0)
  })

  test('marks messages and what went wrong on their lanes, calls and webhooks along the bottom', () => {
    const picture = drawn(
      storyOf(
        [{ kind: 'inside', from: at(0), to: undefined }],
        [
          entry(10, { laneId: 'MB1' }),
          entry(20, { laneId: 'MB1', kind: 'participant' }),
          entry(30, { laneId: 'MB1', kind: 'invite', tone: 'bad' }),
          entry(40, { kind: 'call', tone: 'bad' }),
          entry(50, { kind: 'webhook' }),
          entry(60, { laneId: 'WKsomebody' }),
        ],
      ),
    )
    expect(picture.rows[0]?.marks.map((mark) => mark.entry.id)).toEqual(['10', '30'])
    expect(picture.wire.map((mark) => mark.entry.id)).toEqual(['40', '50'])
    expect(picture.wire[0]?.x).toBe(MARGIN_PX + 400)
  })
})
