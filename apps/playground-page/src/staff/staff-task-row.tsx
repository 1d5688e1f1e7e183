import type { StaffTask } from '@conversation-transfer/playground/view/live-view.ts'
import { Button, Group } from '@mantine/core'
import IconHeadset from '@tabler/icons-react/icons/IconHeadset'
import IconHourglass from '@tabler/icons-react/icons/IconHourglass'
import IconPhoneIncoming from '@tabler/icons-react/icons/IconPhoneIncoming'
import type { ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'

const LOOKS: Readonly<Record<StaffTask['status'], { readonly text: string; readonly icon: ReactElement }>> = {
  ringing: { text: 'rings', icon: <IconPhoneIncoming size={17} aria-hidden="true" /> },
  accepted: { text: 'inside', icon: <IconHeadset size={17} aria-hidden="true" /> },
  wrapping: { text: 'wrap-up', icon: <IconHourglass size={17} aria-hidden="true" /> },
}

interface StaffTaskRowProps {
  readonly task: StaffTask
  readonly workerSid: string
  readonly fullName: string
  readonly onChoose: (conversationSid: string) => void
}

export function StaffTaskRow({ task, workerSid, fullName, onChoose }: StaffTaskRowProps): ReactElement {
  const { status, customer, conversationSid } = task
  const { text, icon } = LOOKS[status]
  return (
    <div className={`job job--${status}`}>
      {icon}
      {conversationSid === undefined ? (
        <span className="job__customer">{customer}</span>
      ) : (
        <button type="button" className="job__customer job__link" onClick={() => onChoose(conversationSid)}>
          {customer}
        </button>
      )}
      <span className={status === 'ringing' ? 'visually-hidden' : 'job__status'}>{text}</span>
      {status === 'ringing' && <AnswerButtons workerSid={workerSid} about={`${customer} for ${fullName}`} />}
    </div>
  )
}

function AnswerButtons({ workerSid, about }: { readonly workerSid: string; readonly about: string }): ReactElement {
  const { isBusy, run } = useAction()
  const answer = (action: 'accept' | 'decline'): void => {
    void run(() => send(`/workers/${workerSid}/reservation`, { action }))
  }
  return (
    <Group gap={6} wrap="nowrap" className="job__answers">
      <Button
        size="compact-xs"
        color="teal.9"
        disabled={isBusy}
        aria-label={`Accept ${about}`}
        onClick={() => answer('accept')}
      >
        Accept
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={isBusy}
        aria-label={`Decline ${about}`}
        onClick={() => answer('decline')}
      >
        Decline
      </Button>
    </Group>
  )
}
