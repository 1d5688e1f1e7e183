import type { FunctionCall } from '../functions/function-log.ts'
import type { StoryEntry } from '../view/conversation-story.ts'
import type { Cast } from './cast.ts'

/** What agents asked of the Functions about the conversation. That desktops look every now and then tells nothing. */
export function functionEntries(calls: readonly FunctionCall[], conversationSid: string, cast: Cast): StoryEntry[] {
  const own = calls.filter((call) => call.conversationSid === conversationSid && call.name !== 'look')
  return own.map((call) => functionEntry(call, cast))
}

function functionEntry(call: FunctionCall, cast: Cast): StoryEntry {
  const { number, at, name, workerSid, answer, durationMs } = call
  const who = workerSid === undefined ? 'Somebody' : cast.worker(workerSid)
  return {
    id: `function-${number}`,
    at,
    kind: 'call',
    laneId: workerSid,
    title: `${who} asked for '${name}': ${answer?.result ?? 'under way'}`,
    detail: answer?.message,
    tone: answer === undefined ? 'waiting' : answer.result === 'done' ? 'good' : 'bad',
    durationMs,
    raw: call,
  }
}
