import {
  taskSid,
  type ChannelSid,
  type Observation,
  type ObservedWorker,
  type Read,
  type TaskSid,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decode } from './decode.ts'
import { fetchLastMessage } from './last-message.ts'
import { unlistedInvites } from './observe.ts'
import type { Performer } from './performer.ts'
import { fetchStudioWebhook } from './studio-webhook.ts'
import { fetchWorkerTarget } from './target.ts'
import { fetchTask, workspaceOf } from './taskrouter.ts'
import { fetchVerdict } from './verdict.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** Reads, all at once, what a decision asked for, and adds it to what was observed. */
export async function readOnDemand(
  performer: Performer,
  observation: Observation,
  reads: readonly Read[],
): Promise<Observation> {
  const additions = await Promise.all(reads.map((read) => additionOf(performer, observation, read)))
  return additions.reduce((seen, add) => add(seen), observation)
}

/** Adds what was read; several reads may add to the same part of an observation. */
type Addition = (observation: Observation) => Observation

async function additionOf(performer: Performer, observation: Observation, read: Read): Promise<Addition> {
  const { client, settings } = performer
  switch (read.of) {
    case 'lastMessage': {
      const lastMessage = await fetchLastMessage(client, observation)
      return (seen) => ({ ...seen, onDemand: { ...seen.onDemand, lastMessage } })
    }
    case 'studioWebhook': {
      const studioWebhook = await fetchStudioWebhook(client, observation.conversation.sid)
      return (seen) => ({ ...seen, onDemand: { ...seen.onDemand, studioWebhook } })
    }
    case 'workflow': {
      const workflow = await fetchWorkflowReach(client, settings)
      return (seen) => ({ ...seen, workflow })
    }
    case 'channelTasks':
      return channelTasks(performer, observation)
    case 'worker': {
      const worker = await fetchWorker(performer, read.sid)
      return (seen) => {
        const workers = { ...seen.onDemand?.workers, [read.sid]: worker }
        return { ...seen, onDemand: { ...seen.onDemand, workers } }
      }
    }
    case 'verdict': {
      const verdict = await fetchVerdict(performer, observation, read.taskSid)
      return (seen) => {
        const verdicts = { ...seen.onDemand?.verdicts, [read.taskSid]: verdict }
        return { ...seen, onDemand: { ...seen.onDemand, verdicts } }
      }
    }
  }
}

/** The tasks that nothing else named, and with them the invites that Twilio's list does not show. */
async function channelTasks(performer: Performer, observation: Observation): Promise<Addition> {
  const { tasks, invites, channel } = observation
  const sids = await listChannelTasks(performer, channel.channelSid)
  const unknown = sids.filter((sid) => !tasks.some((task) => task.sid === sid))
  const found = await Promise.all(unknown.map((sid) => fetchTask(performer.client, performer.settings, sid)))
  const unlisted = unlistedInvites(found, new Set(invites.map((invite) => invite.taskSid)))
  return (seen) => ({
    ...seen,
    tasks: [...seen.tasks, ...found],
    invites: [...seen.invites, ...unlisted],
    onDemand: { ...seen.onDemand, channelTasksRead: true },
  })
}

/** At most three such calls a second for a whole account (TR-30). */
async function listChannelTasks({ client, settings }: Performer, sid: ChannelSid): Promise<TaskSid[]> {
  const evaluateTaskAttributes = `flexInteractionChannelSid == "${sid}"`
  const answer = await workspaceOf(client, settings).tasks.list({ evaluateTaskAttributes })
  return decode(z.array(z.object({ sid: taskSid })), answer, 'tasks of a channel').map((task) => task.sid)
}

/** A worker who was deleted takes nothing any more. */
async function fetchWorker({ client, settings }: Performer, sid: WorkerSid): Promise<ObservedWorker> {
  const target = await fetchWorkerTarget(client, settings, sid)
  if (target.type !== 'worker') return { sid, name: '', available: false, queueSids: [] }
  const { name, available, queueSids } = target
  return { sid, name, available, queueSids }
}
