/**
 * A workflow's `Configuration` as Twilio stores it, as far as the generator writes it.
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export interface WorkflowDocument {
  readonly task_routing: {
    readonly filters: readonly FilterDocument[]
    readonly default_filter: { readonly queue: string }
  }
}

export interface FilterDocument {
  readonly filter_friendly_name: string
  readonly expression: string
  readonly targets: readonly TargetDocument[]
}

export interface TargetDocument {
  readonly queue: string
  readonly known_worker_sid?: string
  readonly expression: string
  /** In seconds. A target without one keeps the task for as long as the task lives. */
  readonly timeout?: number
}

/** The text to keep under version control and to give to Twilio: one key a line, so that a diff shows what changed. */
export function printWorkflow(document: WorkflowDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
