import type { Policy } from '@conversation-transfer/transfer'
import type { AccountGateway } from '@conversation-transfer/twilio-gateway'
import type { Log } from '../observability/log.ts'

/** What an administrator changes holds for all looks after this time. */
const FRESH_MS = 60_000

export interface PolicyCacheOptions {
  readonly read: AccountGateway['readPolicy']
  readonly now: () => number
  readonly log: Log
}

/**
 * The policy, as of a minute ago at most. While Flex's configuration cannot be read, what was read last holds; as long as it
 * has never been read, nobody knows what may be done, and nothing is.
 */
export class PolicyCache {
  readonly #options: PolicyCacheOptions
  #known: { readonly policy: Policy; readonly problems: string } | undefined
  #readAtMs = Number.NEGATIVE_INFINITY
  #reading: Promise<Policy> | undefined

  constructor(options: PolicyCacheOptions) {
    this.#options = options
  }

  /** Rejects with a `TwilioFailure` if it has never been read and cannot be now. */
  current(): Promise<Policy> {
    if (this.#known !== undefined && this.#options.now() - this.#readAtMs < FRESH_MS) {
      return Promise.resolve(this.#known.policy)
    }
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #read(): Promise<Policy> {
    const { read, now, log } = this.#options
    try {
      const { policy, problems } = await read()
      const said = problems.join(' ')
      if (said !== '' && said !== this.#known?.problems)
        log.warn({ problems }, 'Flex’s configuration has values that cannot be used.')
      this.#known = { policy, problems: said }
      this.#readAtMs = now()
      return policy
    } catch (error: unknown) {
      if (this.#known === undefined) throw error
      log.warn({ err: error }, 'Flex’s configuration could not be read; what was read last holds.')
      this.#readAtMs = now()
      return this.#known.policy
    }
  }
}
