import { Button } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import type { Person } from '../../conversations/people.ts'
import type { StringKey } from '../../strings/en-us.ts'
import { Buttons, FilledButton, Grow, Name, Row, Weak } from '../parts.ts'
import { usePlugin, useWorkerNames } from '../plugin-context.tsx'

const KINDS = {
  customer: 'ParticipantsCustomer',
  agent: 'ParticipantsAgent',
  supervisor: 'ParticipantsSupervisor',
} as const satisfies Readonly<Record<Person['kind'], StringKey>>

interface PersonRowProps {
  readonly known: KnownConversation
  readonly person: Person
}

export function PersonRow({ known, person }: PersonRowProps): React.ReactElement {
  const { settings, say } = usePlugin()
  const name = useNameOf(person)
  const isRemovable = settings.isMultiParticipantOn && person.kind === 'agent' && !person.isMe
  return (
    <Row>
      <Grow>
        <Name>
          {name}
          {person.isMe && ` (${say('ParticipantsYou')})`}
        </Name>
        <Weak>{say(KINDS[person.kind])}</Weak>
      </Grow>
      {isRemovable && <RemoveButton known={known} participantSid={person.participantSid} name={name} />}
    </Row>
  )
}

/** What somebody is called, as far as anything tells. */
export function useNameOf({ name, workerSid }: Person): string {
  const names = useWorkerNames()
  return name || names[workerSid ?? ''] || usePlugin().say('ParticipantsUnnamed')
}

interface RemoveButtonProps {
  readonly known: KnownConversation
  readonly participantSid: string
  readonly name: string
}

/** Asks once more, in the place where the question came up. */
function RemoveButton({ known, participantSid, name }: RemoveButtonProps): React.ReactElement {
  const { commands, say } = usePlugin()
  const [isAsking, setIsAsking] = React.useState(false)
  const [isKept, setIsKept] = React.useState(false)
  const refusal = known.seen?.refusals.remove[participantSid as never]
  const isBusy = known.command !== undefined
  if (!isAsking) {
    return (
      <Button
        variant="secondary"
        size="small"
        disabled={refusal !== undefined || isBusy}
        title={refusal && say.refusal(refusal)}
        // Whoever has answered no is where the question was asked.
        autoFocus={isKept}
        aria-label={say('ParticipantsRemoveOf', { name })}
        onClick={() => setIsAsking(true)}
      >
        {say('ParticipantsRemove')}
      </Button>
    )
  }
  const keep = (): void => {
    setIsKept(true)
    setIsAsking(false)
  }
  const remove = async (): Promise<void> => {
    if (!(await commands.remove(known, participantSid, name))) keep()
  }
  return (
    <Buttons role="group" aria-label={say('ParticipantsRemoveSure', { name })}>
      <FilledButton
        variant="destructive"
        size="small"
        autoFocus
        disabled={isBusy}
        aria-label={say('ParticipantsRemoveSure', { name })}
        onClick={() => void remove()}
      >
        {say(known.command?.about === participantSid ? 'Sending' : 'ParticipantsRemove')}
      </FilledButton>
      <Button variant="secondary" size="small" onClick={keep}>
        {say('ParticipantsKeep')}
      </Button>
    </Buttons>
  )
}
