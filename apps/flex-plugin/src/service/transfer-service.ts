import {
  commandAnswer,
  lookAnswer,
  type cancelInviteRequest,
  type CommandAnswer,
  type inviteRequest,
  type leaveRequest,
  type LookAnswer,
  type removeRequest,
  type transferRequest,
} from '@conversation-transfer/transfer'
import type { z } from 'zod'
import type { ConversationKey } from '../host/messaging-task.ts'

/** A Function has ten seconds; what takes longer is not going to be answered. */
const ANSWER_MS_MAX = 12_000

/** The same request is sent so often before its outcome is called unknown. */
const SENDINGS_MAX = 4
const FIRST_PAUSE_MS = 500

/** What every request carries besides what it is about. */
export interface Known extends ConversationKey {
  /** The tasks of the conversation that are known: hints that save a round of calls. */
  readonly taskSids: readonly string[]
}

export interface ServiceOptions {
  readonly url: string
  /** The agent's token as it is now: Flex renews it. */
  readonly token: () => string
  readonly fetch: typeof fetch
  readonly wait: (ms: number) => Promise<void>
}

/** What happened to a request; `unreachable` where no answer came, or one that is not of ours. */
export type Unreachable = { readonly result: 'unreachable' }

/** What a request says besides; the contract's schemas say it, and the server checks it. */
type Fields<Schema extends z.ZodType> = Omit<z.input<Schema>, 'Token' | keyof Known>

export type TransferFields = Fields<typeof transferRequest>
export type InviteFields = Fields<typeof inviteRequest>
export type CancelInviteFields = Fields<typeof cancelInviteRequest>
export type RemoveFields = Fields<typeof removeRequest>
export type LeaveFields = Fields<typeof leaveRequest>

/**
 * The Functions, as the plugin calls them. A request that fails on its way is sent again as it was: a command's
 * `transferId`, or its target, makes a second delivery the same command.
 */
export class TransferService {
  readonly #options: ServiceOptions

  constructor(options: ServiceOptions) {
    this.#options = options
  }

  transfer(known: Known, fields: TransferFields): Promise<CommandAnswer | Unreachable> {
    return this.#command('transfer', known, fields)
  }

  invite(known: Known, fields: InviteFields): Promise<CommandAnswer | Unreachable> {
    return this.#command('invite', known, fields)
  }

  cancelInvite(known: Known, fields: CancelInviteFields): Promise<CommandAnswer | Unreachable> {
    return this.#command('cancel-invite', known, fields)
  }

  remove(known: Known, fields: RemoveFields): Promise<CommandAnswer | Unreachable> {
    return this.#command('remove', known, fields)
  }

  leave(known: Known, fields: LeaveFields): Promise<CommandAnswer | Unreachable> {
    return this.#command('leave', known, fields)
  }

  /** Sent once: whoever looks will look again. */
  async look(known: Known, search?: string): Promise<LookAnswer | Unreachable> {
    return (await this.#post<LookAnswer>('look', { ...known, search }, lookAnswer)) ?? UNREACHABLE
  }

  async #command(path: string, known: Known, fields: object): Promise<CommandAnswer | Unreachable> {
    const body = { ...known, ...fields }
    for (let sending = 1, pauseMs = FIRST_PAUSE_MS; ; sending += 1, pauseMs *= 2) {
      const answer = await this.#post<CommandAnswer>(path, body, commandAnswer)
      const mayRepeat = answer === undefined || (answer.result === 'failed' && answer.mayRepeat)
      if (!mayRepeat || sending === SENDINGS_MAX) return answer ?? UNREACHABLE
      await this.#options.wait(pauseMs)
    }
  }

  /** Undefined where there is no answer that could be read. */
  async #post<Answer>(path: string, body: object, schema: z.ZodType): Promise<Answer | undefined> {
    const { url, token, fetch } = this.#options
    try {
      const response = await fetch(`${url}/conversation-transfer/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ Token: token(), ...body }),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      })
      const answer = schema.safeParse(await response.json())
      return answer.success ? (answer.data as Answer) : undefined
    } catch {
      return undefined
    }
  }
}

const UNREACHABLE: Unreachable = { result: 'unreachable' }
