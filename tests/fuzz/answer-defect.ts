import { z } from 'zod'
import { EVENT_BRIDGE } from './any-envelope.ts'

const twilioError = z.strictObject({
  code: z.int().min(10_000),
  message: z.string().min(1),
  more_info: z.url(),
  status: z.int(),
})

const twilioList = z.looseObject({
  meta: z.looseObject({ page: z.int().min(0), page_size: z.int().min(1), url: z.url(), key: z.string() }),
})

/** The code of the emulator's answer to calls that it does not have. */
const NOT_BUILT = 20_501

/** What is wrong with an answer, if anything is: a crash, an error that is not one of Twilio's, a list without its page. */
export function answerDefect(request: Request, { status, headers }: Response, body: string): string | undefined {
  // The control API has errors of its own, and an answer to HEAD has no body.
  if (request.url.includes('/__emulator/') || request.method === 'HEAD') return crash(status)
  if (request.url.endsWith('/v1/wschannels')) return crash(status) ?? envelopeDefect(status, body)
  // Styles and sounds.
  if (headers.get('Content-Type')?.startsWith('application/json') === false && status === 200) return undefined
  if (status === 501)
    return shapeDefect(status, body) ?? unless(twilioErrorOf(body)?.code === NOT_BUILT, 'Is not built')
  if (status >= 400) return crash(status) ?? shapeDefect(status, body)
  if (status === 204) return unless(body === '', 'Answers 204 with a body')
  const json = parsed(body)
  if (json === undefined) return `Answers ${status} without JSON (${body})`
  if (request.url.includes(EVENT_BRIDGE)) return undefined
  const isList = typeof json === 'object' && json !== null && 'meta' in json && request.method === 'GET'
  return unless(!isList || twilioList.safeParse(json).success, `Answers a list without its page (${body})`)
}

function crash(status: number): string | undefined {
  return unless(status < 500 || status === 501, `Crashes with ${status}`)
}

/** The event bridge has a form of its own (EB-2). */
function envelopeDefect(status: number, body: string): string | undefined {
  const wrapped =
    status < 400 ? z.strictObject({ payload: z.unknown() }) : z.strictObject({ message: z.string().min(1) })
  return unless(wrapped.safeParse(parsed(body)).success, `Answers ${status} without the event bridge's form (${body})`)
}

function shapeDefect(status: number, body: string): string | undefined {
  return unless(twilioErrorOf(body)?.status === status, `Answers ${status} without Twilio's shape (${body})`)
}

function twilioErrorOf(body: string): z.infer<typeof twilioError> | undefined {
  return twilioError.safeParse(parsed(body)).data
}

function unless(isRight: boolean, defect: string): string | undefined {
  return isRight ? undefined : defect
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
