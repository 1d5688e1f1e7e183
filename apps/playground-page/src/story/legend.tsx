import type { ReactElement } from 'react'

const LOOKS = [
  ['customer', 'Customer in conversation'],
  ['inside', 'Agent inside'],
  ['ringing', 'Rings'],
  ['waiting', 'Waits'],
  ['wrapup', 'Wrap-up'],
  ['alone', 'Alone'],
  ['message', 'Message'],
] as const

export function Legend(): ReactElement {
  return (
    <ul className="legend" aria-label="Legend">
      {LOOKS.map(([look, text]) => (
        <li key={look}>
          <span className={`legend__look legend__look--${look}`} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  )
}
