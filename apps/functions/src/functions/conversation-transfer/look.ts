import {
  agentsInside,
  isOneConversation,
  liveInvites,
  lookRequest,
  refusalsFor,
  type Caller,
  type LookAnswer,
  type LookRequestBody,
  type Observation,
  type Policy,
  type Seen,
} from '@conversation-transfer/transfer'
import { mendSafely, type Gateway } from '@conversation-transfer/twilio-gateway'
import { failed } from '../../answer.ts'
import { createFunction } from '../../create-function.ts'
import { logFailure, logPolicyProblems } from '../../log.ts'

/**
 * `POST /conversation-transfer/look`: shows who is inside and invited, what may be done and with whom, and mends what can
 * be mended safely.
 */
export const handler = createFunction({ request: lookRequest, run: look })

async function look(body: LookRequestBody, gateway: Gateway): Promise<LookAnswer> {
  const { interactionSid, channelSid, conversationSid, taskSids } = body
  const token = gateway.checkToken(body.Token)
  const reads = Promise.all([
    gateway.readPolicy(),
    gateway.observe({ interactionSid, channelSid, conversationSid, taskSids }),
    gateway.backendSeen(),
  ])
  reads.catch(() => undefined)
  const caller = await token
  if (caller === undefined) return failed('token_invalid')
  const [{ policy, problems }, seen, backend] = await reads
  if (!mayLook(caller, seen) || !isOneConversation(seen)) return failed('not_allowed')
  logPolicyProblems(problems)
  // Whom it can go to is read only for those who may know, and beside the repairs: neither waits for the other.
  const [{ observation, failure }, targets] = await Promise.all([
    mendSafely(gateway, seen, policy),
    body.search === undefined ? undefined : gateway.listTargets(body.search, seen),
  ])
  if (failure !== undefined) logFailure(failure, { conversationSid })
  return { ...toSeen(caller, observation, policy), ...(targets && { targets }), ...(backend && { backend }) }
}

/** Those who have, or have just had, a task in the channel, or are asked to join it; and supervisors. */
function mayLook({ workerSid, isSupervisor }: Caller, { participants, tasks }: Observation): boolean {
  if (isSupervisor || participants.some((participant) => participant.workerSid === workerSid)) return true
  return tasks.some(
    (task) => task.status !== 'gone' && task.reservations.some((reservation) => reservation.workerSid === workerSid),
  )
}

function toSeen(caller: Caller, observation: Observation, policy: Policy): Seen {
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
    refusals: refusalsFor(caller, observation, policy),
  }
}
