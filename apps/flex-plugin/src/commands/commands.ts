import type { CommandAnswer } from '@conversation-transfer/transfer'
import type { Notify } from '../host/notices.ts'
import {
  change,
  type CommandUnderWay,
  type KnownConversation,
  type KnownStore,
} from '../conversations/known-conversations.ts'
import type { Person } from '../conversations/people.ts'
import type { Known, TransferService, Unreachable } from '../service/transfer-service.ts'
import type { Say } from '../strings/strings.ts'
import { doneText } from './done-text.ts'

/** Whom a conversation is to go to. */
export interface Target {
  readonly type: 'worker' | 'queue'
  readonly sid: string
  readonly name: string
}

export interface Message {
  readonly note: string
  readonly reason: string
}

export interface Transfer {
  readonly known: KnownConversation
  readonly target: Target
  readonly message: Message
  readonly leaving: Person | undefined
}

export interface CommandsOptions {
  readonly service: TransferService
  readonly store: KnownStore
  readonly notify: Notify
  readonly say: Say
  readonly newTransferId: () => string
  /** Reads the conversation anew once a command has been answered. */
  readonly look: (conversationSid: string) => void
}

type Answer = CommandAnswer | Unreachable

/**
 * What people do with a conversation. Each sends one request, tells its outcome in words, and says whether it was carried
 * out. While one is under way no other is sent for the same conversation.
 */
export class Commands {
  readonly #options: CommandsOptions
  /** A transfer whose outcome nobody knows is the same transfer when it is tried again. */
  readonly #unsettled = new Map<string, string>()

  constructor(options: CommandsOptions) {
    this.#options = options
  }

  /** `leaving` is who goes: the agent, or whom a supervisor names. */
  async transfer({ known, target, message, leaving }: Transfer): Promise<boolean> {
    const { service } = this.#options
    const sender = { fromWorkerSid: leaving?.workerSid, fromParticipantSid: leaving?.participantSid }
    return this.#inviting('transfer', known, target, (transferId) =>
      service.transfer(requestOf(known), { ...fieldsOf(transferId, target, message), ...sender }),
    )
  }

  async invite(known: KnownConversation, target: Target, message: Message): Promise<boolean> {
    const { service } = this.#options
    return this.#inviting('invite', known, target, (transferId) =>
      service.invite(requestOf(known), fieldsOf(transferId, target, message)),
    )
  }

  async cancelInvite(known: KnownConversation, taskSid: string, name: string): Promise<boolean> {
    const command = { kind: 'cancelInvite', about: taskSid } as const
    return this.#run(known, command, name, () =>
      this.#options.service.cancelInvite(requestOf(known), { inviteTaskSid: taskSid }),
    )
  }

  async remove(known: KnownConversation, participantSid: string, name: string): Promise<boolean> {
    const command = { kind: 'remove', about: participantSid } as const
    return this.#run(known, command, name, () => this.#options.service.remove(requestOf(known), { participantSid }))
  }

  async leave(known: KnownConversation): Promise<boolean> {
    const participantSid = known.people.find(({ isMe }) => isMe)?.participantSid
    return this.#run(known, { kind: 'leave', about: undefined }, '', () =>
      this.#options.service.leave(requestOf(known), { participantSid, ends: 'conversation' }),
    )
  }

  /** For an agent who wraps up while others go on. */
  async endWrapup(known: KnownConversation): Promise<boolean> {
    return this.#run(known, { kind: 'leave', about: undefined }, '', () =>
      this.#options.service.leave(requestOf(known), { participantSid: undefined, ends: 'wrapup' }),
    )
  }

  async #inviting(
    kind: 'transfer' | 'invite',
    known: KnownConversation,
    target: Target,
    send: (transferId: string) => Promise<Answer>,
  ): Promise<boolean> {
    const intent = `${kind} ${known.key.channelSid} ${target.sid}`
    const transferId = this.#unsettled.get(intent) ?? this.#options.newTransferId()
    this.#unsettled.set(intent, transferId)
    const answer = await this.#send(known, { kind, about: target.sid }, () => send(transferId))
    if (answer !== undefined && isSettled(answer)) this.#unsettled.delete(intent)
    return this.#tell(kind, target.name, answer)
  }

  async #run(
    known: KnownConversation,
    command: CommandUnderWay,
    name: string,
    send: () => Promise<Answer>,
  ): Promise<boolean> {
    return this.#tell(command.kind, name, await this.#send(known, command, send))
  }

  /** Undefined where another command is under way, and nothing has been sent. */
  async #send(
    { key }: KnownConversation,
    command: CommandUnderWay,
    send: () => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const { store, look } = this.#options
    if (store.getState().conversations[key.conversationSid]?.command !== undefined) return undefined
    change(store, key.conversationSid, { command })
    try {
      return await send()
    } finally {
      change(store, key.conversationSid, { command: undefined })
      look(key.conversationSid)
    }
  }

  #tell(kind: CommandUnderWay['kind'], name: string, answer: Answer | undefined): boolean {
    const { notify, say } = this.#options
    switch (answer?.result) {
      case 'done':
        notify('success', doneText(say, kind, name, answer))
        return true
      case 'refused':
        notify('warning', say.refusal(answer))
        return false
      case 'failed':
        notify('error', answer.mayRepeat ? say('FailedUnknown') : answer.message)
        return false
      case 'unreachable':
        notify('error', say('FailedUnknown'))
        return false
      case undefined:
        notify('information', say('FailedSending'))
        return false
    }
  }
}

interface InvitingFields extends Message {
  readonly transferId: string
  readonly targetType: Target['type']
  readonly targetSid: string
}

function fieldsOf(transferId: string, target: Target, message: Message): InvitingFields {
  return { transferId, targetType: target.type, targetSid: target.sid, ...message }
}

function requestOf({ key, seen }: KnownConversation): Known {
  return { ...key, taskSids: seen?.taskSids ?? [] }
}

function isSettled(answer: Answer): boolean {
  return answer.result === 'done' || answer.result === 'refused' || (answer.result === 'failed' && !answer.mayRepeat)
}
