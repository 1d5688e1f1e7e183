import { describe, expect, test } from 'vitest'
import type { AuditQuery, NewAuditEntry } from '../audit-trail.ts'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { testConversation } from './test-marks.ts'

const entry = (reason: string, also: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  atMs: Date.UTC(2026, 10, 25),
  conversationSid: testConversation(1),
  kind: 'repaired',
  rule: 'ghost',
  reason,
  steps: [],
  ...also,
})

export function auditContract(open: OpenEmptyStore): void {
  describe('the audit trail', () => {
    test('gives the newest entries first, page by page, and only those that are asked for', async () => {
      const { audit } = await open(new TestClock().now)
      await audit.append([entry('1'), entry('2', { kind: 'frozen', conversationSid: undefined, rule: undefined })])
      await audit.append([])
      await audit.append([entry('3', { rule: 'stranded' }), entry('4', { conversationSid: testConversation(2) })])
      const reasons = async (query: Partial<AuditQuery>): Promise<string[]> =>
        (await audit.entries({ limit: 9, ...query })).map(({ reason }) => reason)
      expect(await reasons({})).toEqual(['4', '3', '2', '1'])
      const page = await audit.entries({ limit: 2 })
      expect(await reasons({ beforeId: page.at(-1)?.id })).toEqual(['2', '1'])
      expect(await reasons({ beforeId: 'nothing' })).toEqual([])
      expect(await reasons({ conversationSid: testConversation(1) })).toEqual(['3', '1'])
      expect(await reasons({ rule: 'ghost' })).toEqual(['4', '1'])
      expect(await reasons({ kinds: ['frozen', 'alarm'] })).toEqual(['2'])
    })

    test('keeps what was done', async () => {
      const { audit } = await open(new TestClock().now)
      const steps = [
        { kind: 'closeParticipant', sid: 'UT1' },
        { kind: 'cancelTask', sid: 'WT1', result: 'overtaken', detail: "it's \0 gone" },
      ] as const
      const kept = entry('a "reason", {with} \\ and \0', { steps })
      await audit.append([kept])
      const [found] = await audit.entries({ limit: 1 })
      expect(found).toEqual({ ...kept, id: found?.id, reason: 'a "reason", {with} \\ and \uFFFD' })
    })

    test('forgets whole months, and takes late entries for one that is gone', async () => {
      const { audit } = await open(new TestClock().now)
      const months = [Date.UTC(2026, 8, 30, 23, 59), Date.UTC(2026, 9, 1), Date.UTC(2026, 9, 31), Date.UTC(2026, 10, 1)]
      await audit.append(months.map((atMs, number) => entry(String(number), { atMs })))
      expect(await audit.forgetBefore(Date.UTC(2026, 10, 1) - 1)).toBe(1)
      expect((await audit.entries({ limit: 9 })).map(({ reason }) => reason)).toEqual(['3', '2', '1'])
      expect(await audit.forgetBefore(Date.UTC(2026, 10, 1))).toBe(1)
      expect(await audit.forgetBefore(Date.UTC(2026, 10, 1))).toBe(0)
      await audit.append([entry('late', { atMs: Date.UTC(2026, 8, 1) })])
      expect((await audit.entries({ limit: 9 })).map(({ reason }) => reason)).toEqual(['late', '3'])
    })
  })
}
