import type { Workspace } from '../account/workspace.ts'

/** Where browsers find something at one of Twilio's domains: at an emulator, that is below its own address. */
export function publicAddress({ baseUrl }: Pick<Workspace, 'baseUrl'>, domainAndPath: string): string {
  return baseUrl === undefined ? `https://${domainAndPath}` : `${baseUrl.replace(/\/$/, '')}/__twilio/${domainAndPath}`
}
