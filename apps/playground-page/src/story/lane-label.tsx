import type { Lane } from '@conversation-transfer/playground/view/conversation-story.ts'
import IconHeadset from '@tabler/icons-react/icons/IconHeadset'
import IconStack2 from '@tabler/icons-react/icons/IconStack2'
import IconUser from '@tabler/icons-react/icons/IconUser'
import type { ReactElement } from 'react'

const ICONS: Readonly<Record<Lane['kind'], ReactElement>> = {
  customer: <IconUser size={17} />,
  agent: <IconHeadset size={17} />,
  queue: <IconStack2 size={17} />,
}

interface LaneLabelProps {
  readonly lane: Lane
  readonly height: number
}

export function LaneLabel({ lane, height }: LaneLabelProps): ReactElement {
  return (
    <span className={`lane lane--${lane.kind}`} style={{ height }}>
      {ICONS[lane.kind]}
      <span className="lane__name">{lane.name}</span>
    </span>
  )
}
