import type { World } from '../../world/world.ts'

/** When something with `ttlSeconds` from now on goes; 0 is never, undefined leaves what was (SY-4). */
export function expiresAt(world: World, ttlSeconds: number | undefined, beforeMs?: number): number | undefined {
  if (ttlSeconds === undefined) return beforeMs
  return ttlSeconds === 0 ? undefined : world.clock.now() + ttlSeconds * 1000
}

/** Lets `remove` happen to the row when its time is over, in place of whatever was to happen to it before. */
export function watchExpiry(
  world: World,
  { sid, expiresAtMs }: { readonly sid: string; readonly expiresAtMs: number | undefined },
  remove: () => void,
): void {
  forgetExpiry(world, sid)
  if (expiresAtMs !== undefined) world.sync.expiries.set(sid, expiresAtMs, remove)
}

export function forgetExpiry(world: World, sid: string): void {
  world.sync.expiries.clear(sid)
}
