import type { Actions, ITask } from '@twilio/flex-ui'
import type { Commands } from '../commands/commands.ts'
import { goesOnWithoutMe, type KnownConversation, type KnownStore } from '../conversations/known-conversations.ts'
import { toInvite, toPerson } from '../conversations/seen-from-outside.ts'
import type { FlexHost } from '../host/flex-host.ts'
import { conversationOf, isAccepted, isWrappingUp, type ConversationKey } from '../host/messaging-task.ts'
import type { Notify } from '../host/notices.ts'
import type { TransferService } from '../service/transfer-service.ts'
import type { Say } from '../strings/strings.ts'

export interface GuardOptions {
  readonly actions: typeof Actions
  readonly host: FlexHost
  readonly store: KnownStore
  readonly service: TransferService
  readonly commands: Commands
  readonly notify: Notify
  readonly say: Say
  /** Opens the directory for a task. */
  readonly openDirectory: (task: ITask) => void
}

/** What Flex hands to its listeners: a task, or the sid of its reservation. */
interface Payload {
  readonly task?: ITask
  readonly sid?: string
}

type Abort = () => void

/**
 * Flex's own ways to end a conversation close it for everybody (IN-12). Where others are inside or on their way, each of
 * them is stopped, and what was meant is done: the agent leaves, or ends the wrap-up, and the conversation goes on.
 */
export function installGuards(options: GuardOptions): () => void {
  const { actions } = options
  const guards: readonly (readonly [string, (payload: Payload, abort: Abort) => Promise<void>])[] = [
    ['beforeWrapupTask', (payload, abort) => guardEnd(options, payload, abort)],
    ['beforeCompleteTask', (payload, abort) => guardComplete(options, payload, abort)],
    ['beforeLeaveChannel', (payload, abort) => guardOthers(options, payload, abort)],
    ['beforePauseChannel', (payload, abort) => guardOthers(options, payload, abort)],
    ['beforeTransferTask', (payload, abort) => guardTransfer(options, payload, abort)],
  ]
  for (const [action, guard] of guards) actions.addListener(action, guard as never)
  return () => {
    for (const [action, guard] of guards) actions.removeListener(action, guard as never)
  }
}

async function guardEnd(options: GuardOptions, payload: Payload, abort: Abort): Promise<void> {
  const { commands, notify, say } = options
  const known = await knownNow(options, taskOf(options, payload))
  if (known === undefined) return
  if (known.command !== undefined) {
    abort()
    notify('information', say('FailedSending'))
  } else if (goesOnWithoutMe(known)) {
    abort()
    if (await commands.leave(known)) notify('information', say('GuardedEnd'))
  }
}

async function guardComplete(options: GuardOptions, payload: Payload, abort: Abort): Promise<void> {
  const task = taskOf(options, payload)
  const known = await knownNow(options, task)
  if (known === undefined || task === undefined) return
  if (!goesOnWithoutMe(known)) return
  abort()
  await (isWrappingUp(task) ? options.commands.endWrapup(known) : options.commands.leave(known))
}

async function guardOthers(options: GuardOptions, payload: Payload, abort: Abort): Promise<void> {
  const known = await knownNow(options, taskOf(options, payload))
  if (known === undefined || !goesOnWithoutMe(known)) return
  abort()
  options.notify('warning', options.say('GuardedOthers'))
}

/** Flex's own transfer cannot do it for messaging; whoever asks for it is shown ours. */
async function guardTransfer(options: GuardOptions, payload: Payload, abort: Abort): Promise<void> {
  const task = taskOf(options, payload)
  if (task === undefined || conversationOf(task) === undefined) return
  abort()
  options.openDirectory(task)
}

/** Callers may name the reservation only. */
function taskOf({ host }: GuardOptions, { task, sid }: Payload): ITask | undefined {
  return task ?? host.tasks().find((one) => one.sid === sid)
}

/**
 * The conversation as the server sees it at this moment: what the desktop knows may be a second old, and that second is
 * the one in which somebody accepted an invite. If the server does not answer, what is known has to do.
 */
async function knownNow(options: GuardOptions, task: ITask | undefined): Promise<KnownConversation | undefined> {
  const key = conversationOf(task)
  if (task === undefined || key === undefined || !(isAccepted(task) || isWrappingUp(task))) return undefined
  const { store, service, host } = options
  const known = store.getState().conversations[key.conversationSid] ?? unknown(key)
  const answer = await service.look({ ...key, taskSids: known.seen?.taskSids ?? [task.taskSid] })
  if (answer.result !== 'seen') return known
  const others = answer.agents.filter(({ workerSid }) => workerSid !== host.ownWorkerSid)
  const people = known.people.filter(({ kind, isMe }) => kind === 'customer' || isMe)
  return {
    ...known,
    seen: answer,
    invites: answer.invites.map(toInvite),
    people: [...people, ...others.map(toPerson)],
  }
}

function unknown(key: ConversationKey): KnownConversation {
  return { key, people: [], invites: [], transfers: [], seen: undefined, command: undefined }
}
