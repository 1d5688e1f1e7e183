import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Webchat } from './use-webchat.ts'

interface ChatEndProps {
  readonly webchat: Webchat
  readonly hasFailed: boolean
}

/** What a customer can do whose chat is over. */
export function ChatEnd({ webchat, hasFailed }: ChatEndProps): ReactElement {
  const { customer, isBusy, start, forget } = webchat
  return (
    <div className="chat-end" role="status">
      <span>{hasFailed ? 'The chat could not be connected.' : 'The chat has ended.'}</span>
      <Group gap={8} justify="center">
        <Button size="xs" loading={isBusy} onClick={() => void start(customer?.name ?? '')}>
          {hasFailed ? 'Try again' : 'Return'}
        </Button>
        <Button size="xs" variant="default" onClick={forget}>
          Be somebody else
        </Button>
      </Group>
    </div>
  )
}
