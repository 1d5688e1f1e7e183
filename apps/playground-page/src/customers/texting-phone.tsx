import type { PhoneMessage, PhoneView } from '@conversation-transfer/playground/view/customer.ts'
import IconBuildingStore from '@tabler/icons-react/icons/IconBuildingStore'
import type { ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'
import { Bubbles } from './bubbles.tsx'
import { Composer } from './composer.tsx'
import type { PhoneBubble } from './message.ts'
import { PhoneFrame } from './phone-frame.tsx'
import { StoryLink } from './story-link.tsx'

interface TextingPhoneProps {
  readonly look: 'sms' | 'whatsapp'
  readonly address: string
  /** What it shows; undefined until that is known. */
  readonly phone: PhoneView | undefined
  readonly onChoose: (conversationSid: string) => void
}

const NAMES = { sms: 'SMS', whatsapp: 'WhatsApp' } as const

/** A phone that writes to the contact center's number. It is always the same customer's. */
export function TextingPhone({ look, address, phone, onChoose }: TextingPhoneProps): ReactElement {
  const path = `/phones/${encodeURIComponent(address)}`
  const { isBusy, run } = useAction()
  const name = NAMES[look]
  const messages = phone?.messages ?? []
  const conversationSid = messages.at(-1)?.conversationSid
  return (
    <PhoneFrame
      look={look}
      label={`${name} phone`}
      title="Contact center"
      subtitle={`${name} · from ${address.replace('whatsapp:', '')}`}
      avatar={<IconBuildingStore size={20} />}
      actions={<StoryLink conversationSid={conversationSid} onChoose={onChoose} />}
    >
      <Bubbles
        label={`Messages of the ${name} phone`}
        messages={messages.map(bubble)}
        empty={`Send ${look === 'sms' ? 'an SMS' : 'a WhatsApp message'}: it goes to the contact center, and rings at an agent's.`}
        status={look === 'sms' ? 'Delivered' : undefined}
      />
      <Composer
        label={`Message from the ${name} phone`}
        isBusy={isBusy}
        onSend={(body) => run(() => send(`${path}/messages`, { body }))}
      />
    </PhoneFrame>
  )
}

function bubble({ messageSid, isOwn, body, at, media }: PhoneMessage): PhoneBubble {
  return { id: messageSid, author: isOwn ? undefined : 'Contact center', body, at, files: media }
}
