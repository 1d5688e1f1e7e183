import { randomBytes } from 'node:crypto'
import type { WorkspaceContext } from 'twilio/lib/rest/taskrouter/v1/workspace.js'
import type { Sight } from './recording.ts'
import type { Subject } from './subject.ts'

/** What everything begins with that the suite makes on an account; what is left over is found by it. */
export const OWN_PREFIX = 'parity-'

/** One behaviour on one subject: what it makes, it makes under names of its own, and takes away again. */
export class Scene {
  readonly subject: Subject
  /** Eight hexadecimal digits that no other behaviour has. */
  readonly run: string = randomBytes(4).toString('hex')
  readonly sights: Sight[] = []
  readonly #cleanUps: { readonly what: string; readonly act: () => Promise<unknown> }[] = []

  constructor(subject: Subject) {
    this.subject = subject
  }

  /** The workspace, through the SDK. */
  get workspace(): WorkspaceContext {
    return this.subject.twilio.taskrouter.v1.workspaces(this.subject.workspaceSid)
  }

  name(what: string): string {
    return `${OWN_PREFIX}${this.run}-${what}`
  }

  /** The same where only letters, digits and underscores are allowed. */
  identity(what: string): string {
    return `parity_${this.run}_${what}`
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
    const left: string[] = []
    for (const { what, act } of this.#cleanUps.toReversed()) {
      try {
        await act()
      } catch (error: unknown) {
        if (!isGone(error)) left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    if (left.length > 0) throw new Error(`Not removed from the account:\n${left.join('\n')}`)
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404
}
