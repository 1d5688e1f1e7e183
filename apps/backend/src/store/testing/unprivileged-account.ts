import { execFileSync } from 'node:child_process'

/** Whom a process is run as; nobody in particular if this process is nobody in particular itself. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** Postgres refuses to be run by root, which is who runs tests in many a container. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
}
