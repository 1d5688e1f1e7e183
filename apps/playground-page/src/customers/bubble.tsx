import IconFile from '@tabler/icons-react/icons/IconFile'
import type { ReactElement } from 'react'
import { timeOfDay } from '../time-of-day.ts'
import { isPicture, type PhoneBubble, type PhoneFile } from './message.ts'

interface BubbleProps {
  readonly message: PhoneBubble
  readonly status: string | undefined
}

export function Bubble({ message, status }: BubbleProps): ReactElement {
  const { author, body, at, files } = message
  const side = author === undefined ? 'own' : 'other'
  return (
    <div className={`bubble bubble--${side}`}>
      <span className="visually-hidden">{author === undefined ? 'You:' : `${author}:`}</span>
      {author !== undefined && (
        <span className="bubble__author" aria-hidden="true">
          {author}
        </span>
      )}
      <div className="bubble__content">
        {files.map((file) => (
          <Attachment key={file.url} file={file} />
        ))}
        {body !== '' && <span className="bubble__body">{body}</span>}
        <time className="bubble__time" dateTime={at}>
          {timeOfDay(at)}
        </time>
      </div>
      {status !== undefined && <span className="bubble__status">{status}</span>}
    </div>
  )
}

function Attachment({ file }: { readonly file: PhoneFile }): ReactElement {
  const { url, filename } = file
  if (isPicture(file)) {
    return (
      <a href={url} target="_blank" rel="noreferrer">
        <img className="bubble__picture" src={url} alt={filename} />
      </a>
    )
  }
  return (
    <a className="bubble__file" href={url} target="_blank" rel="noreferrer">
      <IconFile size={18} aria-hidden="true" />
      {filename}
    </a>
  )
}
