import type { Clock } from '../../world/clock.ts'
import { Deadlines } from '../../world/deadlines.ts'
import { SidIndex } from '../../world/sid-index.ts'
import { Table } from '../../world/table.ts'

/** The rows of Sync: documents, maps and lists with their items. `data` is the JSON text of an object. */
export interface SyncState {
  readonly documents: Table<SyncDocument>
  readonly maps: Table<SyncMap>
  readonly items: Table<SyncMapItem>
  readonly lists: Table<SyncList>
  readonly listItems: Table<SyncListItem>
  /** What has a unique name by it (`document <name>`), items by the sid of their map or list and by key or index. */
  readonly index: SidIndex
  /** When what has a time to live goes, by its sid. */
  readonly expiries: Deadlines
}

export function createSyncState(clock: Clock): SyncState {
  return {
    documents: new Table(clock),
    maps: new Table(clock),
    items: new Table(clock),
    lists: new Table(clock),
    listItems: new Table(clock),
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

export interface SyncList extends SyncRow {
  readonly uniqueName: string | undefined
  /** Indexes are not given again when an item is deleted. */
  readonly nextIndex: number
}

/** An item is known by its index; Twilio gives it no sid, and this one leaves the emulator in no answer. */
export interface SyncListItem extends SyncRow {
  readonly listSid: string
  readonly index: number
  readonly data: string
}
