import type { AddCommand } from './command.ts'
import { addDeployFunctionsCommand } from './deploy/functions.ts'
import { addDeployPluginCommand } from './deploy/plugin.ts'

const COMMANDS = [addDeployFunctionsCommand, addDeployPluginCommand]

export const addDeployCommand: AddCommand = (program, surroundings, end) => {
  const deploy = program
    .command('deploy')
    .description("Puts the Functions and the plugin into the account, through Twilio's Serverless and Plugins APIs.")
  for (const add of COMMANDS) add(deploy, surroundings, end)
}
