import { Button, CopyButton } from '@mantine/core'
import IconCheck from '@tabler/icons-react/icons/IconCheck'
import IconCopy from '@tabler/icons-react/icons/IconCopy'
import type { ReactElement } from 'react'
import { jsonTokens } from './json-tokens.ts'

interface JsonViewProps {
  readonly value: unknown
  readonly label: string
}

export function JsonView({ value, label }: JsonViewProps): ReactElement {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  return (
    <div className="json">
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            className="json__copy"
            size="compact-xs"
            variant="default"
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      {/* What scrolls must be reachable by keyboard. */}
      <pre className="json__text" tabIndex={0} role="region" aria-label={label}>
        {jsonTokens(text).map(({ at, kind, text: part }) => (
          <span key={at} className={`json__${kind}`}>
            {part}
          </span>
        ))}
      </pre>
    </div>
  )
}
