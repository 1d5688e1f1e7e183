import type { SyncListItem, SyncMapItem } from '../../../services/sync/state.ts'
import type { Change } from '../../../world/change.ts'
import type { World } from '../../../world/world.ts'
import type { Entity } from './entity.ts'
import { documentUpdated, entityRemoved, itemChanged, itemRemoved } from './entity-events.ts'
import type { Subscribers } from './subscribers.ts'
import { documentEntity, listEntity, listItem, mapEntity, mapItem } from './sync-entities.ts'

/** Tells those who are subscribed what has changed in the account's Sync service. */
export function tellSyncChange(world: World, subscribers: Subscribers, change: Change): void {
  switch (change.kind) {
    case 'sync-document.updated':
      return subscribers.publish(change.document.sid, () => documentEntity(change.document), { build: documentUpdated })
    case 'sync-document.removed':
      return tellRemoval(subscribers, documentEntity(change.document))
    case 'sync-map.removed':
      return tellRemoval(subscribers, mapEntity(world, change.map))
    case 'sync-list.removed':
      return tellRemoval(subscribers, listEntity(world, change.list))
    case 'sync-map-item.created':
    case 'sync-map-item.updated':
    case 'sync-map-item.removed':
      return tellMapItem(world, subscribers, change.kind, change.item)
    case 'sync-list-item.created':
    case 'sync-list-item.updated':
    case 'sync-list-item.removed':
      return tellListItem(world, subscribers, change.kind, change.item)
    default:
  }
}

function tellRemoval(subscribers: Subscribers, entity: Entity): void {
  subscribers.publish(entity.key, () => entity, { build: entityRemoved })
  subscribers.forget(entity.key)
}

function tellMapItem(world: World, subscribers: Subscribers, kind: Change['kind'], item: SyncMapItem): void {
  const map = (): Entity | undefined => {
    const row = world.sync.maps.get(item.mapSid)
    return row && mapEntity(world, row)
  }
  subscribers.publish(item.mapSid, map, { build: (entity, id) => itemEvent(kind, entity, mapItem(item), id) })
}

function tellListItem(world: World, subscribers: Subscribers, kind: Change['kind'], item: SyncListItem): void {
  const list = (): Entity | undefined => {
    const row = world.sync.lists.get(item.listSid)
    return row && listEntity(world, row)
  }
  subscribers.publish(item.listSid, list, { build: (entity, id) => itemEvent(kind, entity, listItem(item), id) })
}

function itemEvent(kind: Change['kind'], entity: Entity, item: ReturnType<typeof mapItem>, id: number) {
  if (kind.endsWith('.removed')) return itemRemoved(entity, item, id)
  return itemChanged(entity, kind.endsWith('.created') ? 'added' : 'updated', item, id)
}
