import type { ReactElement } from 'react'
import type { Mark } from './picture.ts'

interface WireRowProps {
  readonly marks: readonly Mark[]
  readonly y: number
  readonly onChoose: (entryId: string) => void
}

/** Calls above, webhooks below; what failed stands out. */
export function WireRow({ marks, y, onChoose }: WireRowProps): ReactElement {
  return (
    <g>
      {marks.map(({ entry, x }) => {
        const look = entry.tone === 'bad' ? 'bad' : entry.kind
        return (
          // The list has the same entry for the keyboard.
          <g key={entry.id} className={`wire wire--${look}`} onClick={() => onChoose(entry.id)}>
            <title>{entry.title}</title>
            <rect
              x={x - 1}
              y={entry.kind === 'call' ? y + 4 : y + 15}
              width={look === 'bad' ? 4 : 2}
              height={9}
              rx={1}
            />
          </g>
        )
      })}
    </g>
  )
}
