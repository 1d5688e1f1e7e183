import { EMPTY_MEMORY, settlingViolations, type Memory } from '@conversation-transfer/transfer'
import { settle, TwilioFailure, type SettledRound } from '@conversation-transfer/twilio-gateway'
import type { Chance } from './chance.ts'
import type { Process } from './process.ts'
import type { Stage } from './stage.ts'
import type { Chat } from './truth.ts'

const LOOK_MS_MAX = 30_000

/** A conversation is never looked at twice in a second. */
const BETWEEN_LOOKS_MS = 1_000

const AFTER_FAILURE_MS = 5_000

/** How late a webhook may be, and how often a conversation is found by the census if all of them are lost. */
const WEBHOOK_MS_MAX = 3_000
const CENSUS_EVERY_MS = 180_000

/** Looks after one conversation as the backend will: with a memory, again when told to, and some time after each change. */
export class Backend {
  readonly #stage: Stage
  readonly #chat: Chat
  readonly #chance: Chance
  #memory: Memory = EMPTY_MEMORY
  #isLooking = false
  #nextAtMs = Number.POSITIVE_INFINITY
  #lastAtMs = 0
  /** The repairs since the last change from outside. */
  #rounds: { readonly repaired: string | undefined }[] = []

  constructor(stage: Stage, chat: Chat) {
    this.#stage = stage
    this.#chat = chat
    this.#chance = stage.part()
    this.#lookBy(0)
    this.#census()
    stage.world.changes.subscribe(() => this.#changed())
  }

  /** From now on its repairs are counted: settling has to come to an end. */
  startCounting(): void {
    this.#rounds = []
  }

  checkSettled(): void {
    for (const violation of settlingViolations(this.#rounds)) this.#stage.violated(`settling-ends: ${violation}`)
  }

  /** A webhook may be late, may come twice, and may not come at all. */
  #changed(): void {
    const { trouble, time } = this.#stage
    if (this.#chance.happens(trouble.webhookLost)) return
    const times = this.#chance.happens(trouble.webhookDoubled) ? 2 : 1
    for (let count = 0; count < times; count++) {
      this.#lookBy(time.now() + this.#chance.between(20, WEBHOOK_MS_MAX))
    }
  }

  #census(): void {
    this.#stage.time.after(CENSUS_EVERY_MS, () => {
      this.#lookBy(0)
      this.#census()
    })
  }

  #lookBy(atMs: number): void {
    const { time } = this.#stage
    const dueAtMs = Math.max(atMs, time.now(), this.#lastAtMs + BETWEEN_LOOKS_MS)
    if (dueAtMs >= this.#nextAtMs) return
    this.#nextAtMs = dueAtMs
    time.after(dueAtMs - time.now(), () => this.#due(dueAtMs))
  }

  #due(dueAtMs: number): void {
    // A later order for an earlier look has taken this one's place.
    if (dueAtMs !== this.#nextAtMs) return
    if (this.#isLooking) {
      this.#nextAtMs = Number.POSITIVE_INFINITY
      this.#lookBy(dueAtMs + BETWEEN_LOOKS_MS)
      return
    }
    this.#nextAtMs = Number.POSITIVE_INFINITY
    void this.#look()
  }

  async #look(): Promise<void> {
    const { time } = this.#stage
    this.#isLooking = true
    this.#lastAtMs = time.now()
    const process = this.#stage.process('backend', this.#chance)
    if (this.#chance.happens(this.#stage.trouble.memoryLost)) this.#memory = EMPTY_MEMORY
    // A look that never ends, because its process has died, loses its lease.
    const lost = time.wait(LOOK_MS_MAX).then(() => undefined)
    const round = await Promise.race([this.#round(process), lost])
    process.kill()
    this.#isLooking = false
    this.#lookBy(round?.lookAgainAtMs ?? time.now() + AFTER_FAILURE_MS)
  }

  async #round(process: Process): Promise<SettledRound | undefined> {
    const { settings, policy, story, counts } = this.#stage
    const gateway = process.gateway(settings, LOOK_MS_MAX)
    try {
      const round = await settle({
        gateway,
        time: process.time,
        policy,
        request: { ...this.#chat, taskSids: [] },
        memory: this.#memory,
        beforeSteps: (_repair, memory) => {
          this.#memory = memory
          return Promise.resolve('perform')
        },
      })
      this.#memory = round.memory
      const { repair, alarms, failure } = round
      this.#rounds.push({ repaired: repair?.rule })
      if (repair !== undefined) {
        counts.repairs += 1
        const results = repair.results.map(({ kind }) => kind).join(', ')
        story.tell('backend', `${repair.rule}: ${repair.reason} (${results}) ${failure?.message ?? ''}`)
      }
      counts.alarms += alarms.length
      for (const alarm of alarms) story.tell('backend', `ALARM ${alarm}`)
      return round
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) this.#stage.violated(`no-defects: ${String(error)}`)
      return undefined
    }
  }
}
