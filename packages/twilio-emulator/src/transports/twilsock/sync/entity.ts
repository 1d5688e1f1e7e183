import type { Session } from '../session.ts'

export type EntityKind = 'document' | 'map' | 'list'

/**
 * A Sync object as clients see it. Those of the account's Sync service are rows of the world; those of which the
 * Conversations SDK lives are read off Conversations' rows whenever somebody asks.
 */
export interface Entity {
  readonly kind: EntityKind
  /** Under which its events are kept. */
  readonly key: string
  readonly sid: string
  readonly uniqueName: string | undefined
  readonly revision: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly expiresAtMs: number | undefined
  /** Whether a client may open it, now. */
  readonly isOpenTo: (session: Session) => boolean
  /** Of a document. */
  readonly data: () => unknown
  /** Of a map or a list, in the order of keys or indexes. */
  readonly items: () => readonly EntityItem[]
}

export interface EntityItem {
  /** A list's items are known by number. */
  readonly key: string | number
  readonly data: unknown
  readonly revision: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly expiresAtMs: number | undefined
}

/** Where Sync objects are looked for: by sid or by unique name. */
export interface EntitySource {
  find(kind: EntityKind, sidOrName: string): Entity | undefined
}
