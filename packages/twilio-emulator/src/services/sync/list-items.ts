import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { expiresAt, forgetExpiry, watchExpiry } from './expiry.ts'
import { listItemNotFound } from './sync-errors.ts'
import type { SyncList, SyncListItem } from './state.ts'

export interface NewListItem {
  readonly data: string
  readonly ttlSeconds?: number | undefined
}

/** Adds an item at the end. Indexes count from 0 and are never given twice (SY-7). */
export function addListItem(world: World, { sid }: SyncList, { data, ttlSeconds }: NewListItem): SyncListItem {
  const list = world.sync.lists.get(sid)
  if (list === undefined) throw new Error(`List ${sid} is gone.`)
  const nowMs = world.clock.now()
  world.sync.lists.put({ ...list, nextIndex: list.nextIndex + 1 })
  const item = world.sync.listItems.put({
    sid: newSid(world.random, 'ES'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: expiresAt(world, ttlSeconds),
    revision: 0,
    listSid: list.sid,
    index: list.nextIndex,
    data,
  })
  world.sync.index.add(list.sid, item.sid)
  world.sync.index.add(indexName(list.sid, item.index), item.sid)
  watchExpiry(world, item, () => expire(world, item.sid))
  world.changes.publish({ kind: 'sync-list-item.created', item })
  return item
}

/** Throws 54151. */
export function findListItem(world: World, list: SyncList, index: string): SyncListItem {
  const [sid = ''] = /^\d{1,9}$/.test(index) ? world.sync.index.sids(indexName(list.sid, Number(index))) : []
  const item = world.sync.listItems.get(sid)
  if (item === undefined) throw listItemNotFound(index)
  return item
}

/** In the order of their indexes. */
export function listItemsOf(world: World, list: SyncList): SyncListItem[] {
  const rows = world.sync.index.sids(list.sid).map((sid) => world.sync.listItems.get(sid))
  return rows.filter((row) => row !== undefined)
}

export function updateListItem(
  world: World,
  before: SyncListItem,
  { data, ttlSeconds }: { readonly data: string | undefined; readonly ttlSeconds: number | undefined },
): SyncListItem {
  const item = world.sync.listItems.put({
    ...before,
    data: data ?? before.data,
    expiresAtMs: expiresAt(world, ttlSeconds, before.expiresAtMs),
    updatedAtMs: world.clock.now(),
    revision: before.revision + 1,
  })
  watchExpiry(world, item, () => expire(world, item.sid))
  world.changes.publish({ kind: 'sync-list-item.updated', item })
  return item
}

export function deleteListItem(world: World, item: SyncListItem): void {
  forgetExpiry(world, item.sid)
  world.sync.index.remove(item.listSid, item.sid)
  world.sync.index.remove(indexName(item.listSid, item.index), item.sid)
  world.sync.listItems.delete(item.sid)
  world.changes.publish({ kind: 'sync-list-item.removed', item })
}

function expire(world: World, sid: string): void {
  const item = world.sync.listItems.get(sid)
  if (item !== undefined) deleteListItem(world, item)
}

function indexName(listSid: string, index: number): string {
  return `${listSid} ${index}`
}
