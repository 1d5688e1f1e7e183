import type { ReactElement } from 'react'

export function Typing({ names }: { readonly names: readonly string[] }): ReactElement {
  return (
    <div className="typing">
      <span className="typing__dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {names.join(', ')} {names.length === 1 ? 'is' : 'are'} typing
    </div>
  )
}
