export type WorkflowInputErrorCode =
  /** A queue whose sid is not `WQ` and 32 hexadecimal digits. */
  | 'queue_malformed'
  /** Two queues with one sid. */
  | 'queue_repeated'
  /** The queue for everyone is not among the queues. */
  | 'everyone_unknown'
  /** A timeout that is no whole number of seconds, or outside its limits. */
  | 'timeout_out_of_range'
  /** More filters than Twilio stores in one workflow. */
  | 'too_large'

/** What a workflow cannot be generated from. The message says what was wrong and what to do. */
export class WorkflowInputError extends Error {
  override readonly name = 'WorkflowInputError'
  readonly code: WorkflowInputErrorCode

  constructor(code: WorkflowInputErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
