import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import type { Trouble } from '@conversation-transfer/playground/view/trouble.ts'
import type { ReactElement } from 'react'
import { Panel } from '../panel.tsx'
import { TroubleGroup } from './trouble-group.tsx'
import './trouble.css'

const GROUPS: readonly { readonly group: Trouble['group']; readonly title: string }[] = [
  { group: 'agents', title: 'Agents' },
  { group: 'twilio', title: 'Twilio' },
  { group: 'webhooks', title: 'Webhooks' },
]

interface TroublesProps {
  readonly live: LiveView
  readonly conversation: ConversationSummary | undefined
}

/** What can be made to go wrong, as the server lists it. */
export function Troubles({ live, conversation }: TroublesProps): ReactElement {
  const on = live.troubles.filter(({ isOn }) => isOn).length
  return (
    <Panel title="Trouble" note={on === 0 ? 'What may go wrong in real life.' : `${on} switched on`}>
      <div className="troubles">
        {GROUPS.map(({ group, title }) => (
          <TroubleGroup
            key={group}
            title={title}
            troubles={live.troubles.filter((trouble) => trouble.group === group)}
            staff={live.staff}
            conversation={conversation}
          />
        ))}
      </div>
    </Panel>
  )
}
