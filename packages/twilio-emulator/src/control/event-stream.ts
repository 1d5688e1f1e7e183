import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ChangeLog } from './change-log.ts'
import { ControlError } from './control-error.ts'

/** Each holds a connection open; more of them are tabs that nobody closed. */
const STREAMS_MAX = 100

/**
 * `GET /__emulator/events`: what happens from now on, or after the change that `Last-Event-ID` names, as server-sent
 * events: `id` is the number of the change, `event` its kind, `data` the whole as JSON. An event `missed` says that the
 * reader was too slow.
 */
export function createEventStreams(log: ChangeLog): (context: Context) => Response {
  let open = 0
  return (context) => {
    if (open >= STREAMS_MAX) throw new ControlError(409, `${STREAMS_MAX} event streams are open already; close some.`)
    const lastSeen = context.req.header('Last-Event-ID')
    let after = lastSeen !== undefined && /^\d{1,15}$/.test(lastSeen) ? Number(lastSeen) : log.last
    open += 1
    return streamSSE(context, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      try {
        while (!ended.signal.aborted) {
          const { changes, missed } = log.after(after)
          if (missed) await stream.writeSSE({ event: 'missed', data: '{}' })
          for (const change of changes) {
            await stream.writeSSE({ id: String(change.number), event: change.kind, data: JSON.stringify(change) })
          }
          after = Math.max(after, changes.at(-1)?.number ?? log.last)
          await log.waitFor(after, ended.signal)
        }
      } finally {
        open -= 1
      }
    })
  }
}
