import { readInviteMark } from '@conversation-transfer/transfer'
import type { ITask } from '@twilio/flex-ui'
import React from 'react'
import { conversationOf } from '../../host/messaging-task.ts'
import { Card, Name, Weak } from '../parts.ts'
import { usePlugin, useWorkerNames } from '../plugin-context.tsx'
import { clockTime } from './way-so-far.tsx'

/** What the agent who sent a conversation says about it, to the agent at whom it rings or who has taken it. */
export function TransferCard({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const { say, learnName } = usePlugin()
  const names = useWorkerNames()
  const mark = conversationOf(task) === undefined ? undefined : readInviteMark(task?.attributes ?? {})
  const from = mark?.fromWorkerSid
  React.useEffect(() => {
    if (from !== undefined) learnName(from)
  }, [from, learnName])
  if (task === undefined || mark === undefined) return null
  const { mode, targetName, note, reason } = mark
  const sender = names[from ?? ''] ?? say('StorySomebody')
  return (
    <Card aria-label={say('StoryTitle')} data-testid="conversation-transfer-card">
      <Name>{say(mode === 'cold' ? 'StoryTransferred' : 'StoryInvited', { from: sender, to: targetName })}</Name>
      <Weak>
        {[clockTime(task.dateCreated.getTime()), reason && say('StoryReason', { reason })].filter(Boolean).join(' · ')}
      </Weak>
      {note !== undefined && note !== '' && <div>{say('StoryNote', { note })}</div>}
    </Card>
  )
}
