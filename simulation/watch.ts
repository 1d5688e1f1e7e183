import {
  agentsInside,
  foreignKeyViolations,
  harmViolations,
  STATE_INVARIANTS,
  type Observation,
  type ParticipantSid,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import type { Stage } from './stage.ts'
import { channelOf } from './channel-of-change.ts'
import { truthOf, type Chat } from './truth.ts'

/** What a customer's own system has written into each conversation: nothing of ours may ever lose it. */
export const FOREIGN = { crm: { number: 4711, vip: true } } as const

/** Holds what must always be true against every moment of a run in which anything has changed. */
export class Watch {
  readonly #stage: Stage
  readonly #before = new Map<string, Observation>()
  /** What was said once is not said again at each moment. */
  readonly #said = new Set<string>()
  /** The channels in which something has happened since the last look. */
  #changed = new Set<string>()

  constructor(stage: Stage) {
    this.#stage = stage
    stage.world.changes.subscribe((change) => {
      const channelSid = channelOf(stage.world, change)
      if (channelSid !== undefined) this.#changed.add(channelSid)
    })
  }

  look(): void {
    if (this.#changed.size === 0) return
    const changed = this.#changed
    this.#changed = new Set()
    for (const chat of this.#stage.chats) if (changed.has(chat.channelSid)) this.#lookAt(chat)
  }

  /** What must be true once nothing is left to do. */
  settled(): void {
    for (const chat of this.#stage.chats) {
      const truth = truthOf(this.#stage.world, chat)
      for (const { name, violations } of STATE_INVARIANTS) this.#say(chat, name, violations(truth))
    }
  }

  /** What is not yet as it must be once nothing is left to do. */
  unsettled(): string[] {
    return this.#stage.chats.flatMap((chat) => {
      const truth = truthOf(this.#stage.world, chat)
      return STATE_INVARIANTS.flatMap(({ violations }) => violations(truth))
    })
  }

  /** Every message that was written is there. */
  nothingLost(): void {
    const { world, messages } = this.#stage
    for (const sid of messages) {
      if (world.conversations.messages.get(sid) === undefined) this.#stage.violated(`nothing-lost: ${sid} is gone.`)
    }
  }

  #lookAt(chat: Chat): void {
    const { world, asked } = this.#stage
    const after = truthOf(world, chat)
    const before = this.#before.get(chat.channelSid)
    this.#before.set(chat.channelSid, after)
    for (const { name, holds, violations } of STATE_INVARIANTS) {
      if (holds === 'always') this.#say(chat, name, violations(after))
    }
    this.#say(chat, 'foreign-keys-are-kept', foreignKeyViolations(FOREIGN, after.conversation.attributes ?? FOREIGN))
    if (before !== undefined) this.#say(chat, 'no-harm', harmViolations(before, after, mayGo(before, after, asked)))
  }

  #say(chat: Chat, name: string, violations: readonly string[]): void {
    for (const violation of violations) {
      const sentence = `${name} (${chat.channelSid}): ${violation}`
      if (this.#said.has(sentence)) continue
      this.#said.add(sentence)
      this.#stage.violated(sentence)
    }
  }
}

/**
 * Whoever is in twice and now once has not gone; nor has anybody been driven out of a conversation that its customer or a
 * person has closed. Whoever was in twice, be it in wrap-up, may lose the place that both shared (IN-13), and is asked in again: that they
 * come, and the customer is not left alone, is held against the end of the run.
 */
function mayGo(
  before: Observation,
  after: Observation,
  asked: ReadonlyMap<ParticipantSid, number>,
): Set<ParticipantSid> {
  const still = new Set(agentsInside(after).map(({ workerSid }) => workerSid))
  const inside = agentsInside(before)
  const isTwice = (workerSid: WorkerSid): boolean =>
    before.participants.filter(({ type, workerSid: of }) => type === 'agent' && of === workerSid).length > 1
  const ones = inside.filter(
    ({ workerSid }) => still.has(workerSid) || isTwice(workerSid) || before.conversation.state === 'closed',
  )
  return new Set([...asked.keys(), ...ones.map(({ participant }) => participant.participantSid)])
}
