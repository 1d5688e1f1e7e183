import type { PhoneView } from '@conversation-transfer/playground/view/customer.ts'
import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import IconBrandWhatsapp from '@tabler/icons-react/icons/IconBrandWhatsapp'
import IconMessage from '@tabler/icons-react/icons/IconMessage'
import IconWorld from '@tabler/icons-react/icons/IconWorld'
import type { ReactElement } from 'react'
import { Panel } from '../panel.tsx'
import { SMS_ADDRESS, WHATSAPP_ADDRESS } from './addresses.ts'
import type { PhoneLook } from './phone-frame.tsx'
import { TextingPhone } from './texting-phone.tsx'
import { WebchatPhone } from './webchat/webchat-phone.tsx'

const TABS: readonly { readonly look: PhoneLook; readonly name: string; readonly icon: ReactElement }[] = [
  { look: 'web', name: 'Webchat', icon: <IconWorld size={17} /> },
  { look: 'sms', name: 'SMS', icon: <IconMessage size={17} /> },
  { look: 'whatsapp', name: 'WhatsApp', icon: <IconBrandWhatsapp size={17} /> },
]

interface CustomersProps {
  readonly live: LiveView
  /** By address. */
  readonly phones: ReadonlyMap<string, PhoneView>
  readonly onChoose: (conversationSid: string) => void
}

/** The three customers: beside each other where there is room, else one after the other. */
export function Customers({ live, phones, onChoose }: CustomersProps): ReactElement {
  const hasRoom = useMediaQuery('(min-width: 860px)', true, { getInitialValueInEffect: false })
  const devices: Readonly<Record<PhoneLook, ReactElement>> = {
    web: <WebchatPhone live={live} onChoose={onChoose} />,
    sms: <TextingPhone look="sms" address={SMS_ADDRESS} phone={phones.get(SMS_ADDRESS)} onChoose={onChoose} />,
    whatsapp: (
      <TextingPhone
        look="whatsapp"
        address={WHATSAPP_ADDRESS}
        phone={phones.get(WHATSAPP_ADDRESS)}
        onChoose={onChoose}
      />
    ),
  }
  return (
    <Panel title="Customers" note="Write as one of them.">
      {hasRoom ? (
        <div className="phones">
          {TABS.map(({ look }) => (
            <div key={look}>{devices[look]}</div>
          ))}
        </div>
      ) : (
        inTabs(devices)
      )}
    </Panel>
  )
}

function inTabs(devices: Readonly<Record<PhoneLook, ReactElement>>): ReactElement {
  return (
    <Tabs defaultValue="web" variant="outline" className="customer-tabs">
      <Tabs.List grow aria-label="Customers">
        {TABS.map(({ look, name, icon }) => (
          <Tabs.Tab key={look} value={look} leftSection={icon} px={6}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map(({ look }) => (
        <Tabs.Panel key={look} value={look} pt={12}>
          {devices[look]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
