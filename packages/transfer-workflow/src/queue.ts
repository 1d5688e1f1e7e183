/** A task queue, as far as a workflow needs to know it. */
export interface Queue {
  /** `WQ` and 32 hexadecimal digits. */
  readonly sid: string
  readonly friendlyName: string
  /** The queue's own expression for its members; undefined if whoever listed the queues did not say. */
  readonly targetWorkers?: string | undefined
}
