import { OWN_PREFIX, type Workspace } from './scene.ts'
import type { Subject } from './subject.ts'

/** Something on the account that an earlier run has made and could not take away, as after a power cut. */
interface Leftover {
  readonly what: string
  readonly remove: () => Promise<unknown>
}

/** Removes whatever on the account bears the suite's prefix. Returns what there was. Rejects if something resists. */
export async function sweep(subject: Subject): Promise<string[]> {
  const workspace = subject.twilio.taskrouter.v1.workspaces(subject.workspaceSid)
  const swept: string[] = []
  // In this order: what is used by something else goes after it.
  for (const find of [findConversations, findTasks, findWorkers, findWorkflows, findQueues]) {
    for (const { what, remove } of await find(subject, workspace)) {
      await remove()
      swept.push(what)
    }
  }
  return swept
}

type Find = (subject: Subject, workspace: Workspace) => Promise<Leftover[]>

/** A conversation that is removed takes nothing along; its interaction's tasks are found by themselves. */
const findConversations: Find = async ({ twilio }) => {
  const { conversations } = twilio.conversations.v1
  const rows = [
    ...(await conversations.list({ state: 'active' })),
    ...(await conversations.list({ state: 'inactive' })),
  ]
  return rows.filter(isOurs).map(({ sid }) => ({
    what: `conversation ${sid}`,
    remove: () => conversations(sid).remove(),
  }))
}

const findTasks: Find = async (_subject, workspace) => {
  const rows = await workspace.tasks.list()
  return rows
    .filter(({ workflowFriendlyName: friendlyName }) => isOurs({ friendlyName }))
    .map(({ sid }) => ({ what: `task ${sid}`, remove: () => workspace.tasks(sid).remove() }))
}

const findWorkers: Find = async (_subject, workspace) => {
  const activities = await workspace.activities.list()
  const offline = activities.find(({ available }) => !available)?.sid
  return (await workspace.workers.list()).filter(isOurs).map(({ sid, friendlyName }) => ({
    what: `worker ${friendlyName}`,
    remove: async () => {
      if (offline !== undefined) await workspace.workers(sid).update({ activitySid: offline })
      await workspace.workers(sid).remove()
    },
  }))
}

const findWorkflows: Find = async (_subject, workspace) => {
  const rows = await workspace.workflows.list()
  return rows.filter(isOurs).map(({ sid, friendlyName }) => ({
    what: `workflow ${friendlyName}`,
    remove: () => workspace.workflows(sid).remove(),
  }))
}

const findQueues: Find = async (_subject, workspace) => {
  const rows = await workspace.taskQueues.list()
  return rows.filter(isOurs).map(({ sid, friendlyName }) => ({
    what: `queue ${friendlyName}`,
    remove: () => workspace.taskQueues(sid).remove(),
  }))
}

/** The prefix and a run's eight digits: a queue that somebody has called "parity-tests" is not ours. */
const OWN_NAME = new RegExp(`^${OWN_PREFIX}[0-9a-f]{8}-`)

function isOurs({ friendlyName }: { readonly friendlyName: string | null }): boolean {
  return OWN_NAME.test(friendlyName ?? '')
}
