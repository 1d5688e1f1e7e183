import type { ConversationSid, Step, StepResult } from '@conversation-transfer/transfer'

/** What the backend did, and why. Entries are added and never changed; old months go as a whole. */
export interface AuditTrail {
  append(entries: readonly NewAuditEntry[]): Promise<void>
  /** The newest entries that fit, the newest first. */
  entries(query: AuditQuery): Promise<readonly AuditEntry[]>
  /** Drops the months that ended before this time. Returns how many went. */
  forgetBefore(beforeMs: number): Promise<number>
}

export interface NewAuditEntry {
  readonly atMs: number
  readonly conversationSid: ConversationSid | undefined
  readonly kind: AuditKind
  /** The name of the rule; of an entry that no rule made, undefined. */
  readonly rule: string | undefined
  /** A sentence. */
  readonly reason: string
  /** The steps that follow, without message bodies and without other people's attributes. */
  readonly steps: readonly AuditedStep[]
}

export type AuditKind =
  /** Steps are about to be performed. */
  | 'begun'
  /** They were. */
  | 'repaired'
  /** One of them could not be performed; `reason` says why. */
  | 'failed'
  /** They would have been, if the rule were switched on. */
  | 'observed'
  /** They were not, because repairs are frozen. */
  | 'withheld'
  /** Somebody has to look at it. */
  | 'alarm'
  | 'frozen'
  | 'thawed'
  /** A person asked for a look or for a repair. */
  | 'asked'

export interface AuditedStep {
  readonly kind: Step['kind']
  /** What it changes. */
  readonly sid: string
  /** Once it is performed. */
  readonly result?: StepResult['kind'] | undefined
  readonly detail?: string | undefined
}

export interface AuditEntry extends NewAuditEntry {
  /** Ascending in the order of appending. */
  readonly id: string
}

export interface AuditQuery {
  readonly conversationSid?: ConversationSid | undefined
  readonly rule?: string | undefined
  readonly kinds?: readonly AuditKind[] | undefined
  /** Entries before the one with this id: the next page. */
  readonly beforeId?: string | undefined
  readonly limit: number
}
