import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import IconCheck from '@tabler/icons-react/icons/IconCheck'
import IconDeviceDesktop from '@tabler/icons-react/icons/IconDeviceDesktop'
import IconMoon from '@tabler/icons-react/icons/IconMoon'
import IconSun from '@tabler/icons-react/icons/IconSun'
import type { ReactElement } from 'react'

const SCHEMES: Readonly<Record<MantineColorScheme, { readonly label: string; readonly icon: ReactElement }>> = {
  auto: { label: 'As the system', icon: <IconDeviceDesktop size={18} /> },
  light: { label: 'Light', icon: <IconSun size={18} /> },
  dark: { label: 'Dark', icon: <IconMoon size={18} /> },
}

export function ColourSchemeSwitch(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={`Colours: ${SCHEMES[colorScheme].label}`}>
          {SCHEMES[colorScheme].icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={SCHEMES[scheme].icon}
            rightSection={scheme === colorScheme ? <IconCheck size={16} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {SCHEMES[scheme].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
