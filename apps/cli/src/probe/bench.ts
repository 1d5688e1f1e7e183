import { TwilioFailure, type Time } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'

interface Undo {
  readonly what: string
  readonly act: (client: Twilio) => Promise<unknown>
}

export interface BenchOptions {
  /** Its calls are refused as soon as the probe is stopped. */
  readonly client: Twilio
  readonly workspaceSid: string
  readonly time: Time
  /** What the names of all that is made here begin with. */
  readonly name: string
}

export type TaskRouterWorkspace = ReturnType<Twilio['taskrouter']['v1']['workspaces']>

/** Where one question is asked: what it makes, it makes under names of its own, and all of it is taken away again. */
export class Bench {
  readonly client: Twilio
  readonly workspaceSid: string
  readonly time: Time
  readonly name: string
  readonly #undos: Undo[] = []
  #titles = 0

  constructor({ client, workspaceSid, time, name }: BenchOptions) {
    this.client = client
    this.workspaceSid = workspaceSid
    this.time = time
    this.name = name
  }

  get workspace(): TaskRouterWorkspace {
    return this.client.taskrouter.v1.workspaces(this.workspaceSid)
  }

  /** A name for one of several things of a kind. */
  title(what: string): string {
    this.#titles++
    return `${this.name}${what}-${this.#titles}`
  }

  /** What is to be done afterwards, whatever happens, by a client that does not stop; the last first. */
  afterwards(what: string, act: Undo['act']): void {
    this.#undos.push({ what, act })
  }

  /** Returns what could not be taken away, and why. */
  async clear(client: Twilio): Promise<string[]> {
    const resisting = await undo(client, this.#undos.toReversed())
    // What was still in use at first, such as a worker with a task, is free once the rest is gone.
    const left = await undo(client, resisting)
    return left.map(({ what, why }) => `${what}: ${why}`)
  }
}

/** Returns what could not be undone, and why. */
async function undo(client: Twilio, undos: readonly Undo[]): Promise<(Undo & { readonly why: string })[]> {
  const left: (Undo & { readonly why: string })[] = []
  for (const step of undos) {
    try {
      await step.act(client)
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
      if (error.status !== 404) left.push({ ...step, why: error.message })
    }
  }
  return left
}
