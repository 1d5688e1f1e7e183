import type { AuditEntry, NewAuditEntry, ScheduleRow } from '@conversation-transfer/backend'
import type { ConversationSid, RepairSwitch } from '@conversation-transfer/transfer'

/** What the backend keeps of one conversation, wherever it is read from. */
export interface Records {
  /** Where it comes from, for people. Never a password. */
  readonly source: string
  /** What is remembered of the conversation; undefined if the backend has never heard of it. */
  row(conversationSid: ConversationSid): Promise<Pick<ScheduleRow, RowField> | undefined>
  /** The newest entries of the audit trail, the newest first. */
  entries(conversationSid: ConversationSid): Promise<readonly AuditEntry[]>
  /** Why repairs are frozen; undefined if they are not. */
  frozen(): Promise<string | undefined>
  /** Which rules may act (`REPAIRS`); undefined where that cannot be told: each process has it from its environment. */
  repairs(): Promise<RepairSwitch | undefined>
  /** Adds to the audit trail; undefined where that is not possible. */
  readonly append: ((entries: readonly NewAuditEntry[]) => Promise<void>) | undefined
  close(): Promise<void>
}

export type RowField =
  | 'interactionSid'
  | 'channelSid'
  | 'memory'
  | 'lookAtMs'
  | 'lookedAtMs'
  | 'isClaimed'
  | 'failures'
  | 'lastError'

/** Opens what the environment names; undefined where it names nothing. */
export type OpenRecords = (env: Readonly<Record<string, string | undefined>>) => Promise<Records | undefined>

/** As many as a person reads. */
export const ENTRIES_MAX = 20
