import type { AddCommand } from './command.ts'
import { addConversationCommand } from './conversation.ts'
import { addDeployCommand } from './deploy.ts'
import { addReplayCommand } from './replay.ts'
import { addWorkflowCommand } from './workflow.ts'

/** All commands, in the order of the help. */
export const COMMANDS: readonly AddCommand[] = [
  addConversationCommand,
  addReplayCommand,
  addWorkflowCommand,
  addDeployCommand,
]
