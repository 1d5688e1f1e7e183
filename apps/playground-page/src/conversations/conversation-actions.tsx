import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { Button, NativeSelect } from '@mantine/core'
import IconArrowRight from '@tabler/icons-react/icons/IconArrowRight'
import IconDoorExit from '@tabler/icons-react/icons/IconDoorExit'
import IconPlayerStop from '@tabler/icons-react/icons/IconPlayerStop'
import IconUserPlus from '@tabler/icons-react/icons/IconUserPlus'
import { useState, type ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'
import { insidersOf, targetsFor, type Choice } from './handing-over.ts'

interface ConversationActionsProps {
  readonly live: LiveView
  readonly conversation: ConversationSummary
}

/** What those who are inside can do with the conversation: each of these is one of our commands. */
export function ConversationActions({ live, conversation }: ConversationActionsProps): ReactElement | null {
  const insiders = insidersOf(live, conversation)
  if (conversation.state === 'closed') return null
  if (insiders.length === 0) {
    return (
      <div className="handover">
        <p className="handover__empty">As soon as an agent is inside, you can hand the conversation over here.</p>
      </div>
    )
  }
  return <HandingOver conversation={conversation} insiders={insiders} targets={targetsFor(live, insiders)} />
}

interface HandingOverProps {
  readonly conversation: ConversationSummary
  readonly insiders: readonly Choice[]
  readonly targets: ReturnType<typeof targetsFor>
}

function HandingOver({ conversation, insiders, targets }: HandingOverProps): ReactElement {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const { isBusy, run } = useAction()
  const workerSid = chosen(insiders, from)
  const target = chosen(
    targets.flatMap(({ items }) => items),
    to,
  )
  const path = `/conversations/${conversation.conversationSid}`
  const transfer = (kind: 'transfer' | 'invite') => (): void => {
    void run(() => send(`${path}/transfer`, { workerSid, target, kind }))
  }
  const depart = (kind: 'leave' | 'end') => (): void => {
    void run(() => send(`${path}/departure`, { workerSid, kind }))
  }
  return (
    <div className="handover" role="group" aria-label="Hand over or leave">
      <NativeSelect
        className="handover__field"
        size="xs"
        label="As"
        data={[...insiders]}
        value={workerSid}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <NativeSelect
        className="handover__field"
        size="xs"
        label="to"
        data={targets.map(({ group, items }) => ({ group, items: [...items] }))}
        value={target}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <Button.Group>
        <Act text="Transfer" icon={IconArrowRight} variant="filled" disabled={isBusy} onClick={transfer('transfer')} />
        <Act text="Invite" icon={IconUserPlus} disabled={isBusy} onClick={transfer('invite')} />
      </Button.Group>
      <Button.Group>
        <Act text="Leave" icon={IconDoorExit} disabled={isBusy} onClick={depart('leave')} />
        <Act text="End" icon={IconPlayerStop} disabled={isBusy} onClick={depart('end')} />
      </Button.Group>
    </div>
  )
}

interface ActProps {
  readonly text: string
  readonly icon: typeof IconArrowRight
  readonly variant?: 'filled' | 'default'
  readonly disabled: boolean
  readonly onClick: () => void
}

function Act({ text, icon: Icon, variant = 'default', disabled, onClick }: ActProps): ReactElement {
  return (
    <Button size="xs" variant={variant} leftSection={<Icon size={16} />} disabled={disabled} onClick={onClick}>
      {text}
    </Button>
  )
}

/** What was chosen, as long as it can be chosen; else the first. */
function chosen(choices: readonly Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.value ?? choices[0]?.value ?? ''
}
