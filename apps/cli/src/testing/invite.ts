import {
  agentsInside,
  taskQueueSid,
  taskSid,
  workerSid,
  type InviteMark,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { ObservationRequest } from '@conversation-transfer/twilio-gateway'
import { observe, queueNamed, SETTLED_MS, workerNamed, type Scene } from './scene.ts'

export interface InviteOptions extends Partial<InviteMark> {
  /** A worker's name, or a queue's, which begins with a capital. */
  readonly to: string
  /** Who the workflow is told to be inside; those who are, unless a test wants a workflow that is behind. */
  readonly inside?: readonly string[]
}

/** An invite as a transfer of the agent who is inside makes it. */
export async function invite(scene: Scene, request: ObservationRequest, options: InviteOptions): Promise<TaskSid> {
  const { to, inside, ...changed } = options
  const observation = await observe(scene, request)
  const [agent] = agentsInside(observation)
  if (agent === undefined) throw new Error('Nobody is inside who could invite.')
  const isQueue = /^[A-Z]/.test(to)
  const target = isQueue
    ? ({ type: 'queue', sid: taskQueueSid.parse(queueNamed(scene, to)), name: to } as const)
    : ({ type: 'worker', sid: workerSid.parse(workerNamed(scene, to)), name: to } as const)
  const mark: InviteMark = {
    transferId: 'transfer-1',
    mode: 'warm',
    fromWorkerSid: agent.workerSid,
    attempt: 1,
    targetName: to,
    ...changed,
  }
  const {
    flexInteractionSid: _kd,
    flexInteractionChannelSid: _uo,
    flexChannelInviteSid: _kg,
    ...rest
  } = agent.task.attributes
  const result = await scene.account.gateway.perform({
    kind: 'createInvite',
    channel: observation.channel,
    taskAttributes: {
      ...rest,
      transferTargetType: target.type,
      transferTargetSid: target.sid,
      transferQueueName: isQueue ? to : '',
      workerSidsInConversation: (inside ?? [agent.workerSid]).map((sid) => sid),
      conversationTransfer: mark,
    },
    taskChannelUniqueName: agent.task.taskChannelUniqueName,
    priority: agent.task.priority,
    mark,
    target,
  })
  if (result.kind !== 'inviteCreated') throw new Error(`The invite is ${result.kind}.`)
  scene.clock.advanceBy(SETTLED_MS)
  return taskSid.parse(result.task.sid)
}

/** Takes the first agent who is inside out, as their own Leave does. */
export async function leave(
  scene: Scene,
  request: ObservationRequest,
  status: 'closed' | 'wrapup' = 'closed',
): Promise<void> {
  const observation = await observe(scene, request)
  const [agent] = agentsInside(observation)
  if (agent === undefined) throw new Error('Nobody is inside who could leave.')
  const { participantSid } = agent.participant
  await scene.account.gateway.perform({
    kind: 'closeParticipant',
    channel: observation.channel,
    participantSid,
    status,
  })
  scene.clock.advanceBy(SETTLED_MS)
}
