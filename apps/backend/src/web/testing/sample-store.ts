import { createHash } from 'node:crypto'
import { EMPTY_MEMORY, type ConversationSid } from '@conversation-transfer/transfer'
import type { NewAuditEntry } from '../../store/audit-trail.ts'
import type { Standing } from '../../store/standing.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

/** A store as it looks on a busy afternoon, for tests of the page and for looking at it. */
export async function createSampleStore(now: () => number): Promise<MemoryStore> {
  const store = createMemoryStore(now)
  const nowMs = now()
  const put = (n: number, standing: Partial<Standing>, more: Partial<Parameters<typeof store.put>[0]> = {}): void => {
    store.put({
      conversationSid: sample(n),
      interactionSid: `KD${scattered(n + 400)}`,
      channelSid: `UO${scattered(n + 800)}`,
      standing: {
        state: 'attended',
        sinceMs: nowMs - 600_000,
        channelType: 'web',
        agentsInside: 1,
        liveInvites: 0,
        aloneSinceMs: undefined,
        alarms: [],
        ...standing,
      },
      lookAtMs: nowMs + 60_000 * ((n * 7) % 50) + 5_000,
      lookedAtMs: nowMs - 1_000 * ((n * 13) % 300),
      ...more,
    })
  }
  put(
    1,
    { state: 'alone', agentsInside: 0, aloneSinceMs: nowMs - 47_000 },
    { memory: STRANDED_MEMORY(nowMs), lookAtMs: nowMs + 13_000 },
  )
  put(2, {
    state: 'alone',
    channelType: 'whatsapp',
    agentsInside: 0,
    aloneSinceMs: nowMs - 190_000,
    alarms: ['Three repairs of “stranded” have failed: somebody has to look at it.'],
  })
  put(3, { state: 'waiting', channelType: 'sms', agentsInside: 0, liveInvites: 1 })
  put(4, { state: 'attended', channelType: 'whatsapp', agentsInside: 2 })
  put(5, { state: 'not-ours', agentsInside: 0 })
  put(
    6,
    {},
    {
      failures: 3,
      lastError: 'GET https://flex-api.twilio.com/v1/Interactions was answered 503: no reason was given',
      lookAtMs: nowMs - 12_000,
    },
  )
  put(7, { state: 'ended', agentsInside: 0 })
  store.put({ conversationSid: sample(8) })
  for (let n = 9; n < 40; n++) put(n, { channelType: ['web', 'sms', 'whatsapp'][n % 3] ?? 'web' })
  await store.audit.append([...older(nowMs), ...newer(nowMs)])
  return store
}

export const sample = (n: number): ConversationSid => `CH${scattered(n)}`

/** Digits as sids have them: one that begins with thirty zeros shows nothing of how a page copes with real ones. */
function scattered(n: number): string {
  return createHash('sha256').update(`sample ${n}`).digest('hex').slice(0, 32)
}

const STRANDED_MEMORY = (nowMs: number) => ({
  ...EMPTY_MEMORY,
  firstSeen: { stranded: nowMs - 47_000 },
  tries: { [`way-back:WT${scattered(71)}`]: { count: 1, lastAtMs: nowMs - 180_000 } },
  verdicts: { [`WT${scattered(71)}` as const]: 'failed' as const },
  taskSids: [`WT${scattered(70)}` as const, `WT${scattered(71)}` as const],
  customers: [{ participantSid: `UT${'0'.repeat(31)}1` as const }],
  agentInsideAtMs: nowMs - 200_000,
})

function older(nowMs: number): NewAuditEntry[] {
  const rules = ['invites-outdated', 'ghost', 'sender-not-released', 'target-declined', 'way-back']
  return Array.from({ length: 40 }, (_, n) => ({
    atMs: nowMs - 600_000 - (40 - n) * 240_000,
    conversationSid: sample((n % 30) + 9),
    kind: n % 4 === 0 ? ('observed' as const) : ('repaired' as const),
    rule: rules[n % rules.length] ?? 'ghost',
    reason: 'The list of invites that the Flex UI shows was not what is waiting.',
    steps: [{ kind: 'writeInvites' as const, sid: sample((n % 30) + 9), result: 'invitesWritten' as const }],
  }))
}

function newer(nowMs: number): NewAuditEntry[] {
  const entry = (
    agoMs: number,
    n: number,
    more: Pick<NewAuditEntry, 'kind' | 'reason'> & Partial<NewAuditEntry>,
  ): NewAuditEntry => ({
    atMs: nowMs - agoMs,
    conversationSid: sample(n),
    rule: undefined,
    steps: [],
    ...more,
  })
  return [
    entry(420_000, 4, {
      kind: 'observed',
      rule: 'same-worker-twice',
      reason: 'Worker WK is inside twice; the later of the two would be taken out.',
      steps: [{ kind: 'closeParticipant', sid: `UT${'a'.repeat(32)}` }],
    }),
    entry(300_000, 3, {
      kind: 'repaired',
      rule: 'target-declined',
      reason: 'The agent who was asked declined, and would be rung for ever.',
      steps: [
        {
          kind: 'cancelTask',
          sid: `WT${scattered(30)}` as const,
          result: 'taskEnded',
          detail: 'conversation transfer: declined',
        },
      ],
    }),
    entry(180_000, 1, {
      kind: 'repaired',
      rule: 'way-back',
      reason: 'Nobody followed the invite, and nobody is inside: it goes back to whoever sent it.',
      steps: [
        {
          kind: 'createInvite',
          sid: `UO${scattered(801)}`,
          result: 'inviteCreated',
          detail: 'to the sender, attempt 2',
        },
        { kind: 'writeInvites', sid: sample(1), result: 'invitesWritten' },
      ],
    }),
    entry(95_000, 2, {
      kind: 'failed',
      rule: 'stranded',
      reason: 'Twilio answered 503 when the channel was to be closed.',
    }),
    entry(60_000, 2, {
      kind: 'alarm',
      rule: 'stranded',
      reason: 'Three repairs of “stranded” have failed: somebody has to look at it.',
    }),
    entry(30_000, 2, { kind: 'asked', reason: 'A person asked for a look.' }),
  ]
}
