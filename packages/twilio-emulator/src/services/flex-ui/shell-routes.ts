import { ok } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'

/** Always on: the flag that keeps the Flex UI from reporting to services outside of Twilio (FU-2). */
const FEATURES = ['disable-flex-sdk-telemetry-beta'] as const

/** What surrounds the desktop: the session, where the token is kept, whether Twilio is well. */
export const shellRoutes: readonly Route[] = [
  {
    host: 'flex.twilio.com',
    method: 'GET',
    path: '/api/v1/Session',
    mark: 'observed',
    fact: 'FU-2',
    handle: (_request, { flex }) =>
      ok({ insights_active: false, features: [...FEATURES, ...flex.features].map(feature) }),
  },
  {
    host: 'flex.twilio.com',
    method: 'GET',
    path: '/api/v1/Features/sso-token-session-storage',
    mark: 'observed',
    fact: 'FU-4',
    access: 'anyone',
    handle: () => ok({ enabled: true }),
  },
  {
    host: 'status.twilio.com',
    method: 'GET',
    path: '/api/v2/summary.json',
    mark: 'observed',
    fact: 'FU-5',
    access: 'anyone',
    handle: () =>
      ok({ components: [{ name: 'FLEX', status: 'operational' }], incidents: [], scheduled_maintenances: [] }),
  },
]

function feature(id: string): object {
  return { id, enabled: true, name: id, description: '', stage: 'private', doc_url: '' }
}
