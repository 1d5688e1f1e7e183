import { randomBytes } from 'node:crypto'
import type { Twilio } from 'twilio'
import type { Sight } from './recording.ts'
import type { Subject } from './subject.ts'

/** What everything begins with that the suite makes on an account; what is left over is found by it. */
export const OWN_PREFIX = 'parity-'

export type Workspace = ReturnType<Twilio['taskrouter']['v1']['workspaces']>

/** One behaviour on one subject: what it makes, it makes under names of its own, and takes away again. */
export class Scene {
  readonly subject: Subject
  /** What all names of this scene begin with, and those of no other: `parity-` and eight hexadecimal digits. */
  readonly run: string = `${OWN_PREFIX}${randomBytes(4).toString('hex')}`
  readonly sights: Sight[] = []
  readonly #cleanUps: CleanUp[] = []

  constructor(subject: Subject) {
    this.subject = subject
  }

  /** The workspace, through the SDK. */
  get workspace(): Workspace {
    return this.subject.twilio.taskrouter.v1.workspaces(this.subject.workspaceSid)
  }

  name(what: string): string {
    return `${this.run}-${what}`
  }

  /** The same where only letters, digits and underscores are allowed. */
  identity(what: string): string {
    return `${this.run.replace('-', '_')}_${what}`
  }

  /** Notes what was read, for the recording. */
  saw(what: string, value: unknown): void {
    this.sights.push({ what, value, after: this.subject.exchanges.length })
  }

  /** What is to be done afterwards, whatever happens; the last first. */
  afterwards(what: string, act: () => Promise<unknown>): void {
    this.#cleanUps.push({ what, act })
  }

  /** Takes away what the behaviour has made. An emulator is thrown away whole. Rejects, with what could not be removed. */
  async cleanUp(): Promise<void> {
    if (this.subject.kind === 'emulator') return
    const resisting = await undo(this.#cleanUps.toReversed())
    // What was still in use at first, such as a worker with a task, is free once the rest is gone.
    const left = await undo(resisting)
    if (left.length > 0) {
      throw new Error(`Not removed from the account:\n${left.map(({ what, why }) => `${what}: ${why}`).join('\n')}`)
    }
  }
}

interface CleanUp {
  readonly what: string
  readonly act: () => Promise<unknown>
}

/** Returns what could not be undone, and why. */
async function undo(cleanUps: readonly CleanUp[]): Promise<(CleanUp & { readonly why: string })[]> {
  const left: (CleanUp & { readonly why: string })[] = []
  for (const cleanUp of cleanUps) {
    try {
      await cleanUp.act()
    } catch (error: unknown) {
      if (!isGone(error)) left.push({ ...cleanUp, why: error instanceof Error ? error.message : String(error) })
    }
  }
  return left
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404
}
