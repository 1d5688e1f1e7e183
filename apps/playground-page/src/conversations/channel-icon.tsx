import type { Channel } from '@conversation-transfer/playground/view/live-view.ts'
import IconBrandWhatsapp from '@tabler/icons-react/icons/IconBrandWhatsapp'
import IconMessage from '@tabler/icons-react/icons/IconMessage'
import IconMessageCircle from '@tabler/icons-react/icons/IconMessageCircle'
import IconWorld from '@tabler/icons-react/icons/IconWorld'
import type { ReactElement } from 'react'

const CHANNELS: Readonly<Record<Channel, { readonly name: string; readonly Icon: typeof IconWorld }>> = {
  web: { name: 'Webchat', Icon: IconWorld },
  sms: { name: 'SMS', Icon: IconMessage },
  whatsapp: { name: 'WhatsApp', Icon: IconBrandWhatsapp },
  other: { name: 'Conversation', Icon: IconMessageCircle },
}

export function ChannelIcon({ channel }: { readonly channel: Channel }): ReactElement {
  const { name, Icon } = CHANNELS[channel]
  return (
    <span className={`channel channel--${channel}`} role="img" aria-label={name}>
      <Icon size={18} aria-hidden="true" />
    </span>
  )
}

export function channelName(channel: Channel): string {
  return CHANNELS[channel].name
}
