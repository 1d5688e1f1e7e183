import {
  fateOf,
  isNobodyThere,
  type DepartureOutcome,
  type Observation,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { CommandRun } from './carry-out.ts'

/** Twilio's lists are behind by less than this; what two looks so far apart both say is believed. */
const BETWEEN_LOOKS_MS = 1_000

/** What the fate of a conversation rests on is read in one go, and the workflow after that. */
const READS_MAX = 3

/**
 * Looks at what a departure left behind, and says what has become of the conversation. Two agents who leave at the same
 * moment are both allowed to; whoever closed last then sees that nobody is left, since tasks are always read as they are.
 */
export async function settleDeparture(
  run: CommandRun,
  released: TaskSid | undefined,
): Promise<DepartureOutcome['conversation']> {
  const first = released === undefined ? run.observation : await look(run)
  if (!isNobodyThere(first, released)) return 'goesOn'
  await run.time.wait(BETWEEN_LOOKS_MS)
  return applyPolicy(run, await look(run), released)
}

function look({ gateway, request, observation }: CommandRun): Promise<Observation> {
  return gateway.observe({ ...request, taskSids: observation.tasks.map(({ sid }) => sid) })
}

async function applyPolicy(
  { gateway, policy, time }: CommandRun,
  seen: Observation,
  releasedTask: TaskSid | undefined,
): Promise<DepartureOutcome['conversation']> {
  const agentInsideAtMs = releasedTask === undefined ? undefined : time.now()
  let observation = seen
  for (let reads = 0; reads <= READS_MAX; reads++) {
    const fate = fateOf({ observation, policy, releasedTask, agentInsideAtMs })
    switch (fate.kind) {
      case 'goesOn':
        return 'goesOn'
      case 'helpless':
        return 'stranded'
      case 'unread':
        observation = await gateway.read(observation, fate.reads)
        break
      case 'closed':
      case 'inactive':
      case 'requeued':
        for (const step of fate.steps) await gateway.perform(step)
        return fate.kind
    }
  }
  throw new Error(`The fate of ${seen.channel.channelSid} wanted more than ${READS_MAX} reads.`)
}
