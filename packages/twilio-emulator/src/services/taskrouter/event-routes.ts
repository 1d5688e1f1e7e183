import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'
import type { TaskrouterEvent } from './event-log.ts'
import { periodOf } from './period.ts'
import { rowOfPath, taskrouterRoute } from './taskrouter-route.ts'

export const eventRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/Events', fact: 'TR-31', handle: list }),
  taskrouterRoute({ method: 'GET', path: '/Events/:sid', fact: 'TR-31', handle: fetchOne }),
]

/** Which field of an event each filter compares. */
const FILTERS: Readonly<Record<string, (event: TaskrouterEvent) => readonly (string | undefined)[]>> = {
  EventType: ({ type }) => [type],
  Sid: ({ sid }) => [sid],
  TaskSid: ({ data }) => [data['task_sid']],
  WorkerSid: ({ data }) => [data['worker_sid']],
  ReservationSid: ({ data }) => [data['reservation_sid']],
  WorkflowSid: ({ data }) => [data['workflow_sid']],
  TaskQueueSid: ({ data }) => [data['task_queue_sid']],
  TaskChannel: ({ data }) => [data['task_channel_sid'], data['task_channel_unique_name']],
}

function list(request: RestRequest, world: World): RestAnswer {
  const query = request.url.searchParams
  const { fromMs, untilMs } = periodOf(world, query)
  const tests = Object.entries(FILTERS).flatMap(([name, fields]) => {
    const wanted = query.get(name)
    return wanted === null ? [] : [(event: TaskrouterEvent): boolean => fields(event).includes(wanted)]
  })
  const rows = world.taskrouter.events
    .since(fromMs)
    .filter((event) => event.atMs <= untilMs && tests.every((test) => test(event)))
  return page({ request, rows, key: 'events', render: (event) => eventJson(world, event) })
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  return ok(
    eventJson(
      world,
      rowOfPath(request, 'sid', (sid) => world.taskrouter.events.find(sid)),
    ),
  )
}

function eventJson(world: World, event: TaskrouterEvent): object {
  const { workspaceSid } = world.account
  return {
    sid: event.sid,
    account_sid: world.account.sid,
    workspace_sid: workspaceSid,
    event_type: event.type,
    event_date: isoSeconds(event.atMs),
    event_date_ms: event.atMs,
    description: event.description,
    event_data: event.data,
    resource_type: event.resourceType,
    resource_sid: event.resourceSid,
    resource_url: address(world, resourcePath(event)),
    // Who did it is not kept: the workspace stands for everybody, as in Twilio's own example.
    actor_type: 'workspace',
    actor_sid: workspaceSid,
    actor_url: address(world),
    source: 'twilio',
    source_ip_address: null,
    url: address(world, `/Events/${event.sid}`),
  }
}

const COLLECTIONS: Readonly<Record<TaskrouterEvent['resourceType'], string>> = {
  task: '/Tasks',
  reservation: '/Reservations',
  worker: '/Workers',
  activity: '/Activities',
  workflow: '/Workflows',
  workspace: '',
  taskqueue: '/TaskQueues',
  taskchannel: '/TaskChannels',
}

function resourcePath({ resourceType, resourceSid, data }: TaskrouterEvent): string {
  if (resourceType === 'workspace') return ''
  const parent = resourceType === 'reservation' ? `/Tasks/${data['task_sid'] ?? ''}` : ''
  return `${parent}${COLLECTIONS[resourceType]}/${resourceSid}`
}
