import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { createActivity, deleteActivity, renameActivity } from './activities.ts'
import { activityJson } from './catalog-json.ts'
import type { Activity } from './state.ts'
import { rowOfPath, taskrouterRoute, yesOrNo } from './taskrouter-route.ts'

const ONE = '/Activities/:activitySid'

export const activityRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/Activities', fact: 'TR-17', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/Activities', fact: 'TR-17', handle: create }),
  taskrouterRoute({ method: 'GET', path: ONE, fact: 'TR-17', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: ONE, fact: 'TR-17', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: ONE, fact: 'TR-17', handle: remove }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const query = request.url.searchParams
  const name = query.get('FriendlyName')
  const wanted = yesOrNo(query.get('Available'))
  const rows = world.taskrouter.activities
    .all()
    .filter(({ friendlyName }) => name === null || friendlyName === name)
    .filter(({ available }) => wanted === undefined || available === wanted)
  return page({ request, rows, key: 'activities', render: (activity) => activityJson(world, activity) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const friendlyName = required(form, 'FriendlyName')
  const available = yesOrNo(form.get('Available')) ?? false
  return created(activityJson(world, createActivity(world, { friendlyName, available })))
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  return ok(activityJson(world, activityOf(request, world)))
}

function update(request: RestRequest, world: World): RestAnswer {
  const activity = activityOf(request, world)
  const friendlyName = request.form.get('FriendlyName') ?? activity.friendlyName
  return ok(activityJson(world, renameActivity(world, activity, friendlyName)))
}

function remove(request: RestRequest, world: World): RestAnswer {
  deleteActivity(world, activityOf(request, world))
  return noContent()
}

function activityOf(request: RestRequest, world: World): Activity {
  return rowOfPath(request, 'activitySid', (sid) => world.taskrouter.activities.get(sid))
}
