import type { ConversationSummary, StaffMember } from '@conversation-transfer/playground/view/live-view.ts'
import type { Trouble, TroubleRequest } from '@conversation-transfer/playground/view/trouble.ts'
import { Button, Switch } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'
import { subjectOf, type Subject } from './subject.ts'

interface TroubleItemProps {
  readonly trouble: Trouble
  readonly worker: StaffMember | undefined
  readonly conversation: ConversationSummary | undefined
}

/** A button, or a switch for what stays; below it what happens, and to whom. */
export function TroubleItem({ trouble, worker, conversation }: TroubleItemProps): ReactElement {
  const { id, label, explanation, kind, isOn } = trouble
  const { isBusy, run } = useAction()
  const explanationId = useId()
  const subject = subjectOf(trouble.about, worker, conversation)
  const cause = (request: TroubleRequest): void => {
    void run(() => send(`/troubles/${id}`, { ...subject.request, ...request }))
  }
  const isDisabled = isBusy || subject.isMissing
  return (
    <div className={`trouble ${isOn ? 'trouble--on' : ''}`}>
      {kind === 'switch' ? (
        <Switch
          size="sm"
          color="red.8"
          label={label}
          aria-describedby={explanationId}
          checked={isOn}
          disabled={isDisabled}
          onChange={({ currentTarget }) => cause({ isOn: currentTarget.checked })}
        />
      ) : (
        <Button
          size="compact-sm"
          variant="light"
          disabled={isDisabled}
          aria-describedby={explanationId}
          onClick={() => cause({})}
        >
          {label}
        </Button>
      )}
      <p className="trouble__explanation" id={explanationId}>
        {explanation} <About subject={subject} />
      </p>
    </div>
  )
}

function About({ subject }: { readonly subject: Subject }): ReactElement | null {
  if (subject.text === undefined) return null
  return <span className="trouble__about">{subject.text}</span>
}
