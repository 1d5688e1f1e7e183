import { EMPTY_MEMORY, type Memory, type Observation, type Policy, type Step } from '@conversation-transfer/transfer'
import { settle, TwilioFailure } from '@conversation-transfer/twilio-gateway'
import { gatewayOf, requestOf, type Theatre } from './commands.ts'
import { servingIn, type Serving } from './truth.ts'

/** A repair as it was about to be made, and who served the customer at that moment. */
export interface ObservedRepair {
  readonly rule: string
  readonly steps: readonly Step[]
  readonly serving: readonly Serving[]
}

const ROUND_MS_MAX = 60_000
const AFTER_FAILURE_MS = 5_000

/** Looks after the one conversation, as the backend does: when it is due, and when something may have happened. */
export class Backend {
  readonly repairs: ObservedRepair[] = []
  readonly alarms: string[] = []
  readonly #theatre: Theatre
  #memory: Memory = EMPTY_MEMORY
  lookAgainAtMs = 0
  last: Observation | undefined

  constructor(theatre: Theatre) {
    this.#theatre = theatre
  }

  /** One round; the name of the rule that was mended, if one was. */
  async look(policy: Policy): Promise<string | undefined> {
    const { time, account, chat } = this.#theatre
    const gateway = gatewayOf(this.#theatre, { durationMs: ROUND_MS_MAX })
    try {
      const round = await settle({
        gateway,
        time,
        policy,
        request: requestOf(this.#theatre),
        memory: this.#memory,
        beforeSteps: ({ rule, steps }, memory) => {
          this.#memory = memory
          this.repairs.push({ rule, steps, serving: servingIn(account.emulator.world, chat.channelSid) })
          return Promise.resolve()
        },
      })
      this.#memory = round.memory
      this.last = round.observation
      this.alarms.push(...round.alarms)
      this.lookAgainAtMs = round.lookAgainAtMs
      return round.repair?.rule
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
      this.lookAgainAtMs = time.now() + AFTER_FAILURE_MS
      return undefined
    }
  }
}
