import type { Scene } from './scene.ts'

/** Everything in the account that a probe makes, by name: what is the same before and after was left alone, or tidied up. */
export function accountState({ emulator: { world } }: Scene): object {
  const { taskrouter, conversations, interactions } = world
  return {
    workers: taskrouter.workers.all(),
    workerChannels: taskrouter.workerChannels.all(),
    queues: taskrouter.taskQueues.all(),
    workflows: taskrouter.workflows.all(),
    taskChannels: taskrouter.taskChannels.all(),
    tasks: taskrouter.tasks.all(),
    conversations: conversations.conversations.all(),
    members: conversations.participants.all(),
    openChannels: interactions.channels.all().filter(({ status }) => status !== 'closed'),
  }
}
