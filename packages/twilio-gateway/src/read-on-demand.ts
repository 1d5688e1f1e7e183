import type { Observation, OnDemand, Read, WorkflowReach } from '@conversation-transfer/transfer'
import { fetchLastMessage, fetchStudioWebhook } from './conversations.ts'
import type { Observer } from './observe.ts'
import { withChannelTasks } from './channel-tasks.ts'
import { fetchVerdict } from './task-verdict.ts'
import { fetchWorker } from './target.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** What one read adds to what is known. */
interface Addition {
  readonly onDemand?: OnDemand
  readonly workflow?: WorkflowReach
}

/** Reads what a decision rests on and an observation does not have, all at once. */
export async function readOnDemand(
  observer: Observer,
  observation: Observation,
  reads: readonly Read[],
): Promise<Observation> {
  const wantsTasks = reads.some(({ of }) => of === 'channelTasks')
  const [whole, ...additions] = await Promise.all([
    wantsTasks ? withChannelTasks(observer, observation) : observation,
    ...reads.map((read) => readOne(observer, observation, read)),
  ])
  return additions.reduce<Observation>(withAddition, whole)
}

async function readOne({ client, settings }: Observer, observation: Observation, read: Read): Promise<Addition> {
  switch (read.of) {
    case 'lastMessage':
      return { onDemand: { lastMessage: await fetchLastMessage(client, observation) } }
    case 'studioWebhook':
      return { onDemand: { studioWebhook: await fetchStudioWebhook(client, observation.conversation.sid) } }
    case 'channelTasks':
      return { onDemand: { channelTasksRead: true } }
    case 'workflow':
      return { workflow: await fetchWorkflowReach(client, settings) }
    case 'worker':
      return { onDemand: { workers: { [read.sid]: await fetchWorker(client, settings, read.sid) } } }
    case 'verdict':
      return { onDemand: { verdicts: { [read.taskSid]: await fetchVerdict(client, settings, read.taskSid) } } }
  }
}

function withAddition(observation: Observation, { onDemand, workflow }: Addition): Observation {
  const { workers, verdicts, ...before } = observation.onDemand ?? {}
  return {
    ...observation,
    ...(workflow && { workflow }),
    onDemand: {
      ...before,
      ...onDemand,
      workers: { ...workers, ...onDemand?.workers },
      verdicts: { ...verdicts, ...onDemand?.verdicts },
    },
  }
}
