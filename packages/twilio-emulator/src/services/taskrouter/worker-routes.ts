import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import type { Worker, WorkerChannel } from './state.ts'
import { checkVersion, rowOfPath, taskrouterRoute, withVersion, yesOrNo } from './taskrouter-route.ts'
import { workerChannelJson, workerJson } from './worker-json.ts'
import { listWorkers } from './worker-list.ts'
import { workerChannelsOf } from './worker-row.ts'
import { createWorker, deleteWorker, findWorker, updateWorker, updateWorkerChannel } from './workers.ts'

const ONE = '/Workers/:workerSid'
const CHANNELS = `${ONE}/Channels`

export const workerRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/Workers', fact: 'TR-12', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/Workers', fact: 'TR-12', handle: create }),
  taskrouterRoute({ method: 'GET', path: ONE, fact: 'TR-12', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: ONE, fact: 'TR-12', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: ONE, fact: 'TR-12', handle: remove }),
  taskrouterRoute({ method: 'GET', path: CHANNELS, fact: 'TR-13', handle: listChannels }),
  taskrouterRoute({ method: 'GET', path: `${CHANNELS}/:channelSid`, fact: 'TR-13', handle: fetchChannel }),
  taskrouterRoute({ method: 'POST', path: `${CHANNELS}/:channelSid`, fact: 'TR-13', handle: updateChannel }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const rows = listWorkers(world, request.url.searchParams)
  return page({ request, rows, key: 'workers', render: (worker) => workerJson(world, worker) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const worker = createWorker(world, {
    friendlyName: required(form, 'FriendlyName'),
    attributes: form.get('Attributes') ?? '{}',
    activitySid: form.get('ActivitySid') ?? undefined,
  })
  return withVersion(created(workerJson(world, worker)), worker)
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  const worker = workerOf(request, world)
  return withVersion(ok(workerJson(world, worker)), worker)
}

function update(request: RestRequest, world: World): RestAnswer {
  const { form } = request
  const worker = workerOf(request, world)
  checkVersion(request, worker)
  const updated = updateWorker(world, worker, {
    activitySid: form.get('ActivitySid') ?? undefined,
    attributes: form.get('Attributes') ?? undefined,
    friendlyName: form.get('FriendlyName') ?? undefined,
    rejectPendingReservations: yesOrNo(form.get('RejectPendingReservations')),
  })
  return withVersion(ok(workerJson(world, updated)), updated)
}

function remove(request: RestRequest, world: World): RestAnswer {
  const worker = workerOf(request, world)
  checkVersion(request, worker)
  deleteWorker(world, worker)
  return noContent()
}

function listChannels(request: RestRequest, world: World): RestAnswer {
  const rows = workerChannelsOf(world, workerOf(request, world).sid)
  return page({ request, rows, key: 'channels', render: (channel) => workerChannelJson(world, channel) })
}

function fetchChannel(request: RestRequest, world: World): RestAnswer {
  return ok(workerChannelJson(world, channelOf(request, world)))
}

function updateChannel(request: RestRequest, world: World): RestAnswer {
  const updated = updateWorkerChannel(world, channelOf(request, world), {
    capacity: wholeNumber(request.form, 'Capacity'),
    available: yesOrNo(request.form.get('Available')),
  })
  return ok(workerChannelJson(world, updated))
}

function workerOf(request: RestRequest, world: World): Worker {
  return rowOfPath(request, 'workerSid', (sid) => findWorker(world, sid))
}

/** A worker's channel answers to its own sid, and to the sid and the unique name of its task channel. */
function channelOf(request: RestRequest, world: World): WorkerChannel {
  const channels = workerChannelsOf(world, workerOf(request, world).sid)
  return rowOfPath(request, 'channelSid', (name) =>
    channels.find(({ sid, taskChannelSid }) => {
      return [sid, taskChannelSid, world.taskrouter.taskChannels.get(taskChannelSid)?.uniqueName].includes(name)
    }),
  )
}
