import type { ITask } from '@twilio/flex-ui'
import React from 'react'
import { conversationOf } from '../../host/messaging-task.ts'
import { useKnown, usePlugin } from '../plugin-context.tsx'

/** What stands on the tab: how many are inside or invited. */
export function ParticipantsLabel({ task }: { readonly task?: ITask }): React.ReactElement {
  const { say } = usePlugin()
  const known = useKnown(conversationOf(task)?.conversationSid)
  const count = known === undefined ? 0 : known.people.length + known.invites.length
  return <>{count === 0 ? say('ParticipantsTab') : say('ParticipantsTabCount', { count })}</>
}
