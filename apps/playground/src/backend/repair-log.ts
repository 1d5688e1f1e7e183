import type { AuditEntry, NewAuditEntry, Store } from '@conversation-transfer/backend'
import type { News } from '@conversation-transfer/twilio-emulator'

/** Older entries give way to newer ones. */
const ENTRIES_MAX = 1000

/** What the backend has done and why, for stories to be told from. */
export class RepairLog {
  readonly #news: News
  #entries: AuditEntry[] = []
  #number = 0

  constructor(news: News) {
    this.#news = news
  }

  all(): readonly AuditEntry[] {
    return this.#entries
  }

  /** To be called when the account is made new: the same sids are others then. */
  clear(): void {
    this.#entries = []
  }

  /** The store, whose audit trail is written down here too. */
  watch(store: Store): Store {
    const { audit } = store
    const watched: Store['audit'] = {
      append: async (entries) => {
        await audit.append(entries)
        this.#add(entries)
      },
      entries: (query) => audit.entries(query),
      forgetBefore: (beforeMs) => audit.forgetBefore(beforeMs),
    }
    const { schedule, allowance, cluster } = store
    return { schedule, allowance, cluster, audit: watched, check: () => store.check(), close: () => store.close() }
  }

  #add(entries: readonly NewAuditEntry[]): void {
    for (const entry of entries) {
      this.#number += 1
      this.#entries.push({ ...entry, id: String(this.#number) })
    }
    this.#entries = this.#entries.slice(-ENTRIES_MAX)
    this.#news.tell()
  }
}
