import { claimIn, holdsAt, isJsonObject } from '@conversation-transfer/transfer'
import type { ITask } from '@twilio/flex-ui'
import {
  goesOnWithoutMe,
  nothingKnown,
  type KnownConversation,
  type KnownStore,
} from '../conversations/known-conversations.ts'
import { toInvite, toPerson } from '../conversations/seen-from-outside.ts'
import type { Clock } from '../host/clock.ts'
import type { FlexHost } from '../host/flex-host.ts'
import { conversationOf, isAccepted, isWrappingUp, type ConversationKey } from '../host/messaging-task.ts'
import type { TransferService } from '../service/transfer-service.ts'

/** Nobody who presses End waits longer than this for a server that does not answer. */
const ANSWER_AWAITED_MS_MAX = 3_000

/** How a conversation stands for an agent who is about to end it. */
export interface Stand {
  readonly task: ITask
  readonly known: KnownConversation
  /** `underWay`: a command is being carried out, and ending the conversation now would break it. */
  readonly is: 'alone' | 'withOthers' | 'underWay'
}

export interface StandOptions {
  readonly host: FlexHost
  readonly store: KnownStore
  readonly service: TransferService
  readonly clock: Clock
}

/** Undefined for a task that is no conversation of ours, or that its agent does not hold. */
export async function standOf(options: StandOptions, task: ITask | undefined): Promise<Stand | undefined> {
  const key = conversationOf(task)
  if (task === undefined || key === undefined || !(isAccepted(task) || isWrappingUp(task))) return undefined
  const known = await knownNow(options, key, task)
  if (known.command !== undefined) return { task, known, is: 'underWay' }
  if (goesOnWithoutMe(known)) return { task, known, is: 'withOthers' }
  return { task, known, is: isClaimed(options, known, task) ? 'underWay' : 'alone' }
}

/**
 * Somebody acts on the conversation at another desktop, such as a supervisor who hands it over: the claim is in the
 * agent's own task before the invite is anywhere. One whose transfer is in the history has served its purpose.
 */
function isClaimed({ host, clock }: StandOptions, { transfers }: KnownConversation, task: ITask): boolean {
  // What was handed over may be older than what Flex holds now.
  const attributes: unknown = host.tasks().find(({ sid }) => sid === task.sid)?.attributes ?? task.attributes
  const claim = isJsonObject(attributes) ? claimIn(attributes) : undefined
  if (claim === undefined || !holdsAt(claim, clock.now())) return false
  return !transfers.some(({ transferId }) => transferId === claim.transferId)
}

/**
 * The conversation as the server sees it at this moment: what the desktop knows may be a second old, and that second is
 * the one in which somebody accepted an invite. If the server does not answer, what is known has to do.
 */
async function knownNow(options: StandOptions, key: ConversationKey, task: ITask): Promise<KnownConversation> {
  const { store, service, host } = options
  const held = (): KnownConversation => store.getState().conversations[key.conversationSid] ?? nothingKnown(key)
  const asked = service.look({ ...key, taskSids: held().seen?.taskSids ?? [task.taskSid] })
  const answer = await inTime(options.clock, asked)
  const known = held()
  if (answer?.result !== 'seen') return known
  const others = answer.agents.filter(({ workerSid }) => workerSid !== host.ownWorkerSid)
  const people = known.people.filter(({ kind, isMe }) => kind === 'customer' || isMe)
  return {
    ...known,
    seen: answer,
    invites: answer.invites.map(toInvite),
    people: [...people, ...others.map(toPerson)],
  }
}

/** Undefined if it takes too long. */
async function inTime<Value>(clock: Clock, asked: Promise<Value>): Promise<Value | undefined> {
  let callOff = (): void => {}
  const tooLate = new Promise<undefined>((resolve) => {
    callOff = clock.after(ANSWER_AWAITED_MS_MAX, () => resolve(undefined))
  })
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    callOff()
  }
}
