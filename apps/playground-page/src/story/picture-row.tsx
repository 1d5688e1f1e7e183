import type { ReactElement } from 'react'
import { BAR_PX, BAR_TOP_PX, MARK_MIDDLE_PX, type Bar, type Mark, type Row } from './picture.ts'
import { spanName, spanPhrase } from './span-names.ts'
import { clockText, durationText } from './time-axis.ts'

/** A character of the bars' font is about so wide. */
const CHARACTER_PX = 7.4
const MARK_RADIUS_PX = 4

interface PictureRowProps {
  readonly row: Row
  readonly onChoose: (entryId: string) => void
}

export function PictureRow({ row, onChoose }: PictureRowProps): ReactElement {
  const top = row.y + BAR_TOP_PX
  return (
    <g>
      {row.bars.map((bar) => (
        <BarView key={`${bar.span.kind} ${bar.span.from}`} bar={bar} lane={row.lane} y={top} />
      ))}
      {row.marks.map((mark) => (
        <MarkView key={mark.entry.id} mark={mark} y={row.y + MARK_MIDDLE_PX} onChoose={onChoose} />
      ))}
    </g>
  )
}

interface BarViewProps {
  readonly bar: Bar
  readonly lane: Row['lane']
  readonly y: number
}

function BarView({ bar, lane, y }: BarViewProps): ReactElement {
  const { span, x, width, lasts, durationMs } = bar
  const name = spanName(span.kind, lane.kind)
  return (
    <g className={`bar bar--${span.kind} bar--of-${lane.kind} ${lasts ? 'bar--lasts' : ''}`}>
      <title>{`${lane.name}: ${spanPhrase(span.kind, lane.kind)}, ${durationText(durationMs)}${lasts ? ' so far' : ''}`}</title>
      <rect x={x} y={y} width={width} height={BAR_PX} rx={Math.min(6, width / 2)} />
      <BarText name={name} x={x} width={width} y={y} durationMs={durationMs} />
    </g>
  )
}

interface BarTextProps {
  readonly name: string
  readonly x: number
  readonly width: number
  readonly y: number
  readonly durationMs: number
}

/** The name and how long it took, or the name, or nothing, as there is room. */
function BarText({ name, x, width, y, durationMs }: BarTextProps): ReactElement | null {
  const texts = [`${name} ${clockText(durationMs)}`, name]
  const text = texts.find(({ length }) => length * CHARACTER_PX + 10 <= width)
  if (text === undefined) return null
  return (
    <text x={x + 8} y={y + BAR_PX / 2 + 4} aria-hidden="true">
      {text}
    </text>
  )
}

interface MarkViewProps {
  readonly mark: Mark
  readonly y: number
  readonly onChoose: (entryId: string) => void
}

/** The list has the same entry for the keyboard. */
function MarkView({ mark: { entry, x }, y, onChoose }: MarkViewProps): ReactElement {
  return (
    <g className={`mark mark--${entry.tone === 'bad' ? 'bad' : entry.kind}`} onClick={() => onChoose(entry.id)}>
      <title>{entry.detail === undefined ? entry.title : `${entry.title}: ${entry.detail}`}</title>
      {entry.tone === 'bad' ? <path d={`M${x} ${y - 6}l6 10h-12z`} /> : <circle cx={x} cy={y} r={MARK_RADIUS_PX} />}
    </g>
  )
}
