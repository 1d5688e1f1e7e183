import type { World } from './world.ts'

/**
 * Who is behind a change: a call of the REST API, or a client SDK. What nobody asked for (timers, routing, a message that
 * comes in from a phone) has none. Conversations tells its webhooks by it which changes to keep to itself (WH-9).
 */
export type Origin =
  | { readonly kind: 'api'; readonly host: string; readonly webhookEnabled: boolean }
  | { readonly kind: 'sdk'; readonly identity: string }

/** Runs `change`, with all that follows from it at once, as the work of `origin`. */
export function withOrigin<Result>(world: World, origin: Origin, change: () => Result): Result {
  const before = world.origin
  world.origin = origin
  try {
    return change()
  } finally {
    world.origin = before
  }
}
