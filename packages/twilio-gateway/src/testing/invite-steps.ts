import { taskQueueSid, workerSid, type CreateInviteStep, type TaskSid } from '@conversation-transfer/transfer'
import { failed, insider, queueNamed, workerNamed, type ChatScene } from './chat-scene.ts'

/** The step that asks for Bob, or for a queue, as a transfer of the agent who is inside would. */
export async function inviteStepTo(scene: ChatScene, name: string, transferId = 'one'): Promise<CreateInviteStep> {
  const observation = await scene.observe()
  const { task, workerSid: from } = insider(observation)
  const isQueue = /^[A-Z]/.test(name)
  const target = isQueue
    ? { type: 'queue' as const, sid: taskQueueSid.parse(queueNamed(scene.emulator, name)), name }
    : { type: 'worker' as const, sid: workerSid.parse(workerNamed(scene.emulator, name)), name }
  const mark = { transferId, mode: 'warm', fromWorkerSid: from, attempt: 1, targetName: name } as const
  const {
    flexInteractionSid: _kd,
    flexInteractionChannelSid: _uo,
    flexChannelInviteSid: _kg,
    ...rest
  } = task.attributes
  return {
    kind: 'createInvite',
    channel: observation.channel,
    taskAttributes: {
      ...rest,
      transferTargetType: target.type,
      transferTargetSid: target.sid,
      transferQueueName: isQueue ? name : '',
      workerSidsInConversation: [from],
      conversationTransfer: mark,
    },
    taskChannelUniqueName: task.taskChannelUniqueName,
    priority: task.priority,
    mark,
    target,
  }
}

export async function inviteTo(scene: ChatScene, name: string, transferId?: string): Promise<{ taskSid: TaskSid }> {
  const result = await scene.gateway.perform(await inviteStepTo(scene, name, transferId))
  return result.kind === 'inviteCreated' ? { taskSid: result.task.sid } : failed(`The invite is ${result.kind}.`)
}
