import type { ITask } from '@twilio/flex-ui'
import type { Member } from '../conversations/people.ts'
import type { ConversationChange, FlexHost, HostConversation } from '../host/flex-host.ts'
import { ALICE, KEY, sid } from './sids.ts'

/** A Flex UI that holds one conversation of Alice's. */
export class FakeHost implements FlexHost {
  readonly ownWorkerSid = ALICE
  attributes: unknown = {}
  members: readonly Member[] = []
  participants: unknown[] = []
  taskStatus: ITask['status'] = 'accepted'
  names: Readonly<Record<string, string>> = {}
  /** What a reading that has begun waits for. */
  reading: Promise<void> = Promise.resolve()
  /** What the task has besides what Flex gives it. */
  taskAttributes: object = {}
  readonly #taskListeners = new Set<() => void>()
  readonly #conversationListeners = new Set<(conversationSid: string, what: ConversationChange) => void>()

  get listeners(): number {
    return this.#taskListeners.size + this.#conversationListeners.size
  }

  task(): ITask {
    const attributes = {
      flexInteractionSid: KEY.interactionSid,
      flexInteractionChannelSid: KEY.channelSid,
      conversationSid: KEY.conversationSid,
      channelType: 'web',
      ...this.taskAttributes,
    }
    const task = {
      sid: sid('WR', 1),
      taskSid: sid('WT', 1),
      status: this.taskStatus,
      attributes,
      formattedAttributes: {},
      getParticipants: () => Promise.resolve(this.participants),
    }
    return task as unknown as ITask
  }

  tasks(): readonly ITask[] {
    return this.taskStatus === 'completed' ? [] : [this.task()]
  }

  onTasksChanged(listener: () => void): () => void {
    this.#taskListeners.add(listener)
    return () => this.#taskListeners.delete(listener)
  }

  async conversation(conversationSid: string): Promise<HostConversation> {
    const { attributes } = this
    const answer = {
      sid: conversationSid,
      attributes,
      members: () => Promise.resolve(this.members),
    }
    await this.reading
    return answer
  }

  onConversationChanged(listener: (conversationSid: string, what: ConversationChange) => void): () => void {
    this.#conversationListeners.add(listener)
    return () => this.#conversationListeners.delete(listener)
  }

  workerName(workerSid: string): Promise<string | undefined> {
    return Promise.resolve(this.names[workerSid])
  }

  /** The task is in another state. */
  taskIs(status: ITask['status']): void {
    this.taskStatus = status
    for (const listener of this.#taskListeners) listener()
  }

  tell(what: ConversationChange): void {
    for (const listener of this.#conversationListeners) listener(KEY.conversationSid, what)
  }
}

/** An agent in the channel's list, as Flex answers it. */
export function listedAgent(number: number): object {
  return {
    participantSid: sid('UT', number),
    type: 'agent',
    routingProperties: { workerSid: sid('WK', number) },
    mediaProperties: { sid: sid('MB', number), identity: `agent${number}` },
  }
}

export function member(number: number, name: string): Member {
  return { sid: sid('MB', number), identity: `agent${number}`, name }
}
