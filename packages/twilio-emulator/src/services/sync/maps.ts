import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { expiresAt, forgetExpiry, watchExpiry } from './expiry.ts'
import { deleteItem, itemsOf } from './map-items.ts'
import { mapNotFound, uniqueNameExists, uniqueNameNotFound } from './sync-errors.ts'
import type { SyncMap } from './state.ts'

export interface MapFields {
  readonly uniqueName?: string | undefined
  readonly ttlSeconds?: number | undefined
}

/** Throws 54301 if there is a map of this name (SY-1). */
export function createMap(world: World, { uniqueName, ttlSeconds }: MapFields): SyncMap {
  if (uniqueName !== undefined && sidNamed(world, uniqueName) !== undefined) throw uniqueNameExists(uniqueName)
  const nowMs = world.clock.now()
  const map = world.sync.maps.put({
    sid: newSid(world.random, 'MP'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: expiresAt(world, ttlSeconds),
    revision: 0,
    uniqueName,
  })
  if (uniqueName !== undefined) world.sync.index.add(nameKey(uniqueName), map.sid)
  expireMapInTime(world, map)
  world.changes.publish({ kind: 'sync-map.created', map })
  return map
}

/** The map with this sid or unique name. Throws 54200 and 54300 (SY-5). */
export function findMap(world: World, sidOrName: string): SyncMap {
  const map = world.sync.maps.get(sidNamed(world, sidOrName) ?? sidOrName)
  if (map !== undefined) return map
  throw /^MP[0-9a-f]{32}$/.test(sidOrName) ? mapNotFound(sidOrName) : uniqueNameNotFound(sidOrName)
}

/** Only a map's time to live can be changed. */
export function updateMap(world: World, before: SyncMap, ttlSeconds: number | undefined): SyncMap {
  const map = world.sync.maps.put({
    ...before,
    expiresAtMs: expiresAt(world, ttlSeconds, before.expiresAtMs),
    updatedAtMs: world.clock.now(),
    revision: before.revision + 1,
  })
  expireMapInTime(world, map)
  world.changes.publish({ kind: 'sync-map.updated', map })
  return map
}

/** Deletes the map with all its items. */
export function deleteMap(world: World, map: SyncMap): void {
  for (const item of itemsOf(world, map)) deleteItem(world, item)
  forgetExpiry(world, map.sid)
  if (map.uniqueName !== undefined) world.sync.index.remove(nameKey(map.uniqueName), map.sid)
  world.sync.maps.delete(map.sid)
  world.changes.publish({ kind: 'sync-map.removed', map })
}

/** To be called when its end has been set. */
export function expireMapInTime(world: World, map: SyncMap): void {
  watchExpiry(world, map, () => expire(world, map.sid))
}

function expire(world: World, sid: string): void {
  const map = world.sync.maps.get(sid)
  if (map !== undefined) deleteMap(world, map)
}

function sidNamed(world: World, uniqueName: string): string | undefined {
  return world.sync.index.sids(nameKey(uniqueName))[0]
}

function nameKey(uniqueName: string): string {
  return `map ${uniqueName}`
}
