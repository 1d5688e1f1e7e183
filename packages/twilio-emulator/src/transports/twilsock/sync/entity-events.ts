import type { SyncEvent } from '../event-log.ts'
import type { Entity, EntityItem } from './entity.ts'
import { isoDate, itemUrl } from './entity-json.ts'

/** The events of Sync objects, as clients read them (TS-6). `id` is the event's own. */
export function documentUpdated(document: Entity, id: number): SyncEvent {
  return {
    event_type: 'document_updated',
    event: {
      id,
      document_sid: document.sid,
      document_unique_name: document.uniqueName ?? null,
      document_revision: document.revision,
      document_data: document.data(),
      date_created: isoDate(document.updatedAtMs),
    },
  }
}

export function itemChanged(entity: Entity, change: 'added' | 'updated', item: EntityItem, id: number): SyncEvent {
  return {
    event_type: `${entity.kind}_item_${change}`,
    event: {
      ...ofItem(entity, item, id),
      item_url: itemUrl(entity, item.key),
      item_revision: item.revision,
      date_expires: item.expiresAtMs === undefined ? null : isoDate(item.expiresAtMs),
    },
  }
}

export function itemRemoved(entity: Entity, item: EntityItem, id: number): SyncEvent {
  return { event_type: `${entity.kind}_item_removed`, event: ofItem(entity, item, id) }
}

export function entityRemoved({ kind, sid, updatedAtMs }: Entity, id: number): SyncEvent {
  return { event_type: `${kind}_removed`, event: { id, [`${kind}_sid`]: sid, date_created: isoDate(updatedAtMs) } }
}

/**
 * The present state as events, for a client that was away for too long: it learns what is there and what has changed,
 * and not what is gone. The id may be the same for all: clients keep the last one of each item.
 */
export function stateAsEvents(entity: Entity, id: number): SyncEvent[] {
  if (entity.kind === 'document') return [documentUpdated(entity, id)]
  return entity.items().map((item) => itemChanged(entity, 'added', item, id))
}

function ofItem(entity: Entity, item: EntityItem, id: number): Readonly<Record<string, unknown>> {
  const { kind } = entity
  return {
    id,
    [`${kind}_sid`]: entity.sid,
    [`${kind}_unique_name`]: entity.uniqueName ?? null,
    [`${kind}_revision`]: entity.revision,
    [kind === 'list' ? 'item_index' : 'item_key']: item.key,
    item_data: item.data,
    date_created: isoDate(item.updatedAtMs),
  }
}
