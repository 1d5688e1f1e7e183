import type { Seen } from '@conversation-transfer/transfer'
import type { ITask } from '@twilio/flex-ui'
import type { Clock } from '../host/clock.ts'
import type { ConversationChange, FlexHost } from '../host/flex-host.ts'
import type { ConversationKey } from '../host/messaging-task.ts'
import type { TransferService } from '../service/transfer-service.ts'
import { change, type KnownConversation, type KnownStore } from './known-conversations.ts'
import { toInvite, toPerson } from './seen-from-outside.ts'
import { newlyEnded, newlyFailed } from './ended-invites.ts'
import { isSilent } from './backend-silence.ts'
import { peopleIn } from './people.ts'
import { readTransferAttributes } from './transfer-attributes.ts'
import type { WorkerNames } from './worker-names.ts'

/** Several news come at once where somebody joins or leaves; one look answers them all. */
const NEWS_GATHERED_MS = 300

/** Flex says late who a new participant is (IN-31); it is asked so often again, each time after twice as long. */
const ASKED_AGAIN_MAX = 5
const ASKED_AGAIN_AFTER_MS = 500

/**
 * While an invite is out and no backend is alive, nobody but the plugins sees that it has ended; and a look that failed
 * has told nothing of what may be done.
 */
const LOOK_AGAIN_MS = 10_000

/** How often somebody who looks on from outside sees the conversation anew. */
const LOOK_ON_MS = 5_000

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
  readonly #looks = new Latest()
  readonly #readingsOfPeople = new Latest()
  readonly #readingsOfAttributes = new Latest()
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
    const { service, key, clock } = this.#options
    const turn = this.#looks.begin()
    const answer = await service.look({ ...key, taskSids: this.#known()?.seen?.taskSids ?? [] })
    if (this.#isStopped) return undefined
    const seen = answer.result === 'seen' && this.#looks.isNews(turn) ? answer : undefined
    if (seen !== undefined) {
      const seenAtMs = clock.now()
      this.#learn(this.#options.task === undefined ? { ...this.#lookOn(seen), seenAtMs } : { seen, seenAtMs })
    }
    const againMs = answer.result === 'seen' ? this.#nextLookMs() : LOOK_AGAIN_MS
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
    const backend = known.seen?.backend
    return backend !== undefined && !isSilent(backend, this.#options.clock.now()) ? undefined : LOOK_AGAIN_MS
  }

  async #readAttributes(): Promise<void> {
    const { host, key, clock } = this.#options
    const turn = this.#readingsOfAttributes.begin()
    const conversation = await host.conversation(key.conversationSid).catch(() => undefined)
    if (conversation === undefined || this.#isStopped || !this.#readingsOfAttributes.isNews(turn)) return
    const { invites, transfers } = readTransferAttributes(conversation.attributes)
    const { transfers: before = [], sawEndAtMs = {} } = this.#known() ?? {}
    for (const { to, ended } of newlyFailed(before, transfers, host.ownWorkerSid)) {
      this.#options.onInviteFailed(to.name, ended)
    }
    const endedNow = newlyEnded(before, transfers).map(({ transferId }) => [transferId, clock.now()] as const)
    this.#learn({ invites, transfers, sawEndAtMs: { ...sawEndAtMs, ...Object.fromEntries(endedNow) } })
    const workerSids = [...invites.map(({ ringingAt }) => ringingAt), ...transfers.map(({ from }) => from)]
    for (const workerSid of workerSids) if (workerSid !== undefined) this.#options.names.learn(workerSid)
  }

  async #readPeople(task: ITask, triesLeft: number): Promise<void> {
    const { host, key } = this.#options
    const turn = this.#readingsOfPeople.begin()
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
      if (!this.#readingsOfPeople.isNews(turn)) return
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

/** Of readings that overlap, one that was begun earlier and ends later would put back what has been overtaken. */
class Latest {
  #begun = 0
  #newest = 0

  begin(): number {
    this.#begun += 1
    return this.#begun
  }

  /** To be asked once of each reading that has come to something. */
  isNews(turn: number): boolean {
    if (turn < this.#newest) return false
    this.#newest = turn
    return true
  }
}
