import type { Claim, Store } from '@conversation-transfer/backend'
import { EMPTY_MEMORY } from '@conversation-transfer/transfer'
import type { Process } from './process.ts'

/** How long the word of a mark takes from one process to the others. */
const NOTICE_MS = 5

export interface ProcessStoreOptions {
  readonly process: Process
  /** What outlives all processes. */
  readonly store: Store
  /** Asked for each row that is claimed: whether all that it knew is gone. */
  readonly isForgotten: () => boolean
}

/** The store as one process has it: each call takes time, and a process that has died makes none and hears of none. */
export function storeOfProcess({ process, store, isForgotten }: ProcessStoreOptions): Store {
  const { audit, allowance, cluster } = store
  const ask: Process['ask'] = (make) => process.ask(make)
  return {
    schedule: scheduleOf({ process, store, isForgotten }),
    audit: {
      append: (entries) => ask(() => audit.append(entries)),
      entries: (query) => ask(() => audit.entries(query)),
      forgetBefore: (beforeMs) => ask(() => audit.forgetBefore(beforeMs)),
    },
    allowance: {
      spend: (steps, limits) => ask(() => allowance.spend(steps, limits)),
      frozen: () => ask(() => allowance.frozen()),
      freeze: (reason) => ask(() => allowance.freeze(reason)),
      thaw: () => ask(() => allowance.thaw()),
    },
    cluster: {
      takeTurn: (name, everyMs) => ask(() => cluster.takeTurn(name, everyMs)),
      checkIn: (processId) => ask(() => cluster.checkIn(processId)),
      checkOut: (processId) => ask(() => cluster.checkOut(processId)),
      bookmark: (name) => ask(() => cluster.bookmark(name)),
      setBookmark: (name, value) => ask(() => cluster.setBookmark(name, value)),
    },
    check: () => ask(() => store.check()),
    close: () => ask(() => store.close()),
  }
}

function scheduleOf({ process, store: { schedule }, isForgotten }: ProcessStoreOptions): Store['schedule'] {
  const ask: Process['ask'] = (make) => process.ask(make)
  return {
    mark: (marks) => ask(() => schedule.mark(marks)),
    claim: async (limit) => {
      const claims = await ask(() => schedule.claim(limit))
      return claims.map((claim) => (isForgotten() ? madeAnew(claim) : claim))
    },
    keepMemory: (claim, memory) => ask(() => schedule.keepMemory(claim, memory)),
    acknowledge: (claim, end) => ask(() => schedule.acknowledge(claim, end)),
    giveBack: (claims) => ask(() => schedule.giveBack(claims)),
    nextDueAtMs: () => ask(() => schedule.nextDueAtMs()),
    onMarked: (listener) => schedule.onMarked(() => void process.time.after(NOTICE_MS, listener)),
    counts: () => ask(() => schedule.counts()),
    row: (conversationSid) => ask(() => schedule.row(conversationSid)),
    rows: (query) => ask(() => schedule.rows(query)),
  }
}

/**
 * A row that was lost with its database and made anew by a mark that knows the conversation only, or one whose memory a later
 * version wrote and this one cannot read.
 */
function madeAnew(claim: Claim): Claim {
  const unknown = { interactionSid: undefined, channelSid: undefined, standing: undefined }
  return { ...claim, ...unknown, memory: EMPTY_MEMORY, taskSids: [], failures: 0 }
}
