import type { ConversationStory } from '@conversation-transfer/playground/view/conversation-story.ts'
import { useElementSize } from '@mantine/hooks'
import { type ReactElement } from 'react'
import { LaneLabel } from './lane-label.tsx'
import { AXIS_PX, pictureOf, ROW_PX, WIRE_PX, type Picture } from './picture.ts'
import { PictureRow } from './picture-row.tsx'
import { pictureText } from './picture-text.ts'
import { WireRow } from './wire-row.tsx'

interface PictureViewProps {
  readonly story: ConversationStory
  readonly nowMs: number
  readonly lastMs: number | undefined
  readonly onChoose: (entryId: string) => void
}

/** Who was there when: a row for each of them, time from left to right. The list below it says the same in words. */
export function PictureView({ story, nowMs, lastMs, onChoose }: PictureViewProps): ReactElement {
  const { ref, width } = useElementSize()
  const picture = pictureOf(story, { width, nowMs, lastMs })
  return (
    <div className="picture">
      <div className="picture__labels" style={{ paddingTop: AXIS_PX }} aria-hidden="true">
        {story.lanes.map((lane) => (
          <LaneLabel key={lane.id} lane={lane} height={ROW_PX} />
        ))}
        <span className="picture__wire-label" style={{ height: WIRE_PX }}>
          API, webhooks
        </span>
      </div>
      <div className="picture__drawing" ref={ref}>
        {width > 0 && (
          <svg width={width} height={picture.height} role="img" aria-label={pictureText(story)}>
            <Hatching />
            <Grid picture={picture} />
            {picture.rows.map((row) => (
              <PictureRow key={row.lane.id} row={row} onChoose={onChoose} />
            ))}
            <WireRow marks={picture.wire} y={picture.height - WIRE_PX} onChoose={onChoose} />
          </svg>
        )}
      </div>
    </div>
  )
}

/** What waits is hatched, so that colours are not all that tells it. */
function Hatching(): ReactElement {
  return (
    <defs>
      <pattern id="hatching" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" className="hatching__ground" />
        <rect width="3" height="8" className="hatching__line" />
      </pattern>
    </defs>
  )
}

function Grid({ picture }: { readonly picture: Picture }): ReactElement {
  const { ticks, rows, width, height, nowX } = picture
  return (
    <g aria-hidden="true">
      {ticks.map(({ x, text }) => (
        <g key={text}>
          <line className="grid__line" x1={x} x2={x} y1={AXIS_PX - 4} y2={height} />
          <text className="grid__text" x={x} y={13} textAnchor={anchorAt(x, width)}>
            {text}
          </text>
        </g>
      ))}
      {rows.map(({ lane, y }) => (
        <line key={lane.id} className="grid__row" x1={0} x2={width} y1={y + ROW_PX} y2={y + ROW_PX} />
      ))}
      {nowX !== undefined && <line className="grid__now" x1={nowX} x2={nowX} y1={AXIS_PX - 6} y2={height} />}
    </g>
  )
}

/** Labels at the edges stay within the picture. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  const edge = 20
  if (x < edge) return 'start'
  return x > width - edge ? 'end' : 'middle'
}
