import { fetchQueueStatistics } from '@conversation-transfer/twilio-gateway'
import { queuesOf } from '../../workflow/workflow-source.ts'
import type { Check } from '../check.ts'
import { warning } from '../finding.ts'

const REMEDY = 'Change which workers the queue is for, or expect transfers to it to be refused.'

/** A transfer to a queue that nobody is in is refused. Queues of which Twilio gives no figures are passed over. */
export const queues: Check = {
  name: 'queues',
  run: async ({ workspace }) => {
    const statistics = await fetchQueueStatistics(workspace.client, workspace)
    const empty = (await queuesOf(workspace)).filter(({ sid }) => statistics.get(sid)?.eligibleWorkers === 0)
    return empty.map(({ friendlyName }) => warning(`The queue ${friendlyName} has no agents.`, REMEDY))
  },
}
