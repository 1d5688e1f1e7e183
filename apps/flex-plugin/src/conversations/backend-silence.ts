import type { SeenBackend } from '@conversation-transfer/transfer'

/** A backend says each minute that it is there; one that has said nothing for so long counts as gone. */
const BACKEND_SILENT_MS = 180_000

export function isSilent({ aliveAtMs }: SeenBackend, atMs: number): boolean {
  return atMs - aliveAtMs >= BACKEND_SILENT_MS
}
