import { isAuditId } from '../audit-id.ts'
import type { AuditEntry, AuditQuery, AuditTrail, NewAuditEntry } from '../audit-trail.ts'
import { monthAt } from '../month.ts'
import { SENTENCE_CHARACTERS_MAX, storableText } from '../storable-text.ts'

export class MemoryAuditTrail implements AuditTrail {
  #entries: AuditEntry[] = []
  #lastId = 0

  async append(entries: readonly NewAuditEntry[]): Promise<void> {
    for (const entry of entries) {
      this.#lastId += 1
      const reason = storableText(entry.reason, SENTENCE_CHARACTERS_MAX)
      this.#entries.push({ ...entry, id: String(this.#lastId), reason })
    }
  }

  async entries({ conversationSid, rule, kinds, beforeId, limit }: AuditQuery): Promise<readonly AuditEntry[]> {
    if (beforeId !== undefined && !isAuditId(beforeId)) return []
    return this.#entries
      .filter(
        (entry) =>
          (conversationSid === undefined || entry.conversationSid === conversationSid) &&
          (rule === undefined || entry.rule === rule) &&
          (kinds === undefined || kinds.includes(entry.kind)) &&
          (beforeId === undefined || Number(entry.id) < Number(beforeId)),
      )
      .reverse()
      .slice(0, limit)
  }

  async forgetBefore(beforeMs: number): Promise<number> {
    const isOld = (atMs: number): boolean => monthAt(atMs).endsAtMs <= beforeMs
    const months = new Set(this.#entries.filter(({ atMs }) => isOld(atMs)).map(({ atMs }) => monthAt(atMs).name))
    this.#entries = this.#entries.filter(({ atMs }) => !isOld(atMs))
    return months.size
  }
}
