import type { Actions, ITask } from '@twilio/flex-ui'
import type { Commands } from '../commands/commands.ts'
import { conversationOf, isWrappingUp } from '../host/messaging-task.ts'
import type { Notify } from '../host/notices.ts'
import type { Say } from '../strings/strings.ts'
import { standOf, type Stand, type StandOptions } from './stand-of.ts'

export interface GuardOptions extends StandOptions {
  readonly actions: typeof Actions
  readonly commands: Commands
  readonly notify: Notify
  readonly say: Say
}

/** What Flex hands to its listeners: a task, or the sid of its reservation, or that of its interaction channel (FU-12). */
interface Payload {
  readonly task?: ITask
  readonly sid?: string
  readonly channelSid?: string
}

type Abort = () => void

/**
 * Flex's own ways to end a conversation close it for everybody (IN-12). Where others are inside or on their way, each of
 * them is stopped, and what was meant is done: the agent leaves, or ends the wrap-up, and the conversation goes on. While
 * somebody is handing it over, they are stopped, and nothing is done.
 */
export function installGuards(options: GuardOptions): () => void {
  const { actions } = options
  const guards: readonly (readonly [string, (payload: Payload, abort: Abort) => Promise<void>])[] = [
    ['beforeWrapupTask', guarded(options, (stand) => endForMe(options, stand))],
    ['beforeCompleteTask', guarded(options, (stand) => depart(options, stand))],
    ['beforeLeaveChannel', guarded(options, () => sayOthers(options))],
    ['beforePauseChannel', guarded(options, () => sayOthers(options))],
  ]
  for (const [action, guard] of guards) actions.addListener(action, guard as never)
  return () => {
    for (const [action, guard] of guards) actions.removeListener(action, guard as never)
  }
}

/** Stops an action that would end the conversation under others; `instead` is what is done where they are. */
function guarded(
  options: GuardOptions,
  instead: (stand: Stand) => unknown,
): (payload: Payload, abort: Abort) => Promise<void> {
  return async (payload, abort) => {
    const stand = await standOf(options, taskOf(options, payload))
    if (stand === undefined || stand.is === 'alone') return
    abort()
    if (stand.is === 'withOthers') await instead(stand)
    else options.notify('information', options.say('FailedSending'))
  }
}

async function endForMe(options: GuardOptions, stand: Stand): Promise<void> {
  if (await depart(options, stand)) options.notify('information', options.say('GuardedEnd'))
}

function depart({ commands }: GuardOptions, { known, task }: Stand): Promise<boolean> {
  return isWrappingUp(task) ? commands.endWrapup(known) : commands.leave(known)
}

function sayOthers({ notify, say }: GuardOptions): void {
  notify('warning', say('GuardedOthers'))
}

/** Callers may name the reservation or the interaction channel only. */
function taskOf({ host }: GuardOptions, { task, sid, channelSid }: Payload): ITask | undefined {
  if (task !== undefined) return task
  return host.tasks().find((one) => one.sid === sid || isOfChannel(one, channelSid))
}

function isOfChannel(task: ITask, channelSid: string | undefined): boolean {
  return channelSid !== undefined && conversationOf(task)?.channelSid === channelSid
}
