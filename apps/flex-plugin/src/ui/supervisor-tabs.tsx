import type { ITask } from '@twilio/flex-ui'
import React from 'react'
import { conversationOf } from '../host/messaging-task.ts'
import { DirectoryTab } from './directory/directory-tab.tsx'
import { ParticipantsTab } from './participants/participants-tab.tsx'
import { usePlugin } from './plugin-context.tsx'

interface WithTask {
  readonly task?: ITask
}

/** In the view of a team: who is in an agent's conversation, for a supervisor who is not. */
export function SupervisorPeople({ task }: WithTask): React.ReactElement {
  useLookingOn(task)
  return <ParticipantsTab {...(task && { task })} hasDirectory={false} />
}

/** Whom a supervisor can transfer an agent's conversation to, or invite. */
export function SupervisorDirectory({ task }: WithTask): React.ReactElement {
  useLookingOn(task)
  return <DirectoryTab {...(task && { task })} />
}

/** The conversation is followed as long as one looks at it. */
function useLookingOn(task: ITask | undefined): void {
  const { lookOn } = usePlugin()
  const conversationSid = conversationOf(task)?.conversationSid
  React.useEffect(() => {
    const key = conversationOf(task)
    return key === undefined ? undefined : lookOn(key)
    // Flex makes another object of the task whenever anything about it changes.
  }, [lookOn, conversationSid])
}
