import type { ConversationSummary, StaffMember } from '@conversation-transfer/playground/view/live-view.ts'
import type { Trouble } from '@conversation-transfer/playground/view/trouble.ts'
import { NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { TroubleItem } from './trouble-item.tsx'

interface TroubleGroupProps {
  readonly title: string
  readonly troubles: readonly Trouble[]
  readonly staff: readonly StaffMember[]
  /** The one that is chosen on the page. */
  readonly conversation: ConversationSummary | undefined
}

/** Troubles of one kind; whom it hits is chosen once for all of them. */
export function TroubleGroup({ title, troubles, staff, conversation }: TroubleGroupProps): ReactElement | null {
  const [chosen, setChosen] = useState<string | undefined>()
  const worker = staff.find(({ workerSid }) => workerSid === chosen) ?? staff[0]
  if (troubles.length === 0) return null
  return (
    <section className="troubles__group" aria-label={`Trouble: ${title}`}>
      <div className="troubles__head">
        <h3 className="troubles__title">{title}</h3>
        {troubles.some(({ about }) => about === 'worker') && (
          <NativeSelect
            size="xs"
            aria-label={`Whom trouble of the group ${title} is about`}
            data={staff.map(({ workerSid, fullName }) => ({ value: workerSid, label: fullName }))}
            value={worker?.workerSid ?? ''}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
        )}
      </div>
      <ul className="troubles__list">
        {troubles.map((trouble) => (
          <li key={trouble.id}>
            <TroubleItem trouble={trouble} worker={worker} conversation={conversation} />
          </li>
        ))}
      </ul>
    </section>
  )
}
