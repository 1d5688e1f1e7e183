import type { Scene } from '@conversation-transfer/cli/testing/scene.ts'
import {
  agentsInside,
  hasNoPlace,
  readInviteMark,
  waitingTasks,
  type Observation,
} from '@conversation-transfer/transfer'
import type { ObservationRequest } from '@conversation-transfer/twilio-gateway'

/** What somebody who looks at a conversation would say of it. */
export interface ConversationState {
  readonly channel: string
  readonly conversation: string
  /** The names of the agents who are in it, in order. */
  readonly inside: readonly string[]
  /** Who is still to come: the targets of invites in order, and `somebody` for a task that is none. The fallback queue has no name. */
  readonly awaited: readonly string[]
}

export async function stateOf(scene: Scene, request: ObservationRequest): Promise<ConversationState> {
  const observation = await scene.account.gateway.observe({ ...request, taskSids: [] })
  const { channel, conversation } = observation
  return {
    channel: channel.status,
    conversation: conversation.state,
    inside: agentsInside(observation)
      .filter(({ participant }) => !hasNoPlace(observation, participant))
      .map(({ workerSid }) => nameOf(scene, workerSid))
      .sort(),
    awaited: awaited(observation),
  }
}

function awaited(observation: Observation): string[] {
  return waitingTasks(observation)
    .map(({ attributes }) => readInviteMark(attributes)?.targetName ?? 'somebody')
    .map((name) => name || 'the fallback queue')
    .sort()
}

function nameOf({ emulator }: Scene, sid: string): string {
  return emulator.contactCenter.workers.find((worker) => worker.sid === sid)?.name ?? sid
}
