import type { Time } from '@conversation-transfer/twilio-gateway'
import type { Log } from '../observability/log.ts'
import type { Part } from '../part.ts'

export interface RoutineOptions {
  readonly name: string
  readonly everyMs: number
  readonly run: () => Promise<void>
  readonly time: Time
  readonly log: Log
}

/** Does something now and again, `everyMs` after the last time has ended. What fails is done again at the next time. */
export function startRoutine({ name, everyMs, run, time, log }: RoutineOptions): Part {
  let isStopping = false
  let cancel = (): void => undefined
  let running = Promise.resolve()
  const turn = async (): Promise<void> => {
    try {
      await run()
    } catch (error: unknown) {
      log.warn({ err: error, routine: name }, `The ${name} failed; it comes again.`)
    }
    if (!isStopping) cancel = time.after(everyMs, begin)
  }
  const begin = (): void => {
    running = turn()
  }
  begin()
  return {
    stop: async () => {
      isStopping = true
      cancel()
      await running
    },
  }
}
