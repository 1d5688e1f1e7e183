import { generateWorkflow, printWorkflow } from '@conversation-transfer/transfer-workflow'
import { accountClient, type EmulatedAccount } from './emulated-account.ts'

/** Gives the account the workflow that is generated for its queues, as an installation does. */
export async function installWorkflow(account: EmulatedAccount): Promise<void> {
  const { workspaceSid, workflowSid, queues } = account.contactCenter
  const everyone = queues.find(({ name }) => name === 'Everyone')
  if (everyone === undefined) throw new Error("The contact center has no queue 'Everyone'.")
  const { document } = generateWorkflow({
    queues: queues.map(({ sid, name }) => ({ sid, friendlyName: name })),
    everyoneQueueSid: everyone.sid,
    variant: 'standalone',
  })
  const configuration = printWorkflow(document)
  await accountClient(account).taskrouter.v1.workspaces(workspaceSid).workflows(workflowSid).update({ configuration })
}
