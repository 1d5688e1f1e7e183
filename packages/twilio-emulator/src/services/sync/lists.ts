import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { expiresAt, forgetExpiry, watchExpiry } from './expiry.ts'
import { deleteListItem, listItemsOf } from './list-items.ts'
import { listNotFound, uniqueNameExists, uniqueNameNotFound } from './sync-errors.ts'
import type { SyncList } from './state.ts'

export interface ListFields {
  readonly uniqueName?: string | undefined
  readonly ttlSeconds?: number | undefined
}

/** Throws 54301 if there is a list of this name (SY-1). */
export function createList(world: World, { uniqueName, ttlSeconds }: ListFields): SyncList {
  if (uniqueName !== undefined && sidNamed(world, uniqueName) !== undefined) throw uniqueNameExists(uniqueName)
  const nowMs = world.clock.now()
  const list = world.sync.lists.put({
    sid: newSid(world.random, 'ES'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: expiresAt(world, ttlSeconds),
    revision: 0,
    uniqueName,
    nextIndex: 0,
  })
  if (uniqueName !== undefined) world.sync.index.add(nameKey(uniqueName), list.sid)
  watchExpiry(world, list, () => expire(world, list.sid))
  world.changes.publish({ kind: 'sync-list.created', list })
  return list
}

/** The list with this sid or unique name. Throws 54150 and 54300 (SY-5). */
export function findList(world: World, sidOrName: string): SyncList {
  const list = world.sync.lists.get(sidNamed(world, sidOrName) ?? sidOrName)
  if (list !== undefined) return list
  throw /^ES[0-9a-f]{32}$/.test(sidOrName) ? listNotFound(sidOrName) : uniqueNameNotFound(sidOrName)
}

/** Only a list's time to live can be changed. */
export function updateList(world: World, before: SyncList, ttlSeconds: number | undefined): SyncList {
  const list = world.sync.lists.put({
    // An item that was just added has counted the next index up.
    ...(world.sync.lists.get(before.sid) ?? before),
    expiresAtMs: expiresAt(world, ttlSeconds, before.expiresAtMs),
    updatedAtMs: world.clock.now(),
    revision: before.revision + 1,
  })
  watchExpiry(world, list, () => expire(world, list.sid))
  world.changes.publish({ kind: 'sync-list.updated', list })
  return list
}

/** Deletes the list with all its items. */
export function deleteList(world: World, list: SyncList): void {
  for (const item of listItemsOf(world, list)) deleteListItem(world, item)
  forgetExpiry(world, list.sid)
  if (list.uniqueName !== undefined) world.sync.index.remove(nameKey(list.uniqueName), list.sid)
  world.sync.lists.delete(list.sid)
  world.changes.publish({ kind: 'sync-list.removed', list })
}

function expire(world: World, sid: string): void {
  const list = world.sync.lists.get(sid)
  if (list !== undefined) deleteList(world, list)
}

function sidNamed(world: World, uniqueName: string): string | undefined {
  return world.sync.index.sids(nameKey(uniqueName))[0]
}

function nameKey(uniqueName: string): string {
  return `list ${uniqueName}`
}
