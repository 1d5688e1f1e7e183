import type { Time } from '@conversation-transfer/twilio-gateway'
import type { ConversationSid, TaskSid } from '@conversation-transfer/transfer'
import type { Mark } from '../../store/mark.ts'
import type { Schedule } from '../../store/schedule.ts'

/**
 * Folds the marks that come within a moment into one write, one for each conversation, so that ten thousand events about one
 * conversation cost one row. Whoever adds waits for the write: an answer of 204 means that it is stored.
 *
 *   resting   nothing is pending;
 *   gathering the first mark has come; the write begins `GATHER_MS` later, or when the one before it ends;
 *   writing   one write at a time; what comes meanwhile is gathered for the next one.
 */
export class MarkBuffer {
  readonly #schedule: Pick<Schedule, 'mark'>
  readonly #time: Pick<Time, 'after'>
  #gathering: Batch | undefined
  #isWriting = false

  constructor(schedule: Pick<Schedule, 'mark'>, time: Pick<Time, 'after'>) {
    this.#schedule = schedule
    this.#time = time
  }

  /** Resolves when the marks are stored; rejects with a `MarksNotStored` if that failed or took too long. */
  async add(marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return
    const batch = this.#gather()
    if (batch.marks.size + marks.length > CONVERSATIONS_MAX) throw new MarksNotStored('Too many marks are waiting.')
    for (const mark of marks) batch.marks.set(mark.conversationSid, merged(batch.marks.get(mark.conversationSid), mark))
    return batch.written
  }

  /** Resolves when nothing is pending any more. */
  async flushed(): Promise<void> {
    await this.#gathering?.written.catch(() => undefined)
  }

  #gather(): Batch {
    if (this.#gathering !== undefined) return this.#gathering
    const batch = newBatch()
    this.#gathering = batch
    this.#time.after(GATHER_MS, () => {
      batch.isRipe = true
      this.#writeIfRipe()
    })
    return batch
  }

  #writeIfRipe(): void {
    const batch = this.#gathering
    if (batch === undefined || !batch.isRipe || this.#isWriting) return
    this.#gathering = undefined
    this.#isWriting = true
    this.#write([...batch.marks.values()])
      .then(batch.resolve, batch.reject)
      .finally(() => {
        this.#isWriting = false
        this.#writeIfRipe()
      })
  }

  async #write(marks: readonly Mark[]): Promise<void> {
    let cancel = (): void => undefined
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => reject(new MarksNotStored(`The store did not answer within ${WRITE_MS_MAX} ms.`))
      cancel = this.#time.after(WRITE_MS_MAX, giveUp)
    })
    try {
      await Promise.race([this.#schedule.mark(marks), late])
    } catch (error: unknown) {
      if (error instanceof MarksNotStored) throw error
      throw new MarksNotStored('The store could not be written.', { cause: error })
    } finally {
      cancel()
    }
  }
}

export class MarksNotStored extends Error {
  override readonly name = 'MarksNotStored'
}

/** Long enough for a burst to come together, and not felt by anybody. */
export const GATHER_MS = 20

/** Conversations and Event Streams wait five seconds for an answer (WH-4, WH-14): one has to be there before. */
export const WRITE_MS_MAX = 3_000

/** More than this would be a store that has stopped, or an attack; whoever comes then is told to come again. */
export const CONVERSATIONS_MAX = 10_000

/** A conversation has a handful of tasks; the census finds the rest. */
export const TASKS_PER_MARK_MAX = 50

interface Batch {
  readonly marks: Map<ConversationSid, Mark>
  readonly written: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
  isRipe: boolean
}

function newBatch(): Batch {
  let resolve: () => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const written = new Promise<void>((onWritten, onFailed) => {
    resolve = onWritten
    reject = onFailed
  })
  return { marks: new Map(), written, resolve, reject, isRipe: false }
}

function merged(known: Mark | undefined, mark: Mark): Mark {
  if (known === undefined) return { ...mark, taskSids: mark.taskSids.slice(0, TASKS_PER_MARK_MAX) }
  return {
    conversationSid: mark.conversationSid,
    interactionSid: mark.interactionSid ?? known.interactionSid,
    channelSid: mark.channelSid ?? known.channelSid,
    taskSids: withTasks(known.taskSids, mark.taskSids),
    source: known.source,
  }
}

/** Most events of a burst name a task that an earlier one has named: then nothing is made anew. */
function withTasks(known: readonly TaskSid[], more: readonly TaskSid[]): readonly TaskSid[] {
  const added = more.filter((sid) => !known.includes(sid))
  return added.length === 0 ? known : [...known, ...added].slice(0, TASKS_PER_MARK_MAX)
}
