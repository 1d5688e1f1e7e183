import { Actions, Button, type ITask } from '@twilio/flex-ui'
import React from 'react'
import { goesOnWithoutMe } from '../conversations/known-conversations.ts'
import { conversationOf, isAccepted } from '../host/messaging-task.ts'
import { useKnown, usePlugin } from './plugin-context.tsx'

/**
 * In the place of Flex's own button, which can only end a conversation for everybody: `Leave` while others are inside or
 * on their way, `End` otherwise, `Complete` in wrap-up.
 */
export function EndOrLeave({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const { commands, say } = usePlugin()
  const known = useKnown(conversationOf(task)?.conversationSid)
  if (task === undefined) return null
  if (!isAccepted(task)) return <Complete task={task} />
  const isLeave = known !== undefined && goesOnWithoutMe(known)
  const isBusy = known?.command !== undefined
  const act = (): void => {
    if (isLeave) void commands.leave(known)
    else void Actions.invokeAction('WrapupTask', { task })
  }
  return (
    <Button
      variant={isLeave ? 'secondary' : 'destructive'}
      size="small"
      disabled={isBusy}
      data-testid="conversation-transfer-end"
      onClick={act}
    >
      {say(isLeave ? 'HeaderLeave' : 'HeaderEnd')}
    </Button>
  )
}

function Complete({ task }: { readonly task: ITask }): React.ReactElement {
  const { say } = usePlugin()
  return (
    <Button
      variant="primary"
      size="small"
      data-testid="conversation-transfer-complete"
      onClick={() => void Actions.invokeAction('CompleteTask', { task })}
    >
      {say('HeaderComplete')}
    </Button>
  )
}
