import { Button, Popover, Text } from '@mantine/core'
import IconRefresh from '@tabler/icons-react/icons/IconRefresh'
import { useState, type ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'

/** Asks once more: everything that was played is gone afterwards. */
export function ResetButton(): ReactElement {
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, run } = useAction()
  const reset = async (): Promise<void> => {
    setIsAsking(false)
    await run(() => send('/reset'), 'Everything begins anew.')
  }
  return (
    <Popover opened={isAsking} onChange={setIsAsking} position="bottom-end" withArrow trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          h={34}
          leftSection={<IconRefresh size={16} />}
          loading={isBusy}
          onClick={() => setIsAsking((before) => !before)}
        >
          Start over
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb={10}>
          All conversations are lost.
        </Text>
        <Button size="xs" color="red.8" onClick={() => void reset()}>
          Start over now
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
