import type { AccountSettings } from './account-settings.ts'

/** What a run does to an account, said before it does it. */
export function planOf(settings: AccountSettings): string {
  const { accountSid, workspaceSid, callsPerSecond, sms, flexToken, mayWriteFlexConfiguration } = settings
  const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no')
  return `The suite is about to use the account ${accountSid}, workspace ${workspaceSid}${at(settings)}.

For each behaviour it makes a few of these, and removes them when the behaviour has ended, well or badly:

  task queues, workflows, workers, tasks   named parity-<8 hex digits>-...; its queues reach its own workers only
  conversations with their messages        friendly name parity-<8 hex digits>-...; nothing is sent to a phone
  interactions                             for these conversations; their channels are closed, which keeps them listed

It begins and ends by removing everything of such a name that an earlier run may have left. Workers count against the
workspace while they are there. At most ${callsPerSecond} calls a second are made.

  behaviours that need phone numbers (no message is sent):  ${yesOrNo(sms !== undefined)}
  behaviours that need a Flex token from a browser:         ${yesOrNo(flexToken !== undefined)}
  writes its own key to the Flex configuration, for a time: ${yesOrNo(mayWriteFlexConfiguration)}
`
}

function at({ baseUrl }: AccountSettings): string {
  return baseUrl === undefined ? '' : ` at ${baseUrl}, which is not Twilio`
}
