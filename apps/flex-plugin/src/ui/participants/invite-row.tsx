import { Button } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import type { LiveInvite } from '../../conversations/transfer-attributes.ts'
import type { Say } from '../../strings/strings.ts'
import { age } from '../age.ts'
import { Grow, Name, Row, Weak } from '../parts.ts'
import { usePlugin, useWorkerNames } from '../plugin-context.tsx'
import { useNow } from '../use-now.ts'

const AGE_SHOWN_ANEW_MS = 1_000

interface InviteRowProps {
  readonly known: KnownConversation
  readonly invite: LiveInvite
}

export function InviteRow({ known, invite }: InviteRowProps): React.ReactElement {
  const { commands, say } = usePlugin()
  const names = useWorkerNames()
  const { taskSid, targetName } = invite
  const refusal = known.seen?.refusals.cancelInvite[taskSid as never]
  return (
    <Row>
      <Grow>
        <Name>{targetName}</Name>
        <Weak>
          {stateText(say, invite, names)} {invite.createdAtMs !== undefined && <Age sinceMs={invite.createdAtMs} />}
        </Weak>
      </Grow>
      <Button
        variant="secondary"
        size="small"
        disabled={refusal !== undefined || known.command !== undefined}
        title={refusal && say.refusal(refusal)}
        aria-label={say('ParticipantsCancelOf', { name: targetName })}
        onClick={() => void commands.cancelInvite(known, taskSid, targetName)}
      >
        {say(known.command?.about === taskSid ? 'Sending' : 'ParticipantsCancel')}
      </Button>
    </Row>
  )
}

function stateText(say: Say, invite: LiveInvite, names: Readonly<Record<string, string>>): string {
  switch (invite.state) {
    case 'waiting':
      return invite.targetType === 'queue' ? say('ParticipantsWaitingQueue') : say('ParticipantsWaiting')
    case 'ringing':
      return ringingText(say, invite, names)
    case 'joining':
      return say('ParticipantsJoining')
  }
}

/** At whom, where that is not said by the invite's own name. */
function ringingText(say: Say, { targetType, ringingAt }: LiveInvite, names: Readonly<Record<string, string>>): string {
  const name = targetType === 'queue' ? names[ringingAt ?? ''] : undefined
  return name === undefined ? say('ParticipantsRingingSomebody') : say('ParticipantsRinging', { name })
}

/** The only thing here that changes by itself, so that nothing else is rendered each second. */
function Age({ sinceMs }: { readonly sinceMs: number }): React.ReactElement {
  const { say } = usePlugin()
  const nowMs = useNow(AGE_SHOWN_ANEW_MS)
  return <span aria-hidden>{say('ParticipantsSince', { age: age(nowMs - sinceMs) })}</span>
}
