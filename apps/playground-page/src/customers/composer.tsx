import { ActionIcon, FileButton } from '@mantine/core'
import IconPaperclip from '@tabler/icons-react/icons/IconPaperclip'
import IconSend2 from '@tabler/icons-react/icons/IconSend2'
import { useState, type FormEvent, type ReactElement } from 'react'

interface ComposerProps {
  /** Such as `Message from the SMS phone`. */
  readonly label: string
  readonly isBusy: boolean
  /** Answers whether it was sent: what was not stays in the field. */
  readonly onSend: (body: string) => Promise<boolean>
  readonly onType?: () => void
  readonly onAttach?: (file: File) => void
}

/** Where the customer writes. */
export function Composer({ label, isBusy, onSend, onType, onAttach }: ComposerProps): ReactElement {
  const [body, setBody] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const text = body.trim()
    if (text === '' || isBusy) return
    if (await onSend(text)) setBody((now) => (now.trim() === text ? '' : now))
  }
  return (
    <form className="composer" onSubmit={(event) => void submit(event)}>
      {onAttach !== undefined && <AttachButton isBusy={isBusy} onAttach={onAttach} />}
      <input
        className="composer__field"
        aria-label={label}
        placeholder="Message"
        autoComplete="off"
        value={body}
        onChange={({ target }) => {
          setBody(target.value)
          onType?.()
        }}
      />
      <ActionIcon
        className="composer__send"
        type="submit"
        radius="xl"
        size={34}
        aria-label="Send"
        disabled={body.trim() === ''}
        loading={isBusy}
      >
        <IconSend2 size={18} />
      </ActionIcon>
    </form>
  )
}

interface AttachButtonProps {
  readonly isBusy: boolean
  readonly onAttach: (file: File) => void
}

function AttachButton({ isBusy, onAttach }: AttachButtonProps): ReactElement {
  return (
    <FileButton onChange={(file) => file !== null && onAttach(file)}>
      {(props) => (
        <ActionIcon
          {...props}
          variant="subtle"
          color="gray"
          radius="xl"
          size={34}
          aria-label="Attach a file"
          disabled={isBusy}
        >
          <IconPaperclip size={19} />
        </ActionIcon>
      )}
    </FileButton>
  )
}
