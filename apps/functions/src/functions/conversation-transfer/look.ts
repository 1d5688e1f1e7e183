import {
  agentsInside,
  isOneConversation,
  liveInvites,
  lookRequest,
  reconcile,
  type Caller,
  type LookAnswer,
  type LookRequestBody,
  type Observation,
} from '@conversation-transfer/transfer'
import { TwilioFailure, type Gateway } from '@conversation-transfer/twilio-gateway'
import { failed } from '../../answer.ts'
import { createFunction } from '../../create-function.ts'

/** `POST /conversation-transfer/look`: shows who is inside and invited, and mends what can be mended safely. */
export const handler = createFunction({ request: lookRequest, run: look })

async function look(body: LookRequestBody, gateway: Gateway): Promise<LookAnswer> {
  const { interactionSid, channelSid, conversationSid, taskSids } = body
  const caller = gateway.checkToken(body.Token)
  const reads = gateway.observe({ interactionSid, channelSid, conversationSid, taskSids })
  reads.catch(() => undefined)
  const who = await caller
  if (who === undefined) return failed('token_invalid')
  const observation = await reads
  if (!mayLook(who, observation) || !isOneConversation(observation)) return failed('not_allowed')
  await mend(observation, gateway)
  return toAnswer(observation)
}

/** A repair that Twilio does not let through is left to the next look: what was seen is true all the same. */
async function mend(observation: Observation, gateway: Gateway): Promise<void> {
  try {
    await Promise.all((reconcile(observation)?.steps ?? []).map((step) => gateway.perform(step)))
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure)) throw error
  }
}

/** Those who have, or have just had, a task in the channel, or are asked to join it; and supervisors. */
function mayLook({ workerSid, isSupervisor }: Caller, { participants, tasks }: Observation): boolean {
  if (isSupervisor || participants.some((participant) => participant.workerSid === workerSid)) return true
  return tasks.some(
    (task) => task.status !== 'gone' && task.reservations.some((reservation) => reservation.workerSid === workerSid),
  )
}

function toAnswer(observation: Observation): LookAnswer {
  return {
    result: 'seen',
    channelStatus: observation.channel.status,
    agents: agentsInside(observation).map(({ participant, workerSid, task }) => ({
      participantSid: participant.participantSid,
      workerSid,
      taskSid: task.sid,
    })),
    invites: liveInvites(observation).map(({ task, mark, state, target }) => ({
      taskSid: task.sid,
      mode: mark.mode,
      state,
      targetType: target.type,
      targetSid: target.sid,
      targetName: target.name,
    })),
    taskSids: observation.tasks.map(({ sid }) => sid),
  }
}
