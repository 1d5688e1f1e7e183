import { Actions, styled, type ITask } from '@twilio/flex-ui'
import React from 'react'
import { goesOnWithoutMe } from '../conversations/known-conversations.ts'
import { conversationOf, isAccepted } from '../host/messaging-task.ts'
import { FilledButton } from './parts.ts'
import { useKnown, usePlugin } from './plugin-context.tsx'

/**
 * In the place of Flex's own button, which can only end a conversation for everybody: `Leave` while others are inside or
 * on their way, `End` otherwise, `Complete` in wrap-up.
 */
export function EndOrLeave({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const { commands, say } = usePlugin()
  const known = useKnown(conversationOf(task)?.conversationSid)
  const { isPending, begin } = usePending()
  if (task === undefined) return null
  if (!isAccepted(task)) return <Complete task={task} />
  const isLeave = known !== undefined && goesOnWithoutMe(known)
  const isBusy = isPending || known?.command !== undefined
  const act = (): void => {
    if (isLeave) void commands.leave(known)
    else begin(Actions.invokeAction('WrapupTask', { task }))
  }
  return (
    <FilledButton
      variant={isLeave ? 'secondary' : 'destructive'}
      size="small"
      disabled={isBusy}
      title={isBusy ? say('FailedSending') : undefined}
      data-testid="conversation-transfer-end"
      onClick={act}
    >
      <Word data-other={say(isLeave ? 'HeaderEnd' : 'HeaderLeave')}>{say(isLeave ? 'HeaderLeave' : 'HeaderEnd')}</Word>
    </FilledButton>
  )
}

/** As wide as the wider one of the two words that it may hold, so that nothing moves when it changes. */
const Word = styled('span')({
  '&::after': { content: 'attr(data-other)', display: 'block', height: 0, visibility: 'hidden', overflow: 'hidden' },
})

function Complete({ task }: { readonly task: ITask }): React.ReactElement {
  const { say } = usePlugin()
  const { isPending, begin } = usePending()
  return (
    <FilledButton
      variant="primary"
      size="small"
      disabled={isPending}
      title={isPending ? say('FailedSending') : undefined}
      data-testid="conversation-transfer-complete"
      onClick={() => begin(Actions.invokeAction('CompleteTask', { task }))}
    >
      {say('HeaderComplete')}
    </FilledButton>
  )
}

interface Pending {
  readonly isPending: boolean
  readonly begin: (action: Promise<void>) => void
}

/** The server is asked before Flex ends anything: until then a second press is none. */
function usePending(): Pending {
  const [isPending, setIsPending] = React.useState(false)
  const isThere = React.useRef(true)
  React.useEffect(
    () => () => {
      isThere.current = false
    },
    [],
  )
  const begin = (action: Promise<void>): void => {
    const end = (): void => {
      if (isThere.current) setIsPending(false)
    }
    setIsPending(true)
    // Flex tells of failures itself; an action that a guard has stopped is rejected too.
    action.then(end, end)
  }
  return { isPending, begin }
}
