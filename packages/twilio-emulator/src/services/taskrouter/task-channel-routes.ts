import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { taskChannelJson } from './catalog-json.ts'
import type { TaskChannel } from './state.ts'
import { createTaskChannel, deleteTaskChannel, updateTaskChannel } from './task-channels.ts'
import { rowOfPath, taskrouterRoute, yesOrNo } from './taskrouter-route.ts'

const ONE = '/TaskChannels/:name'

export const taskChannelRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/TaskChannels', fact: 'TR-17', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/TaskChannels', fact: 'TR-17', handle: create }),
  taskrouterRoute({ method: 'GET', path: ONE, fact: 'TR-17', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: ONE, fact: 'TR-17', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: ONE, fact: 'TR-17', handle: remove }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const rows = world.taskrouter.taskChannels.all()
  return page({ request, rows, key: 'channels', render: (channel) => taskChannelJson(world, channel) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const channel = createTaskChannel(world, {
    uniqueName: required(form, 'UniqueName'),
    friendlyName: required(form, 'FriendlyName'),
    channelOptimizedRouting: yesOrNo(form.get('ChannelOptimizedRouting')),
  })
  return created(taskChannelJson(world, channel))
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  return ok(taskChannelJson(world, channelOf(request, world)))
}

function update(request: RestRequest, world: World): RestAnswer {
  const channel = updateTaskChannel(world, channelOf(request, world), {
    friendlyName: request.form.get('FriendlyName') ?? undefined,
    channelOptimizedRouting: yesOrNo(request.form.get('ChannelOptimizedRouting')),
  })
  return ok(taskChannelJson(world, channel))
}

function remove(request: RestRequest, world: World): RestAnswer {
  deleteTaskChannel(world, channelOf(request, world))
  return noContent()
}

/** A task channel answers to its sid and to its unique name. */
function channelOf(request: RestRequest, world: World): TaskChannel {
  const rows = world.taskrouter.taskChannels.all()
  return rowOfPath(request, 'name', (name) => rows.find(({ sid, uniqueName }) => sid === name || uniqueName === name))
}
