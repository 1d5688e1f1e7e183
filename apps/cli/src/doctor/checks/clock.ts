import type { Check } from '../check.ts'
import { error } from '../finding.ts'

const SKEW_MS_MAX = 30_000

/** Graces are counted from Twilio's times with this machine's clock. */
export const clock: Check = {
  name: 'clock',
  run: async ({ surroundings, workspace }) => {
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${workspace.workspaceSid}`
    const { headers } = await workspace.client.request({ method: 'get', uri })
    const { date } = headers as { readonly date?: string }
    const skewMs = date === undefined ? 0 : surroundings.time.now() - Date.parse(date)
    if (Math.abs(skewMs) <= SKEW_MS_MAX) return []
    const direction = skewMs > 0 ? 'ahead of' : 'behind'
    const seconds = Math.round(Math.abs(skewMs) / 1000)
    return [error(`This machine's clock is ${seconds} s ${direction} Twilio's.`, 'Set the clock, by NTP for instance.')]
  },
}
