import type { ReactElement } from 'react'

/** The same picture as the tab's (`icon.svg`): one goes, one comes. */
export function Logo(): ReactElement {
  return (
    <svg className="header__logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4c57c9" />
      <path
        d="M7 12h15m0 0-4-4m4 4-4 4M25 21H10m0 0 4-4m-4 4 4 4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
