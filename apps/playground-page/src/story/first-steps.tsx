import type { ReactElement } from 'react'

const STEPS = [
  ['Write', 'Start the webchat, or send a message from one of the phones.'],
  ['Accept', 'Open the desktop of whoever rings, or accept right here at the staff.'],
  ['Hand over', 'Transfer the conversation, or invite somebody. The customer is never left alone.'],
  ['Make trouble', 'Let agents decline and Twilio fail, and see what becomes of the customer.'],
] as const

/** What to do on an empty page. */
export function FirstSteps(): ReactElement {
  return (
    <ol className="steps">
      {STEPS.map(([title, text]) => (
        <li key={title}>
          <strong>{title}</strong>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  )
}
