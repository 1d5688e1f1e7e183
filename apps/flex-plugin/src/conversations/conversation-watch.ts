import type { Seen } from '@conversation-transfer/transfer'
import type { ITask } from '@twilio/flex-ui'
import type { Clock } from '../host/clock.ts'
import type { ConversationChange, FlexHost } from '../host/flex-host.ts'
import type { ConversationKey } from '../host/messaging-task.ts'
import type { TransferService } from '../service/transfer-service.ts'
import { change, type KnownConversation, type KnownStore } from './known-conversations.ts'
import { toInvite, toPerson } from './seen-from-outside.ts'
import { newlyFailed } from './ended-invites.ts'
import { peopleIn } from './people.ts'
import { readTransferAttributes } from './transfer-attributes.ts'
import type { WorkerNames } from './worker-names.ts'

/** Several news come at once where somebody joins or leaves; one look answers them all. */
const NEWS_GATHERED_MS = 300

/** Flex says late who a new participant is (IN-31); it is asked so often again, each time after twice as long. */
const ASKED_AGAIN_MAX = 5
const ASKED_AGAIN_AFTER_MS = 500

/** While an invite is out and no backend is alive, nobody but the plugins sees that it has ended. */
const LOOK_AGAIN_MS = 10_000

/** How often somebody who looks on from outside sees the conversation anew. */
const LOOK_ON_MS = 5_000

/** A backend that was there and has been silent for so long counts as gone. */
const BACKEND_SILENT_MS = 180_000

export interface WatchOptions {
  readonly host: FlexHost
  readonly service: TransferService
  readonly store: KnownStore
  readonly names: WorkerNames
  readonly clock: Clock
  /** Somebody whom this agent has asked did not come. */
  readonly onInviteFailed: (name: string, how: 'declined' | 'timed_out') => void
  readonly key: ConversationKey
  /** Of the agent in this conversation; undefined for a supervisor who looks on, and whom nothing tells of changes. */
  readonly task: ITask | undefined
}

/** Keeps what is known of one conversation as it is, until it is stopped. */
export class ConversationWatch {
  readonly #options: WatchOptions
  readonly #callOff = new Map<string, () => void>()
  #isStopped = false

  constructor(options: WatchOptions) {
    this.#options = options
  }

  start(): void {
    this.hears('joined')
  }

  stop(): void {
    this.#isStopped = true
    for (const callOff of this.#callOff.values()) callOff()
  }

  /** To be called with what the conversation's SDK tells. */
  hears(what: ConversationChange): void {
    const { task } = this.#options
    if (what !== 'members' && task !== undefined) void this.#readAttributes()
    if (what !== 'attributes' && task !== undefined) void this.#readPeople(task, ASKED_AGAIN_MAX)
    this.#later('look', NEWS_GATHERED_MS, () => void this.look())
  }

  /** Asks the server what may be done. Keeps what was known if there is no answer. */
  async look(): Promise<Seen | undefined> {
    const { service, key } = this.#options
    const answer = await service.look({ ...key, taskSids: this.#known()?.seen?.taskSids ?? [] })
    if (this.#isStopped) return undefined
    const seen = answer.result === 'seen' ? answer : undefined
    if (seen !== undefined) this.#learn(this.#options.task === undefined ? this.#lookOn(seen) : { seen })
    const againMs = this.#nextLookMs()
    if (againMs !== undefined) this.#later('look', againMs, () => void this.look())
    return seen
  }

  /** From outside, the server's answer is all that there is. */
  #lookOn(seen: Seen): Partial<KnownConversation> {
    for (const { workerSid } of seen.agents) this.#options.names.learn(workerSid)
    return { seen, people: seen.agents.map(toPerson), invites: seen.invites.map(toInvite) }
  }

  #nextLookMs(): number | undefined {
    if (this.#options.task === undefined) return LOOK_ON_MS
    const known = this.#known()
    if (known === undefined || known.invites.length === 0) return undefined
    const aliveAtMs = known.seen?.backend?.aliveAtMs
    const isBackendAlive = aliveAtMs !== undefined && this.#options.clock.now() - aliveAtMs <= BACKEND_SILENT_MS
    return isBackendAlive ? undefined : LOOK_AGAIN_MS
  }

  async #readAttributes(): Promise<void> {
    const { host, key } = this.#options
    const conversation = await host.conversation(key.conversationSid).catch(() => undefined)
    if (conversation === undefined) return
    const { invites, transfers } = readTransferAttributes(conversation.attributes)
    const failed = newlyFailed(this.#known()?.transfers ?? [], transfers, host.ownWorkerSid)
    for (const { to, ended } of failed) this.#options.onInviteFailed(to.name, ended)
    this.#learn({ invites, transfers })
    const workerSids = [...invites.map(({ ringingAt }) => ringingAt), ...transfers.map(({ from }) => from)]
    for (const workerSid of workerSids) if (workerSid !== undefined) this.#options.names.learn(workerSid)
  }

  async #readPeople(task: ITask, triesLeft: number): Promise<void> {
    const { host, key } = this.#options
    const again = (): void => {
      const afterMs = ASKED_AGAIN_AFTER_MS * 2 ** (ASKED_AGAIN_MAX - triesLeft)
      if (triesLeft > 0) this.#later('people', afterMs, () => void this.#readPeople(task, triesLeft - 1))
    }
    try {
      const [conversation, participants] = await Promise.all([
        host.conversation(key.conversationSid),
        task.getParticipants(key.channelSid) as Promise<unknown>,
      ])
      const { ownWorkerSid } = host
      const customerName = task.formattedAttributes?.from
      const read = peopleIn({ participants, members: await conversation.members(), ownWorkerSid, customerName })
      this.#learn({ people: read.people })
      if (!read.isComplete) again()
    } catch {
      again()
    }
  }

  #known(): KnownConversation | undefined {
    return this.#options.store.getState().conversations[this.#options.key.conversationSid]
  }

  #learn(changed: Partial<KnownConversation>): void {
    if (!this.#isStopped) change(this.#options.store, this.#options.key.conversationSid, changed)
  }

  /** One timer of each name. */
  #later(name: string, ms: number, run: () => void): void {
    this.#callOff.get(name)?.()
    if (this.#isStopped) return
    this.#callOff.set(name, this.#options.clock.after(ms, run))
  }
}
