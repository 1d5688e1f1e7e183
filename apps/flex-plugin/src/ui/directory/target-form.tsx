import type { SeenTarget } from '@conversation-transfer/transfer'
import { Button } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import { availability } from '../availability.ts'
import { Buttons, Field, FilledButton, Panel, TextBox, TextInput, Title, Weak } from '../parts.ts'
import { usePlugin } from '../plugin-context.tsx'
import { WhoLeaves, whoLeaves } from './who-leaves.tsx'

/** As the server takes them. */
const NOTE_CHARACTERS_MAX = 1_000
const REASON_CHARACTERS_MAX = 100

interface TargetFormProps {
  readonly known: KnownConversation
  readonly target: SeenTarget
  readonly onBack: () => void
  readonly onDone: () => void
}

/** What goes along with the conversation, and whether its agent goes or stays. */
export function TargetForm({ known, target, onBack, onDone }: TargetFormProps): React.ReactElement {
  const { settings, commands, say } = usePlugin()
  const [note, setNote] = React.useState('')
  const [reason, setReason] = React.useState('')
  const [leaving, setLeaving] = React.useState(whoLeaves(known))
  const heading = React.useRef<HTMLHeadingElement>(null)
  // The list that had the focus is gone.
  React.useEffect(() => heading.current?.focus(), [])
  const whyNot = availability(known, settings, say)
  const send = async (kind: 'transfer' | 'invite'): Promise<void> => {
    const message = { note: note.trim(), reason: reason.trim() }
    const isDone =
      kind === 'transfer'
        ? await commands.transfer({ known, target, message, leaving })
        : await commands.invite(known, target, message)
    if (isDone) onDone()
  }
  return (
    <Panel data-testid="conversation-transfer-form">
      <Title ref={heading} tabIndex={-1}>
        {target.name}
      </Title>
      <WhoLeaves known={known} leaving={leaving} onChoose={setLeaving} />
      {settings.hasNotes && (
        <>
          <Field>
            {say('ReasonLabel')}
            <TextInput
              value={reason}
              maxLength={REASON_CHARACTERS_MAX}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <Field>
            {say('NoteLabel')}
            <TextBox value={note} maxLength={NOTE_CHARACTERS_MAX} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <Weak>{say('NoteHint')}</Weak>
        </>
      )}
      <Buttons>
        {settings.isColdTransferOn && (
          <SendButton kind="transfer" known={known} target={target} whyNot={whyNot.transfer} onSend={send} />
        )}
        {settings.isMultiParticipantOn && (
          <SendButton kind="invite" known={known} target={target} whyNot={whyNot.invite} onSend={send} />
        )}
        <Button variant="secondary" size="small" onClick={onBack}>
          {say('TargetBack')}
        </Button>
      </Buttons>
      <div role="status">
        {[...new Set([whyNot.transfer, whyNot.invite])].filter(Boolean).map((reasonWhyNot) => (
          <Weak key={reasonWhyNot}>{reasonWhyNot}</Weak>
        ))}
      </div>
    </Panel>
  )
}

interface SendButtonProps {
  readonly kind: 'transfer' | 'invite'
  readonly known: KnownConversation
  readonly target: SeenTarget
  readonly whyNot: string | undefined
  readonly onSend: (kind: 'transfer' | 'invite') => Promise<void>
}

function SendButton({ kind, known, target, whyNot, onSend }: SendButtonProps): React.ReactElement {
  const { say } = usePlugin()
  const isSending = known.command?.kind === kind
  const texts = {
    transfer: ['TargetTransfer', 'TargetTransferTo'],
    invite: ['TargetInvite', 'TargetInviteTo'],
  } as const
  const [short, whole] = texts[kind]
  return (
    <FilledButton
      variant="primary"
      size="small"
      disabled={whyNot !== undefined}
      aria-label={say(whole, { name: target.name })}
      data-testid={`conversation-transfer-${kind}`}
      onClick={() => void onSend(kind)}
    >
      {say(isSending ? 'Sending' : short)}
    </FilledButton>
  )
}
