import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { expiresAt, forgetExpiry, watchExpiry } from './expiry.ts'
import { documentNotFound, uniqueNameExists, uniqueNameNotFound } from './sync-errors.ts'
import type { SyncDocument } from './state.ts'

export interface DocumentFields {
  readonly uniqueName?: string | undefined
  readonly data?: string | undefined
  readonly ttlSeconds?: number | undefined
}

/** Throws 54301 if there is a document of this name (SY-1). */
export function createDocument(world: World, { uniqueName, data = '{}', ttlSeconds }: DocumentFields): SyncDocument {
  if (uniqueName !== undefined && sidNamed(world, uniqueName) !== undefined) throw uniqueNameExists(uniqueName)
  const nowMs = world.clock.now()
  const document = world.sync.documents.put({
    sid: newSid(world.random, 'ET'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    expiresAtMs: expiresAt(world, ttlSeconds),
    revision: 0,
    uniqueName,
    data,
  })
  if (uniqueName !== undefined) world.sync.index.add(nameKey(uniqueName), document.sid)
  expireDocumentInTime(world, document)
  world.changes.publish({ kind: 'sync-document.created', document })
  return document
}

/** The document with this sid or unique name. Throws 54100 and 54300 (SY-5). */
export function findDocument(world: World, sidOrName: string): SyncDocument {
  const document = world.sync.documents.get(sidNamed(world, sidOrName) ?? sidOrName)
  if (document !== undefined) return document
  throw /^ET[0-9a-f]{32}$/.test(sidOrName) ? documentNotFound(sidOrName) : uniqueNameNotFound(sidOrName)
}

export function updateDocument(
  world: World,
  before: SyncDocument,
  { data, ttlSeconds }: Pick<DocumentFields, 'data' | 'ttlSeconds'>,
): SyncDocument {
  const document = world.sync.documents.put({
    ...before,
    data: data ?? before.data,
    expiresAtMs: expiresAt(world, ttlSeconds, before.expiresAtMs),
    updatedAtMs: world.clock.now(),
    revision: before.revision + 1,
  })
  expireDocumentInTime(world, document)
  world.changes.publish({ kind: 'sync-document.updated', document })
  return document
}

export function deleteDocument(world: World, document: SyncDocument): void {
  forgetExpiry(world, document.sid)
  if (document.uniqueName !== undefined) world.sync.index.remove(nameKey(document.uniqueName), document.sid)
  world.sync.documents.delete(document.sid)
  world.changes.publish({ kind: 'sync-document.removed', document })
}

/** To be called when its end has been set. */
export function expireDocumentInTime(world: World, document: SyncDocument): void {
  watchExpiry(world, document, () => expire(world, document.sid))
}

function expire(world: World, sid: string): void {
  const document = world.sync.documents.get(sid)
  if (document !== undefined) deleteDocument(world, document)
}

function sidNamed(world: World, uniqueName: string): string | undefined {
  return world.sync.index.sids(nameKey(uniqueName))[0]
}

function nameKey(uniqueName: string): string {
  return `document ${uniqueName}`
}
