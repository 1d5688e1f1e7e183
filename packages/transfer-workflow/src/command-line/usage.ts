import { DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS, DEFAULT_QUEUE_TIMEOUT_SECONDS } from '../generate-workflow.ts'
import { RESERVATION_TIMEOUT_SECONDS } from '../limits.ts'

export const USAGE = `Usage: npm run --silent workflow -- <command> [options]

The TaskRouter workflow that invites of conversation transfer go through.

  generate          writes the workflow for the queues of an account
  lint WORKFLOW     says what customers would meet in a workflow that exists
  where WORKFLOW    says where one invite would go, and why

Where the queues are listed (every command needs one of these):
  --queues FILE     JSON: a list of {sid, friendlyName}, or Twilio's answer with task_queues; - is the standard input
  --account URL     an emulator, such as http://127.0.0.1:4010

generate
  --everyone QUEUE      sid or name of the queue that has every agent (default: Everyone)
  --variant VARIANT     backend (default): the backend looks after invites that nobody takes
                        standalone: the workflow sends them on to everyone
  --agent-timeout N     seconds that an invite waits for the agent whom it names (default ${DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS})
  --queue-timeout N     seconds in the chosen queue before everyone; standalone only (default ${DEFAULT_QUEUE_TIMEOUT_SECONDS})
  --output FILE         writes there instead of to the standard output

lint
  --variant standalone      warns of invites that the workflow cancels, too
  --task FILE               other attributes of your tasks, if your filters ask for them
  --reservation-timeout N   the workflow's task_reservation_timeout in seconds (default ${RESERVATION_TIMEOUT_SECONDS})
  --strict                  fails on warnings, not on errors only
  --json                    prints the findings as JSON

where
  --to-worker WK...   an invite to this agent
  --to-queue QUEUE    an invite to this queue, by sid or name
  --task FILE         the task's attributes, or further ones for the above
  --json              prints the route as JSON

WORKFLOW is a file with the workflow's configuration, or - for the standard input.

Examples:
  npm run --silent workflow -- generate --account http://127.0.0.1:4010 --variant standalone --output workflow.json
  npm run --silent workflow -- lint workflow.json --queues queues.json
  npm run --silent workflow -- where workflow.json --queues queues.json --to-queue Sales

Exit codes: 0 all is well; 1 lint found errors, or the invite goes nowhere; 2 the command could not be run.
`
