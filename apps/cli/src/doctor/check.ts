import type { Workspace } from '../account/workspace.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Finding } from './finding.ts'

/** What a check may look at. */
export interface Patient {
  readonly surroundings: Surroundings
  readonly workspace: Workspace
  /** Sid or name of the queue that has every agent. */
  readonly everyone: string
  /** Where the backend can be reached; undefined if nobody has said. */
  readonly backend: string | undefined
}

export interface Check {
  /** One word or two, for people and for `--json`. */
  readonly name: string
  /** Nothing, if all is well. Rejects with a `TwilioFailure` where Twilio does not answer. */
  run(patient: Patient): Promise<readonly Finding[]>
}
