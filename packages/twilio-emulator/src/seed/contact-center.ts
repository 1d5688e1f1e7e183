import { createActivity } from '../services/taskrouter/activities.ts'
import type { Activity, TaskQueue, Worker } from '../services/taskrouter/state.ts'
import { createTaskChannel } from '../services/taskrouter/task-channels.ts'
import { createTaskQueue } from '../services/taskrouter/task-queues.ts'
import { workerChannelsOf } from '../services/taskrouter/worker-row.ts'
import { createWorker, updateWorkerChannel } from '../services/taskrouter/workers.ts'
import { createWorkflow } from '../services/taskrouter/workflows.ts'
import { invalidParameter, TwilioError } from '../transports/rest/twilio-error.ts'
import type { World } from '../world/world.ts'
import { DEFAULT_CONTACT_CENTER, type ContactCenterDescription } from './contact-center-description.ts'
import {
  assignWorkflowConfiguration,
  namedWorkflowConfiguration,
  transferWorkflowConfiguration,
} from './workflow-configurations.ts'

/** What a user of a fresh emulator needs to know to start. */
export interface ContactCenter {
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: string
  readonly flexInstanceSid: string
  readonly conversationServiceSid: string
  /** The workflow that invites go through: "Conversation Transfer". */
  readonly workflowSid: string
  /** The workflow of a customer's first task: "Assign to Anyone". */
  readonly assignWorkflowSid: string
  readonly workers: readonly SeededWorker[]
  readonly queues: readonly { readonly sid: string; readonly name: string }[]
  readonly activities: readonly { readonly sid: string; readonly name: string; readonly available: boolean }[]
}

export interface SeededWorker {
  readonly sid: string
  readonly name: string
  /** Who the worker is in conversations: the name with special characters encoded, of which these have none. */
  readonly identity: string
  readonly roles: readonly string[]
}

const TASK_CHANNELS = [
  { uniqueName: 'default', friendlyName: 'Default' },
  { uniqueName: 'voice', friendlyName: 'Voice' },
  { uniqueName: 'chat', friendlyName: 'Programmable Chat' },
  { uniqueName: 'sms', friendlyName: 'SMS' },
] as const

const ASSIGN_WORKFLOW = 'Assign to Anyone'
const TRANSFER_WORKFLOW = 'Conversation Transfer'

/**
 * Fills an empty account with a contact center as Flex sets one up. Throws Twilio's 400 for what TaskRouter refuses, such
 * as two queues of one name, and a TwilioError for a worker in an activity that there is not.
 */
export function seedContactCenter(
  world: World,
  description: ContactCenterDescription = DEFAULT_CONTACT_CENTER,
): ContactCenter {
  const activities = seedActivities(world, description)
  for (const channel of TASK_CHANNELS) createTaskChannel(world, channel)
  const queues = description.queues.map((queue) => about(`Queue ${queue.name}`, () => seedQueue(world, queue)))
  const workers = description.workers.map((worker) => {
    return about(`Worker ${worker.name}`, () => seedWorker(world, worker, activities))
  })
  const workflows = seedWorkflows(world, queues, description)
  const { account } = world
  return {
    accountSid: account.sid,
    authToken: account.authToken,
    workspaceSid: account.workspaceSid,
    flexInstanceSid: account.flexInstanceSid,
    conversationServiceSid: account.conversationServiceSid,
    workflowSid: workflows.get(TRANSFER_WORKFLOW) ?? '',
    assignWorkflowSid: workflows.get(ASSIGN_WORKFLOW) ?? '',
    workers: workers.map(({ sid, friendlyName }, index) => {
      return { sid, name: friendlyName, identity: friendlyName, roles: description.workers[index]?.roles ?? [] }
    }),
    queues: queues.map(({ sid, friendlyName }) => ({ sid, name: friendlyName })),
    activities: activities.map(({ sid, friendlyName, available }) => ({ sid, name: friendlyName, available })),
  }
}

function seedActivities(world: World, description: ContactCenterDescription): Activity[] {
  const activities = description.activities.map(({ name, available }) => {
    return about(`Activity ${name}`, () => createActivity(world, { friendlyName: name, available }))
  })
  const away = activities.find(({ available }) => !available)?.sid
  const { workspace } = world.taskrouter
  world.taskrouter.workspace = { ...workspace, defaultActivitySid: away, timeoutActivitySid: away }
  return activities
}

function seedQueue(
  world: World,
  { name, skill, targetWorkers }: ContactCenterDescription['queues'][number],
): TaskQueue {
  const expression = skill === undefined ? '1==1' : `routing.skills HAS "${skill}"`
  return createTaskQueue(world, { friendlyName: name, targetWorkers: targetWorkers ?? expression })
}

function seedWorker(
  world: World,
  seed: ContactCenterDescription['workers'][number],
  activities: readonly Activity[],
): Worker {
  const { name, fullName = name, roles, skills } = seed
  const activity = activities.find(({ friendlyName }) => friendlyName === seed.activity)
  if (activity === undefined) throw invalidParameter(`there is no activity '${seed.activity}'`)
  // The attributes that Flex itself gives its workers.
  const attributes = {
    contact_uri: `client:${name}`,
    full_name: fullName,
    email: `${name}@example.com`,
    roles,
    routing: { skills, levels: {} },
    ...seed.attributes,
  }
  const worker = createWorker(world, {
    friendlyName: name,
    attributes: JSON.stringify(attributes),
    activitySid: activity.sid,
  })
  for (const channel of workerChannelsOf(world, worker.sid)) {
    const uniqueName = world.taskrouter.taskChannels.get(channel.taskChannelSid)?.uniqueName
    if (uniqueName === 'chat' || uniqueName === 'sms') updateWorkerChannel(world, channel, { capacity: seed.capacity })
  }
  return worker
}

/** The sids of the workflows by name. */
function seedWorkflows(
  world: World,
  queues: readonly TaskQueue[],
  description: ContactCenterDescription,
): Map<string, string> {
  const configurations = new Map<string, object>([
    [ASSIGN_WORKFLOW, assignWorkflowConfiguration(queues)],
    [TRANSFER_WORKFLOW, transferWorkflowConfiguration(queues)],
  ])
  for (const { name, configuration } of description.workflows) {
    configurations.set(name, namedWorkflowConfiguration(configuration, queues))
  }
  const sids = new Map<string, string>()
  for (const [friendlyName, configuration] of configurations) {
    const fields = { friendlyName, configuration: JSON.stringify(configuration) }
    sids.set(friendlyName, about(`Workflow ${friendlyName}`, () => createWorkflow(world, fields)).sid)
  }
  return sids
}

/** TaskRouter's refusals do not say what they are about; in a description of many things this must be said. */
function about<Row>(what: string, create: () => Row): Row {
  try {
    return create()
  } catch (error: unknown) {
    if (error instanceof TwilioError) throw invalidParameter(`${what}: ${error.message}`)
    throw error
  }
}
