import type { World } from '../../world/world.ts'

/** The address of something in the workspace, as Twilio's answers name it: `path` is such as `/Tasks/WT...`. */
export function address(world: World, path = ''): string {
  return `https://taskrouter.twilio.com/v1/Workspaces/${world.account.workspaceSid}${path}`
}
