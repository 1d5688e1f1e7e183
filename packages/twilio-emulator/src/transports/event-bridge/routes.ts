import type { Route } from '../rest/route.ts'
import { directoryCalls } from './directory-calls.ts'
import { messagingCalls } from './messaging-calls.ts'
import { reservationCalls } from './reservation-calls.ts'
import { taskCalls } from './task-calls.ts'
import { workerCalls } from './worker-calls.ts'

/** Every call that may be in an envelope to the event bridge. */
export const eventBridgeRoutes: readonly Route[] = [
  ...workerCalls,
  ...reservationCalls,
  ...taskCalls,
  ...directoryCalls,
  ...messagingCalls,
]
