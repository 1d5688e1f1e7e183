import { useId, type ReactElement, type ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly note?: ReactNode
  /** Where the skip link leads. */
  readonly id?: string
  readonly children: ReactNode
}

/** A part of the page with a heading; a landmark for those who go from one to the next. */
export function Panel({ title, note, id, children }: PanelProps): ReactElement {
  const headingId = useId()
  return (
    <section className="panel" aria-labelledby={headingId} {...(id === undefined ? {} : { id, tabIndex: -1 })}>
      <div className="panel__head">
        <h2 className="panel__title" id={headingId}>
          {title}
        </h2>
        {note !== undefined && <div className="panel__note">{note}</div>}
      </div>
      <div className="panel__body">{children}</div>
    </section>
  )
}
