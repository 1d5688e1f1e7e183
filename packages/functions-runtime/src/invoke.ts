import type { FunctionEvent } from './function-event.ts'
import { FunctionResponse } from './function-response.ts'

/** Documented: https://www.twilio.com/docs/serverless/functions-assets/faq */
const FUNCTION_MS_MAX = 10_000

export type FunctionCallback = (error: unknown, response?: unknown) => void

/** What a Function exports as `handler`. It may return whatever it likes: only what it calls back with is an answer. */
export type FunctionHandler = (context: object, event: FunctionEvent, callback: FunctionCallback) => unknown

/** Runs a Function once. It answers when it calls back, or when ten seconds have passed; the first one counts. */
export function invoke(handler: FunctionHandler, context: object, event: FunctionEvent): Promise<Response> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(timedOut()), FUNCTION_MS_MAX)
    const settle = (response: Response): void => {
      clearTimeout(timer)
      resolve(response)
    }
    const callback: FunctionCallback = (error, value) =>
      settle(error === null || error === undefined ? responseOf(value) : crashed(error))
    run(() => handler(context, event, callback)).catch((error: unknown) => settle(crashed(error)))
  })
}

/** A handler that throws before it returns has failed as one whose promise rejects. */
async function run(handle: () => unknown): Promise<void> {
  await handle()
}

/** A text is sent as text, anything else that is no response as JSON. */
function responseOf(value: unknown): Response {
  if (value instanceof FunctionResponse) return value.toResponse()
  if (value === undefined || value === null) return new Response(null)
  return typeof value === 'string' ? new Response(value) : Response.json(value)
}

function timedOut(): Response {
  return new Response('runtime application timed out', { status: 504 })
}

function crashed(error: unknown): Response {
  return new Response(error instanceof Error ? error.message : String(error), { status: 500 })
}
