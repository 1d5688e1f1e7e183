import type { Route } from '../../transports/rest/route.ts'
import { activityRoutes } from './activity-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { reservationRoutes } from './reservation-routes.ts'
import { taskChannelRoutes } from './task-channel-routes.ts'
import { taskQueueStatisticsRoutes } from './task-queue-statistics-routes.ts'
import { taskQueueRoutes } from './task-queue-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { workerRoutes } from './worker-routes.ts'
import { workflowRoutes } from './workflow-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

export const taskrouterRoutes: readonly Route[] = [
  ...workspaceRoutes,
  ...taskRoutes,
  ...reservationRoutes,
  ...workerRoutes,
  ...taskQueueStatisticsRoutes,
  ...taskQueueRoutes,
  ...workflowRoutes,
  ...activityRoutes,
  ...taskChannelRoutes,
  ...eventRoutes,
]
