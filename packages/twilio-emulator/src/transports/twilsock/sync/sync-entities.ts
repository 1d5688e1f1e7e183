import { findDocument } from '../../../services/sync/documents.ts'
import { listItemsOf } from '../../../services/sync/list-items.ts'
import { findList } from '../../../services/sync/lists.ts'
import { itemsOf } from '../../../services/sync/map-items.ts'
import { findMap } from '../../../services/sync/maps.ts'
import type {
  SyncDocument,
  SyncList,
  SyncListItem,
  SyncMap,
  SyncMapItem,
  SyncRow,
} from '../../../services/sync/state.ts'
import type { World } from '../../../world/world.ts'
import { TwilioError } from '../../rest/twilio-error.ts'
import type { Session } from '../session.ts'
import type { Entity, EntityItem, EntityKind, EntitySource } from './entity.ts'

/** The objects of the account's Sync service: the same rows that the REST API shows. */
export class SyncEntities implements EntitySource {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  find(kind: EntityKind, sidOrName: string): Entity | undefined {
    try {
      return this.#found(kind, sidOrName)
    } catch (error: unknown) {
      if (error instanceof TwilioError) return undefined
      throw error
    }
  }

  #found(kind: EntityKind, sidOrName: string): Entity {
    switch (kind) {
      case 'document':
        return documentEntity(findDocument(this.#world, sidOrName))
      case 'map':
        return mapEntity(this.#world, findMap(this.#world, sidOrName))
      case 'list':
        return listEntity(this.#world, findList(this.#world, sidOrName))
    }
  }
}

export function documentEntity(document: SyncDocument): Entity {
  return { ...common('document', document), data: () => JSON.parse(document.data), items: () => [] }
}

export function mapEntity(world: World, map: SyncMap): Entity {
  return { ...common('map', map), data: () => undefined, items: () => itemsOf(world, map).map(mapItem) }
}

export function listEntity(world: World, list: SyncList): Entity {
  return { ...common('list', list), data: () => undefined, items: () => listItemsOf(world, list).map(listItem) }
}

export function mapItem(item: SyncMapItem): EntityItem {
  return { ...itemFields(item), key: item.key }
}

export function listItem(item: SyncListItem): EntityItem {
  return { ...itemFields(item), key: item.index }
}

type Common = Omit<Entity, 'data' | 'items'>

function common(kind: EntityKind, row: SyncRow & { readonly uniqueName: string | undefined }): Common {
  const { sid, uniqueName, createdAtMs, updatedAtMs, expiresAtMs } = row
  const revision = String(row.revision)
  return { kind, key: sid, sid, uniqueName, revision, createdAtMs, updatedAtMs, expiresAtMs, isOpenTo: isStaff }
}

/** The account's own objects are its staff's; a customer's token opens conversations only (TS-14). */
function isStaff({ workerSid }: Session): boolean {
  return workerSid !== undefined
}

function itemFields(item: SyncMapItem | SyncListItem): Omit<EntityItem, 'key'> {
  const { createdAtMs, updatedAtMs, expiresAtMs } = item
  return { data: JSON.parse(item.data), revision: String(item.revision), createdAtMs, updatedAtMs, expiresAtMs }
}
