import type { Notifications, NotificationType } from '@twilio/flex-ui'
import { STRING_PREFIX } from '../strings/strings.ts'

export type NoticeKind = 'success' | 'information' | 'warning' | 'error'

/** Tells the agent something, in Flex's own bar. */
export type Notify = (kind: NoticeKind, text: string) => void

const SHOWN_MS = 6_000

/** Failures stay until they are read. */
const SHOWN_UNTIL_CLOSED_MS = 0

interface FlexNotifications {
  readonly Notifications: typeof Notifications
  readonly NotificationType: typeof NotificationType
}

/** One notification of each kind, whose text is whatever is said. */
export function registerNotices(
  { Notifications: notifications, NotificationType: type }: FlexNotifications,
  strings: Record<string, string>,
): Notify {
  const kinds = { success: type.success, information: type.information, warning: type.warning, error: type.error }
  strings[`${STRING_PREFIX}Notice`] = '{{text}}'
  for (const [kind, flexType] of Object.entries(kinds)) {
    notifications.registerNotification({
      id: noticeId(kind as NoticeKind),
      type: flexType,
      content: `${STRING_PREFIX}Notice`,
      closeButton: true,
      timeout: kind === 'error' ? SHOWN_UNTIL_CLOSED_MS : SHOWN_MS,
    })
  }
  return (kind, text) => {
    // The same notification is shown once at a time; the newest text is the one that counts.
    notifications.dismissNotificationById(noticeId(kind))
    notifications.showNotification(noticeId(kind), { text })
  }
}

function noticeId(kind: NoticeKind): string {
  return `${STRING_PREFIX}-${kind}`
}
