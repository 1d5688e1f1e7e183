import { Button, type ITask } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import { conversationOf } from '../../host/messaging-task.ts'
import { availability } from '../availability.ts'
import { Heading, HeadingRow, List, Panel } from '../parts.ts'
import { useKnown, usePlugin } from '../plugin-context.tsx'
import { useSmoothMoves } from '../smooth-moves.ts'
import { WaySoFar } from '../story/way-so-far.tsx'
import { BackendSilence } from './backend-silence.tsx'
import { EndedInvites } from './ended-invites.tsx'
import { InviteRow } from './invite-row.tsx'
import { PersonRow } from './person-row.tsx'

interface ParticipantsTabProps {
  readonly task?: ITask
  /** Whether Flex has a directory beside the conversation, in which somebody can be chosen. */
  readonly hasDirectory?: boolean
}

/** Who is in the conversation, who has been invited, and who did not come. */
export function ParticipantsTab({ task, hasDirectory = true }: ParticipantsTabProps): React.ReactElement | null {
  const known = useKnown(conversationOf(task)?.conversationSid)
  return known === undefined ? null : <Participants known={known} hasDirectory={hasDirectory} />
}

interface ParticipantsProps {
  readonly known: KnownConversation
  readonly hasDirectory: boolean
}

function Participants({ known, hasDirectory }: ParticipantsProps): React.ReactElement {
  const { say } = usePlugin()
  const panel = useSmoothMoves<HTMLDivElement>()
  const list = useSmoothMoves<HTMLUListElement>()
  return (
    <Panel ref={panel} data-testid="conversation-transfer-participants">
      <section aria-labelledby="conversation-transfer-inside">
        <HeadingRow>
          <Heading id="conversation-transfer-inside">{say('ParticipantsInside')}</Heading>
          {/* Where it stays when people come and go. */}
          {hasDirectory && <InviteButton known={known} />}
        </HeadingRow>
        <List ref={list}>
          {known.people.map((person) => (
            <PersonRow key={person.participantSid} known={known} person={person} />
          ))}
        </List>
      </section>
      {known.invites.length > 0 && (
        <section aria-labelledby="conversation-transfer-invited">
          <Heading id="conversation-transfer-invited">{say('ParticipantsInvited')}</Heading>
          <List>
            {known.invites.map((invite) => (
              <InviteRow key={invite.taskSid} known={known} invite={invite} />
            ))}
          </List>
        </section>
      )}
      <EndedInvites known={known} />
      <WaySoFar transfers={known.transfers} />
      <BackendSilence known={known} />
    </Panel>
  )
}

function InviteButton({ known }: { readonly known: KnownConversation }): React.ReactElement | null {
  const { settings, say, directory } = usePlugin()
  if (!settings.isMultiParticipantOn) return null
  const { invite } = availability(known, settings, say)
  return (
    <Button
      variant="secondary"
      size="small"
      disabled={invite !== undefined}
      title={invite}
      data-testid="conversation-transfer-invite-somebody"
      onClick={() => directory.open()}
    >
      {say('ParticipantsInvite')}
    </Button>
  )
}
