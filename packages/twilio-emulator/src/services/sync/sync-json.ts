import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { syncAddress, syncServiceSid } from './sync-route.ts'
import type { SyncDocument, SyncList, SyncListItem, SyncMap, SyncMapItem, SyncRow } from './state.ts'

/** A document as Twilio answers it (SY-1). */
export function documentJson(world: World, document: SyncDocument): object {
  const { sid, uniqueName } = document
  const url = syncAddress(world, `/Documents/${sid}`)
  const links = { permissions: `${url}/Permissions` }
  return { sid, unique_name: uniqueName ?? null, ...common(world, document), data: parsed(document.data), url, links }
}

/** A map as Twilio answers it (SY-6). */
export function mapJson(world: World, map: SyncMap): object {
  const { sid, uniqueName } = map
  const url = syncAddress(world, `/Maps/${sid}`)
  const links = { items: `${url}/Items`, permissions: `${url}/Permissions` }
  return { sid, unique_name: uniqueName ?? null, ...common(world, map), url, links }
}

/** An item of a map as Twilio answers it (SY-6). */
export function itemJson(world: World, item: SyncMapItem): object {
  const { key, mapSid } = item
  const url = syncAddress(world, `/Maps/${mapSid}/Items/${encodeURIComponent(key)}`)
  return { key, map_sid: mapSid, ...common(world, item), data: parsed(item.data), url }
}

/** A list as Twilio answers it (SY-7). */
export function listJson(world: World, list: SyncList): object {
  const { sid, uniqueName } = list
  const url = syncAddress(world, `/Lists/${sid}`)
  const links = { items: `${url}/Items`, permissions: `${url}/Permissions` }
  return { sid, unique_name: uniqueName ?? null, ...common(world, list), url, links }
}

/** An item of a list as Twilio answers it (SY-7). */
export function listItemJson(world: World, item: SyncListItem): object {
  const { index, listSid } = item
  const url = syncAddress(world, `/Lists/${listSid}/Items/${index}`)
  return { index, list_sid: listSid, ...common(world, item), data: parsed(item.data), url }
}

function common(world: World, row: SyncRow): object {
  return {
    account_sid: world.account.sid,
    service_sid: syncServiceSid(world),
    revision: String(row.revision),
    date_expires: row.expiresAtMs === undefined ? null : isoSeconds(row.expiresAtMs),
    date_created: isoSeconds(row.createdAtMs),
    date_updated: isoSeconds(row.updatedAtMs),
    // What is made over REST was made by nobody in particular (documented).
    created_by: 'system',
  }
}

function parsed(data: string): unknown {
  return JSON.parse(data)
}
