import type { ReactElement, ReactNode } from 'react'
import './phone.css'

export type PhoneLook = 'web' | 'sms' | 'whatsapp'

interface PhoneFrameProps {
  readonly look: PhoneLook
  /** What the device is called, for those who do not see it. */
  readonly label: string
  readonly title: string
  readonly subtitle: string
  readonly avatar: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A device with whom the customer talks to at its top. */
export function PhoneFrame(props: PhoneFrameProps): ReactElement {
  const { look, label, title, subtitle, avatar, actions, children } = props
  return (
    <section className={`phone phone--${look}`} aria-label={label}>
      <div className="phone__head">
        <span className="phone__avatar" aria-hidden="true">
          {avatar}
        </span>
        <div className="phone__names">
          <h3 className="phone__title">{title}</h3>
          <span className="phone__subtitle">{subtitle}</span>
        </div>
        <div className="phone__actions">{actions}</div>
      </div>
      {children}
    </section>
  )
}
