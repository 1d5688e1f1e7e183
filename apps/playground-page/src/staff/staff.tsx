import type { LiveView, QueueView } from '@conversation-transfer/playground/view/live-view.ts'
import type { ReactElement } from 'react'
import { Panel } from '../panel.tsx'
import { StaffCard } from './staff-card.tsx'
import './staff.css'

interface StaffProps {
  readonly live: LiveView
  readonly onChoose: (conversationSid: string) => void
}

/** Agents and supervisors, and the queues that they answer. */
export function Staff({ live, onChoose }: StaffProps): ReactElement {
  return (
    <Panel title="Staff" note="Open desktops, or act for them here.">
      <ul className="staff">
        {live.staff.map((member) => (
          <li key={member.workerSid}>
            <StaffCard member={member} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      <Queues queues={live.queues} />
    </Panel>
  )
}

function Queues({ queues }: { readonly queues: readonly QueueView[] }): ReactElement {
  return (
    <>
      <h3 className="queues__title">Queues</h3>
      <ul className="queues">
        {queues.map(({ name, available, waiting }) => (
          <li className="queue" key={name}>
            <span className="queue__name">{name}</span>
            <span className={available > 0 ? 'tag tag--good' : 'tag'}>{available} available</span>
            <span className={waiting > 0 ? 'tag tag--wait' : 'tag'}>{waiting} waiting</span>
          </li>
        ))}
      </ul>
    </>
  )
}
