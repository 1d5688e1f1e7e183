import type { Twilio } from 'twilio'
import { z } from 'zod'
import { endChannel } from './chat.ts'
import { removeWorker } from './desk.ts'
import { CUSTOMER_IDENTITY, isOwnName } from './own-name.ts'

/** Something in the account that a probe has made and could not take away, as when its power was cut. */
export interface Leftover {
  /** What it is called: it begins with the name of the probe that made it. */
  readonly name: string
  readonly what: string
  readonly remove: (client: Twilio) => Promise<unknown>
}

/** All that bears the name of a probe, in the order in which it can be removed: what is used by something else goes after it. */
export async function findLeftovers(client: Twilio, workspaceSid: string): Promise<Leftover[]> {
  const found: Leftover[] = []
  for (const find of [findTasks, findWorkers, findWorkflows, findQueues, findConversations]) {
    found.push(...(await find(client, workspaceSid)))
  }
  return found
}

type Find = (client: Twilio, workspaceSid: string) => Promise<Leftover[]>

/** A task of a conversation goes with its channel. */
const findTasks: Find = async (client, workspaceSid) => {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid)
  const workflows = (await workspace.workflows.list()).filter(({ friendlyName }) => isOwnName(friendlyName))
  const found: Leftover[] = []
  for (const { sid: workflowSid, friendlyName: name } of workflows) {
    for (const { sid, attributes } of await workspace.tasks.list({ workflowSid })) {
      const remove = async (cleaner: Twilio): Promise<unknown> => {
        const { data } = taskOfChannel.safeParse(JSON.parse(attributes))
        if (data !== undefined) await endChannel(cleaner, data)
        return cleaner.taskrouter.v1.workspaces(workspaceSid).tasks(sid).remove()
      }
      found.push({ name, what: `the task ${sid}`, remove })
    }
  }
  return found
}

const taskOfChannel = z
  .object({ flexInteractionSid: z.string(), flexInteractionChannelSid: z.string() })
  .transform((task) => ({ interactionSid: task.flexInteractionSid, channelSid: task.flexInteractionChannelSid }))

const findWorkers: Find = async (client, workspaceSid) => {
  const rows = await client.taskrouter.v1.workspaces(workspaceSid).workers.list()
  return rows
    .filter(({ friendlyName }) => isOwnName(friendlyName))
    .map(({ sid, friendlyName: name }) => ({
      name,
      what: `the worker ${name}`,
      remove: (cleaner) => removeWorker(cleaner, workspaceSid, sid),
    }))
}

const findWorkflows: Find = async (client, workspaceSid) => {
  const rows = await client.taskrouter.v1.workspaces(workspaceSid).workflows.list()
  return rows
    .filter(({ friendlyName }) => isOwnName(friendlyName))
    .map(({ sid, friendlyName: name }) => ({
      name,
      what: `the workflow ${name}`,
      remove: (cleaner) => cleaner.taskrouter.v1.workspaces(workspaceSid).workflows(sid).remove(),
    }))
}

const findQueues: Find = async (client, workspaceSid) => {
  const rows = await client.taskrouter.v1.workspaces(workspaceSid).taskQueues.list()
  return rows
    .filter(({ friendlyName }) => isOwnName(friendlyName))
    .map(({ sid, friendlyName: name }) => ({
      name,
      what: `the queue ${name}`,
      remove: (cleaner) => cleaner.taskrouter.v1.workspaces(workspaceSid).taskQueues(sid).remove(),
    }))
}

/** Found by their customer: an account's other conversations are too many to be looked through. */
const findConversations: Find = async (client) => {
  const rows = await client.conversations.v1.participantConversations.list({ identity: CUSTOMER_IDENTITY })
  return rows
    .filter(({ conversationFriendlyName }) => isOwnName(conversationFriendlyName))
    .map(({ conversationSid, conversationFriendlyName: name }) => ({
      name,
      what: `the conversation ${name}`,
      remove: (cleaner) => cleaner.conversations.v1.conversations(conversationSid).remove(),
    }))
}
