import type { AddCommand } from './command.ts'
import { addConversationCommand } from './conversation.ts'
import { addDeployCommand } from './deploy.ts'
import { addDoctorCommand } from './doctor.ts'
import { addEnvironmentCommand } from './environment.ts'
import { addReplayCommand } from './replay.ts'
import { addSetupCommand } from './setup.ts'
import { addWorkflowCommand } from './workflow.ts'

/** All commands, in the order of the help. */
export const COMMANDS: readonly AddCommand[] = [
  addSetupCommand,
  addDoctorCommand,
  addEnvironmentCommand,
  addConversationCommand,
  addReplayCommand,
  addWorkflowCommand,
  addDeployCommand,
]
