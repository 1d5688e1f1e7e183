import type { LoggedCall } from '@conversation-transfer/twilio-emulator'
import type { StoryEntry } from '../view/conversation-story.ts'

const SID = /[A-Z]{2}[0-9a-f]{32}/g

/** The calls whose path names something of the conversation. */
export function callEntries(calls: readonly LoggedCall[], sids: ReadonlySet<string>): StoryEntry[] {
  return calls.filter(({ path }) => path.match(SID)?.some((sid) => sids.has(sid))).map(callEntry)
}

function callEntry(call: LoggedCall): StoryEntry {
  const { number, startedAt, method, host, path, status, durationMs, by, fault } = call
  const who = by === 'account' ? 'a server' : 'a page'
  return {
    id: `call-${number}`,
    at: startedAt,
    kind: 'call',
    laneId: undefined,
    title: `${method} ${subject(path)}, by ${who}: ${outcome(call)}`,
    detail: `${host}${path}${fault === null ? '' : ` (struck by ${fault.kind})`}`,
    tone: durationMs === null ? 'waiting' : status === null || status >= 400 ? 'bad' : 'plain',
    durationMs: durationMs ?? undefined,
    raw: call,
  }
}

function outcome({ status, durationMs }: LoggedCall): string {
  if (durationMs === null) return 'under way'
  return status === null ? 'the connection broke' : String(status)
}

/** The last word of the path that is no sid: `Invites`. */
function subject(path: string): string {
  return path.split('/').findLast((part) => part !== '' && !/^[A-Z]{2}[0-9a-f]{32}$/.test(part)) ?? path
}
