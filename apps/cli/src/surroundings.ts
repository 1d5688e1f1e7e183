import type { Connections, Time } from '@conversation-transfer/twilio-gateway'
import type { OpenRecords } from './records/records.ts'

/** All that commands may use of the world around them. Tests give others. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where the Twilio CLI keeps its profiles. */
  readonly homeFolder: string
  readonly print: (text: string) => void
  /** What is not the answer: warnings, questions, progress. */
  readonly complain: (text: string) => void
  /** Whether the person says yes; undefined where there is nobody who could be asked. */
  readonly ask: (question: string) => Promise<boolean | undefined>
  /** `-` is the standard input. Undefined if there is no such file. Rejects with a sentence where it cannot be read. */
  readonly read: (path: string) => Promise<string | undefined>
  readonly write: (path: string, text: string) => Promise<void>
  readonly connections: Pick<Connections, 'request'>
  readonly time: Time
  /** A number from 0 to 1, another one each time. */
  readonly chance: () => number
  readonly openRecords: OpenRecords
  /** Has `act` called when somebody wants the program to stop, until the function that it returns is called. */
  readonly onStop: (act: () => void) => () => void
}
