import { IconButton, styled, type ITask } from '@twilio/flex-ui'
import React from 'react'
import { conversationOf } from '../host/messaging-task.ts'
import { availability } from './availability.ts'
import { useKnown, usePlugin } from './plugin-context.tsx'

/** In the header of an accepted conversation: opens the directory, or says why it cannot be done now. */
export function TransferButton({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const { settings, say, directory } = usePlugin()
  const known = useKnown(conversationOf(task)?.conversationSid)
  if (task === undefined || known === undefined) return null
  const { arrow: whyNot } = availability(known, settings, say)
  const isPossible = whyNot === undefined
  return (
    <HeaderButton
      icon="TransferLarge"
      variant="secondary"
      aria-disabled={!isPossible}
      aria-label={[say('TransferOpen'), whyNot].filter(Boolean).join(': ')}
      title={whyNot ?? say('TransferTitle')}
      data-testid="conversation-transfer-open"
      onClick={isPossible ? () => directory.open() : undefined}
    />
  )
}

/** The header leaves no space between what stands in it. */
const HeaderButton = styled(IconButton)({ marginInlineEnd: '0.5rem' })
