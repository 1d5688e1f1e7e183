/** Source: https://www.twilio.com/docs/taskrouter/api/workflow */
export const WORKFLOW_SIZE_BYTES_MAX = 1_038_576

/** How long a task waits for somebody to take it, unless it says otherwise: https://www.twilio.com/docs/taskrouter/api/task */
export const TASK_LIFE_SECONDS = 86_400

/** Twilio's default for a workflow's `task_reservation_timeout`: https://www.twilio.com/docs/taskrouter/api/workflow */
export const RESERVATION_TIMEOUT_SECONDS = 120

/** Ours: ten minutes is as long as a customer who was handed over should wait for one agent who may be away. */
export const KNOWN_AGENT_TIMEOUT_SECONDS_MAX = 600

/** A target that takes up the task's whole life leaves none for the target after it. */
export const QUEUE_TIMEOUT_SECONDS_MAX = TASK_LIFE_SECONDS - KNOWN_AGENT_TIMEOUT_SECONDS_MAX
