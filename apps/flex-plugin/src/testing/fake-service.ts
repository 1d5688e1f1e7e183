import type { Seen } from '@conversation-transfer/transfer'
import { TransferService } from '../service/transfer-service.ts'

/** A request as it arrived. */
export interface Received {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

export const SEEN: Seen = {
  result: 'seen',
  channelStatus: 'active',
  agents: [],
  invites: [],
  taskSids: [],
  refusals: { remove: {}, cancelInvite: {} },
}

/** Functions that answer what a test tells them to; `undefined` is a connection that breaks, `never` one that hangs. */
export class FakeFunctions {
  readonly received: Received[] = []
  /** Answers by path, used up one by one; the last one stays. */
  readonly answers: Record<string, (object | 'never' | undefined)[]> = { look: [SEEN] }
  readonly service: TransferService

  constructor() {
    this.service = new TransferService({
      url: 'https://functions.example',
      token: () => 'a token',
      fetch: (input, init) => this.#answer(input as string, init),
      wait: () => Promise.resolve(),
    })
  }

  requests(path: string): Received[] {
    return this.received.filter((received) => received.path === path)
  }

  #answer(url: string, init: RequestInit | undefined): Promise<Response> {
    const path = url.split('/').at(-1) ?? ''
    this.received.push({ path, body: JSON.parse(init?.body as string) as Received['body'] })
    const answers = this.answers[path] ?? []
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === undefined) return Promise.reject(new TypeError('Failed to fetch'))
    return answer === 'never' ? new Promise(() => {}) : Promise.resolve(Response.json(answer))
  }
}
