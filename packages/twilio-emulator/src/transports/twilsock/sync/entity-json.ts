import type { Entity, EntityItem, EntityKind } from './entity.ts'

/** Clients follow these addresses through their socket; nobody ever resolves the host (TS-5). */
const CDS_URL = 'https://cds.us1.twilio.com'

const COLLECTIONS = { document: 'Documents', map: 'Maps', list: 'Lists' } as const

function entityUrl({ kind, sid }: Entity): string {
  return `${CDS_URL}/v3/${COLLECTIONS[kind]}/${sid}`
}

export function itemUrl(entity: Entity, key: string | number): string {
  return `${entityUrl(entity)}/Items/${encodeURIComponent(key)}`
}

/** What a client reads first of a Sync object (TS-5). */
export function entityJson(entity: Entity, lastEventId: number): Readonly<Record<string, unknown>> {
  const url = entityUrl(entity)
  return {
    sid: entity.sid,
    unique_name: entity.uniqueName ?? null,
    url,
    revision: entity.revision,
    last_event_id: lastEventId,
    date_created: isoDate(entity.createdAtMs),
    date_updated: isoDate(entity.updatedAtMs),
    date_expires: entity.expiresAtMs === undefined ? null : isoDate(entity.expiresAtMs),
    created_by: 'system',
    ...(entity.kind === 'document' ? {} : { links: { items: `${url}/Items` } }),
  }
}

/**
 * An item carries the id of its object's newest event, for it was read after that: what a client is told later has a
 * larger id, and what it is told again of earlier has not (TS-7).
 */
export function itemJson(entity: Entity, item: EntityItem, lastEventId: number): Readonly<Record<string, unknown>> {
  return {
    [keyName(entity.kind)]: item.key,
    [`${entity.kind}_sid`]: entity.sid,
    url: itemUrl(entity, item.key),
    revision: item.revision,
    last_event_id: lastEventId,
    data: item.data,
    date_created: isoDate(item.createdAtMs),
    date_updated: isoDate(item.updatedAtMs),
    date_expires: item.expiresAtMs === undefined ? null : isoDate(item.expiresAtMs),
  }
}

export function keyName(kind: EntityKind): 'key' | 'index' {
  return kind === 'list' ? 'index' : 'key'
}

export function isoDate(ms: number): string {
  return new Date(ms).toISOString()
}
