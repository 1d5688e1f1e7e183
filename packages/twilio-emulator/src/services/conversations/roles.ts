import type { World } from '../../world/world.ts'

/** The one role that everybody has here: roles are named in answers and decide nothing (CV-15). */
export function defaultRoleSid(world: World): string {
  return `RL${world.account.conversationServiceSid.slice(2)}`
}
