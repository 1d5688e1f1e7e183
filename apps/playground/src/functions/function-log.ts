import { commandAnswer } from '@conversation-transfer/transfer'
import type { News, World } from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'

/** Older calls give way to newer ones. */
const CALLS_MAX = 1000

/** A call of one of the Functions, by a plugin or from the playground's page. */
export interface FunctionCall {
  readonly number: number
  readonly at: string
  /** Such as `transfer`. */
  readonly name: string
  readonly conversationSid: string | undefined
  /** Who asked; undefined for a token that nobody has. */
  readonly workerSid: string | undefined
  /** Undefined while there is none. */
  readonly answer: FunctionAnswer | undefined
  readonly durationMs: number | undefined
}

export interface FunctionAnswer {
  readonly status: number
  readonly result: 'done' | 'refused' | 'failed' | 'seen' | 'unreadable'
  readonly message: string | undefined
  readonly content: unknown
}

const Asked = z.object({ conversationSid: z.string(), Token: z.string() }).partial()
const Seen = z.object({ result: z.literal('seen') })

/** What the Functions were asked and what they answered, in the order in which they were asked. */
export class FunctionLog {
  readonly #world: World
  readonly #news: News
  readonly #calls = new Map<number, FunctionCall>()
  #number = 0

  constructor(world: World, news: News) {
    this.#world = world
    this.#news = news
  }

  all(): FunctionCall[] {
    return [...this.#calls.values()]
  }

  /** To be called when the account is made new: the same sids are others then. */
  clear(): void {
    this.#calls.clear()
  }

  /** Has `answer` answer the request, and writes both down. */
  async watch(request: Request, answer: (request: Request) => Response | Promise<Response>): Promise<Response> {
    const asked = await askedIn(request.clone())
    this.#number += 1
    const startedAtMs = this.#world.clock.now()
    const call: FunctionCall = {
      number: this.#number,
      at: new Date(startedAtMs).toISOString(),
      name: new URL(request.url).pathname.split('/').at(-1) ?? '',
      conversationSid: asked.conversationSid,
      workerSid: this.#world.iam.tokens.get(asked.Token ?? '')?.workerSid,
      answer: undefined,
      durationMs: undefined,
    }
    this.#put(call)
    const response = await answer(request)
    const durationMs = this.#world.clock.now() - startedAtMs
    this.#put({ ...call, answer: await answerIn(response.clone()), durationMs })
    return response
  }

  #put(call: FunctionCall): void {
    this.#calls.set(call.number, call)
    if (this.#calls.size > CALLS_MAX) this.#calls.delete(call.number - CALLS_MAX)
    this.#news.tell()
  }
}

/** A form or JSON; what is neither has said nothing. */
async function askedIn(request: Request): Promise<z.infer<typeof Asked>> {
  const text = await request.text()
  const value = parsed(text) ?? Object.fromEntries(new URLSearchParams(text))
  return Asked.safeParse(value).data ?? {}
}

async function answerIn(response: Response): Promise<FunctionAnswer> {
  const text = await response.text()
  const content = parsed(text) ?? text
  const { status } = response
  if (Seen.safeParse(content).success) return { status, result: 'seen', message: undefined, content }
  const answer = commandAnswer.safeParse(content).data
  if (answer === undefined) return { status, result: 'unreadable', message: text.slice(0, 200), content }
  return { status, result: answer.result, message: 'message' in answer ? answer.message : undefined, content }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
