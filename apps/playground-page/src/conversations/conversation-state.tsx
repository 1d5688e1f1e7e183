import type { ConversationSummary } from '@conversation-transfer/playground/view/live-view.ts'
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle'
import IconBell from '@tabler/icons-react/icons/IconBell'
import IconHeadset from '@tabler/icons-react/icons/IconHeadset'
import type { ReactElement } from 'react'

/** Who is there, who is being asked, and whether anybody is. */
export function ConversationState({ conversation }: { readonly conversation: ConversationSummary }): ReactElement {
  const { agents, waitingFor, isAlone, state } = conversation
  return (
    <span className="tags">
      {isAlone && (
        <span className="tag tag--bad">
          <IconAlertTriangle size={13} aria-hidden="true" /> Customer is alone
        </span>
      )}
      {agents.length > 0 && (
        <span className="tag tag--good">
          <IconHeadset size={13} aria-hidden="true" />
          <span className="visually-hidden">Inside:</span> {agents.join(', ')}
        </span>
      )}
      {waitingFor.length > 0 && (
        <span className="tag tag--wait">
          <IconBell size={13} aria-hidden="true" />
          <span className="visually-hidden">Asked:</span> {waitingFor.join(', ')}
        </span>
      )}
      {state !== 'active' && <span className="tag">{state}</span>}
    </span>
  )
}
