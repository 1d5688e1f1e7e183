import type { Store } from '@conversation-transfer/backend'
import { ENTRIES_MAX, type Records } from './records.ts'

/** The backend's own store, opened beside it: reading takes nothing from anybody. */
export function recordsOfStore(
  store: Pick<Store, 'schedule' | 'audit' | 'allowance' | 'close'>,
  source: string,
): Records {
  return {
    source,
    row: (conversationSid) => store.schedule.row(conversationSid),
    entries: (conversationSid) => store.audit.entries({ conversationSid, limit: ENTRIES_MAX }),
    frozen: async () => (await store.allowance.frozen())?.reason,
    repairs: () => Promise.resolve(undefined),
    append: (entries) => store.audit.append(entries),
    close: () => store.close(),
  }
}
