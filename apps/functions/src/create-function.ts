import type { Cost } from '@conversation-transfer/twilio-gateway'
import {
  CommandFailure,
  Connections,
  createGateway,
  realTime,
  type Gateway,
} from '@conversation-transfer/twilio-gateway'
import type { z } from 'zod'
import { failed, failureOf, statusOf, type Answer } from './answer.ts'
import { allowFlex, isPreflight } from './cors.ts'
import { readEnvironment } from './environment.ts'
import { logDefect, logFailure } from './log.ts'
import { header, newResponse, type TwilioContext, type TwilioEvent, type TwilioHandler } from './twilio-runtime.ts'

/** Twilio kills a Function after 10 s (documented); what is left is for saying what is known. */
const COMMAND_MS_MAX = 8_000

export interface FunctionParts<Body> {
  /** What a request has to look like. */
  readonly request: z.ZodType<Body>
  readonly run: (body: Body, gateway: Gateway) => Promise<Answer>
}

/** The connections outlive a request: Twilio keeps a Function's process for the next one. */
const connections = new Connections()

/** Makes a Twilio Function: it reads the request, lets `run` answer it, and sends the answer with the right status. */
export function createFunction<Body>(parts: FunctionParts<Body>): TwilioHandler {
  return async (context, event, callback) => {
    const response = newResponse()
    allowFlex(response, context, event)
    if (isPreflight(event)) {
      response.setStatusCode(204)
    } else {
      const startedAtMs = realTime.now()
      const { answer, cost } = await respond(parts, context, event)
      response.setStatusCode(statusOf(answer))
      response.appendHeader('Content-Type', 'application/json')
      response.appendHeader('Server-Timing', serverTiming(cost, realTime.now() - startedAtMs))
      response.setBody(answer)
    }
    callback(null, response)
  }
}

interface Responded {
  readonly answer: Answer
  readonly cost: Cost
}

async function respond<Body>(
  { request, run }: FunctionParts<Body>,
  context: TwilioContext,
  event: TwilioEvent,
): Promise<Responded> {
  const nothing: Cost = { calls: 0, rounds: 0 }
  const environment = readEnvironment(context)
  if ('problems' in environment) {
    return { answer: failed('not_configured', { because: environment.problems.join(' ') }), cost: nothing }
  }
  if (!isPost(event)) return { answer: failed('malformed', { because: POST_ONLY }), cost: nothing }
  const body = request.safeParse(event)
  if (!body.success) return { answer: failed('malformed', { because: sentences(body.error) }), cost: nothing }
  const deadlineMs = realTime.now() + COMMAND_MS_MAX
  const gateway = createGateway({
    settings: environment.settings,
    connections,
    time: realTime,
    deadlineMs,
    chance: Math.random,
  })
  const answer = await answerOf(() => run(body.data, gateway), event)
  return { answer, cost: gateway.cost() }
}

const POST_ONLY = 'Send it with POST, as a form or as a JSON object.'

const BODY_TYPE = /^application\/(json|x-www-form-urlencoded)\b/i

/**
 * Twilio hands the parameters of a GET over as those of a POST, and does not say which it was. A GET has no body and so
 * none of these types; following a link must not transfer anything.
 */
function isPost(event: TwilioEvent): boolean {
  return BODY_TYPE.test(header(event, 'content-type') ?? '')
}

/** No request goes unanswered: what nobody foresaw is logged, and answered without its details. */
async function answerOf(run: () => Promise<Answer>, { conversationSid }: TwilioEvent): Promise<Answer> {
  try {
    return await run()
  } catch (error: unknown) {
    const answer = failureOf(error)
    if (answer !== undefined) {
      logFailure(error instanceof CommandFailure ? error.cause : error, { conversationSid, answered: answer.code })
      return answer
    }
    logDefect(error)
    return failed('internal')
  }
}

function sentences({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}.`).join(' ')
}

/** How much of Twilio the request used, where a browser's developer tools show it. */
function serverTiming({ calls, rounds }: Cost, durationMs: number): string {
  return `twilio;dur=${durationMs};desc="${calls} calls in ${rounds} rounds"`
}
