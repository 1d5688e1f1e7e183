import type { Clock } from '../../world/clock.ts'
import { Deadlines } from '../../world/deadlines.ts'
import { SidIndex } from '../../world/sid-index.ts'
import { Table } from '../../world/table.ts'

/** The rows of Sync: documents, and maps with their items. `data` is the JSON text of an object. */
export interface SyncState {
  readonly documents: Table<SyncDocument>
  readonly maps: Table<SyncMap>
  readonly items: Table<SyncMapItem>
  /** Documents and maps by unique name (`document <name>`), items by the sid of their map and by key. */
  readonly index: SidIndex
  /** When what has a time to live goes, by its sid. */
  readonly expiries: Deadlines
}

export function createSyncState(clock: Clock): SyncState {
  return {
    documents: new Table(clock),
    maps: new Table(clock),
    items: new Table(clock),
    index: new SidIndex(),
    expiries: new Deadlines(clock),
  }
}

export interface SyncRow {
  readonly sid: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** Undefined for what stays until it is deleted. */
  readonly expiresAtMs: number | undefined
  /** Counts the changes from 0; it is what If-Match names (SY-2). */
  readonly revision: number
}

export interface SyncDocument extends SyncRow {
  readonly uniqueName: string | undefined
  readonly data: string
}

export interface SyncMap extends SyncRow {
  readonly uniqueName: string | undefined
}

/** An item is known by its key; Twilio gives it no sid, and this one leaves the emulator in no answer. */
export interface SyncMapItem extends SyncRow {
  readonly mapSid: string
  readonly key: string
  readonly data: string
}
