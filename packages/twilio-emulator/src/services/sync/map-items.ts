import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { expiresAt, forgetExpiry, watchExpiry } from './expiry.ts'
import { itemExists, itemNotFound } from './sync-errors.ts'
import type { SyncMap, SyncMapItem } from './state.ts'

export interface NewItem {
  readonly key: string
  readonly data: string
  readonly ttlSeconds?: number | undefined
}

/** Throws 54208 if the map has an item of this key. */
export function createItem(world: World, map: SyncMap, { key, data, ttlSeconds }: NewItem): SyncMapItem {
  if (sidOf(world, map, key) !== undefined) throw itemExists(key)
  const nowMs = world.clock.now()
  const item = world.sync.items.put({
    sid: newSid(world.random, 'MP'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: expiresAt(world, ttlSeconds),
    revision: 0,
    mapSid: map.sid,
    key,
    data,
  })
  world.sync.index.add(map.sid, item.sid)
  world.sync.index.add(keyName(map.sid, key), item.sid)
  expireItemInTime(world, item)
  world.changes.publish({ kind: 'sync-map-item.created', item })
  return item
}

/** Throws 54201. */
export function findItem(world: World, map: SyncMap, key: string): SyncMapItem {
  const item = world.sync.items.get(sidOf(world, map, key) ?? '')
  if (item === undefined) throw itemNotFound(key)
  return item
}

/** In the order of their keys (SY-6). */
export function itemsOf(world: World, map: SyncMap): SyncMapItem[] {
  const rows = world.sync.index.sids(map.sid).map((sid) => world.sync.items.get(sid))
  return rows.filter((row) => row !== undefined).sort((left, right) => (left.key < right.key ? -1 : 1))
}

export function updateItem(
  world: World,
  before: SyncMapItem,
  { data, ttlSeconds }: { readonly data: string | undefined; readonly ttlSeconds: number | undefined },
): SyncMapItem {
  const item = world.sync.items.put({
    ...before,
    data: data ?? before.data,
    expiresAtMs: expiresAt(world, ttlSeconds, before.expiresAtMs),
    updatedAtMs: world.clock.now(),
    revision: before.revision + 1,
  })
  expireItemInTime(world, item)
  world.changes.publish({ kind: 'sync-map-item.updated', item })
  return item
}

export function deleteItem(world: World, item: SyncMapItem): void {
  forgetExpiry(world, item.sid)
  world.sync.index.remove(item.mapSid, item.sid)
  world.sync.index.remove(keyName(item.mapSid, item.key), item.sid)
  world.sync.items.delete(item.sid)
  world.changes.publish({ kind: 'sync-map-item.removed', item })
}

/** To be called when its end has been set. */
export function expireItemInTime(world: World, item: SyncMapItem): void {
  watchExpiry(world, item, () => expire(world, item.sid))
}

function expire(world: World, sid: string): void {
  const item = world.sync.items.get(sid)
  if (item !== undefined) deleteItem(world, item)
}

function sidOf(world: World, map: SyncMap, key: string): string | undefined {
  return world.sync.index.sids(keyName(map.sid, key))[0]
}

function keyName(mapSid: string, key: string): string {
  return `${mapSid} ${key}`
}
