import type { Observation } from '@conversation-transfer/transfer'
import { unlistedInvites, type Observer } from './observe.ts'
import { fetchTask, workspaceOf } from './taskrouter.ts'

/** A channel has few tasks; more than this are not read one by one. */
const TASKS_MAX = 50

/** The observation with every task that names the channel, those among them that neither participants nor invites name. */
export async function withChannelTasks({ client, settings }: Observer, observation: Observation): Promise<Observation> {
  const { channelSid } = observation.channel
  const evaluateTaskAttributes = `flexInteractionChannelSid == "${channelSid}"`
  const found = await workspaceOf(client, settings).tasks.list({ evaluateTaskAttributes, limit: TASKS_MAX })
  const known = new Set<string>(observation.tasks.map(({ sid }) => sid))
  const missed = found.map(({ sid }) => sid as `WT${string}`).filter((sid) => !known.has(sid))
  const tasks = await Promise.all(missed.map((sid) => fetchTask(client, settings, sid)))
  const named = new Set(observation.invites.map(({ taskSid }) => taskSid))
  return {
    ...observation,
    tasks: [...observation.tasks, ...tasks],
    invites: [...observation.invites, ...unlistedInvites(tasks, named)],
  }
}
