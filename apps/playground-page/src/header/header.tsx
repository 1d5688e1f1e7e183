import { Button, Group } from '@mantine/core'
import IconHeartbeat from '@tabler/icons-react/icons/IconHeartbeat'
import IconPlugConnectedX from '@tabler/icons-react/icons/IconPlugConnectedX'
import type { ReactElement } from 'react'
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx'
import { Logo } from './logo.tsx'
import { ResetButton } from './reset-button.tsx'
import './header.css'

export function Header({ isConnected }: { readonly isConnected: boolean }): ReactElement {
  return (
    <header className="header">
      <div className="header__row">
        <Logo />
        <div className="header__names">
          <span className="header__title">Playground</span>
          <span className="header__subtitle">Conversation Transfer for Twilio Flex</span>
        </div>
        <ConnectionState isConnected={isConnected} />
        <Group gap={8} wrap="nowrap" className="header__actions">
          <Button
            component="a"
            href="/backend"
            target="_blank"
            variant="default"
            size="xs"
            h={34}
            aria-label="Backend"
            className="header__backend"
            leftSection={<IconHeartbeat size={16} />}
          >
            <span className="header__words">Backend</span>
          </Button>
          <ResetButton />
          <ColourSchemeSwitch />
        </Group>
      </div>
      {!isConnected && <ConnectionLost />}
    </header>
  )
}

function ConnectionState({ isConnected }: { readonly isConnected: boolean }): ReactElement {
  return (
    <span className={`connection ${isConnected ? 'connection--live' : 'connection--lost'}`}>
      <span className="connection__dot" aria-hidden="true" />
      {isConnected ? 'Live' : 'Lost'}
    </span>
  )
}

function ConnectionLost(): ReactElement {
  return (
    <div className="header__lost" role="alert">
      <IconPlugConnectedX size={18} aria-hidden="true" />
      <span>The connection to the playground is lost. What you see may be old; it is being tried again.</span>
    </div>
  )
}
