import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { requireActivity } from './activity-row.ts'
import { taskrouterRoute } from './taskrouter-route.ts'
import { workspaceJson } from './workspace-json.ts'

export const workspaceRoutes: readonly Route[] = [
  {
    host: 'taskrouter.twilio.com',
    method: 'GET',
    path: '/v1/Workspaces',
    mark: 'documented',
    fact: 'TR-17',
    handle: list,
  },
  taskrouterRoute({ method: 'GET', path: '', fact: 'TR-17', handle: (_, world) => ok(workspaceJson(world)) }),
  taskrouterRoute({ method: 'POST', path: '', fact: 'TR-17', handle: update }),
]

/** The account has exactly one: Flex's own. */
function list(request: RestRequest, world: World): RestAnswer {
  const wanted = request.url.searchParams.get('FriendlyName')
  const isWanted = wanted === null || wanted === world.taskrouter.workspace.friendlyName
  const rows = isWanted ? [{ sid: world.account.workspaceSid }] : []
  return page({ request, rows, key: 'workspaces', render: () => workspaceJson(world) })
}

function update({ form }: RestRequest, world: World): RestAnswer {
  const { workspace } = world.taskrouter
  for (const name of ['DefaultActivitySid', 'TimeoutActivitySid']) {
    const sid = form.get(name)
    if (sid !== null) requireActivity(world, sid)
  }
  world.taskrouter.workspace = {
    friendlyName: form.get('FriendlyName') ?? workspace.friendlyName,
    createdAtMs: workspace.createdAtMs,
    updatedAtMs: world.clock.now(),
    defaultActivitySid: form.get('DefaultActivitySid') ?? workspace.defaultActivitySid,
    timeoutActivitySid: form.get('TimeoutActivitySid') ?? workspace.timeoutActivitySid,
    // An empty text takes a setting away.
    eventCallbackUrl: (form.get('EventCallbackUrl') ?? workspace.eventCallbackUrl) || undefined,
    eventsFilter: (form.get('EventsFilter') ?? workspace.eventsFilter) || undefined,
    prioritizeQueueOrder: oneOf(form, 'PrioritizeQueueOrder', ['FIFO', 'LIFO']) ?? workspace.prioritizeQueueOrder,
  }
  world.changes.publish({ kind: 'workspace.updated' })
  return ok(workspaceJson(world))
}
