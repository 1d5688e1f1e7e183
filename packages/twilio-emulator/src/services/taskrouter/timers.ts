import type { World } from '../../world/world.ts'

/** Lets `run` happen to the row at `atMs`, in place of whatever was to happen to it before. */
export function setTimer(world: World, sid: string, atMs: number, run: () => void): void {
  clearTimer(world, sid)
  const { timers } = world.taskrouter
  const cancel = world.clock.schedule(atMs, () => {
    timers.delete(sid)
    run()
  })
  timers.set(sid, cancel)
}

/** Harmless if nothing was to happen. */
export function clearTimer(world: World, sid: string): void {
  const { timers } = world.taskrouter
  timers.get(sid)?.()
  timers.delete(sid)
}
