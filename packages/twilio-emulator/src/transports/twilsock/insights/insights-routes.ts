import { z } from 'zod'
import { ok } from '../../rest/message.ts'
import { TwilioError } from '../../rest/twilio-error.ts'
import { accessForbidden } from '../sync/entity-access.ts'
import type { UpstreamRoute } from '../upstream-route.ts'
import { isIndexName } from './indexes.ts'
import { QueryError } from './query.ts'

const QueryBody = z.object({ query_string: z.string().nullish() })

export const insightsRoutes: readonly UpstreamRoute[] = [
  {
    host: 'cds.us1.twilio.com',
    method: 'POST',
    path: '/v3/Insights/:index/Items',
    mark: 'observed',
    fact: 'TS-8',
    handle: ({ params, body, session }, { liveQueries }) => {
      const { index = '' } = params
      if (session.workerSid === undefined) throw accessForbidden(index)
      if (!isIndexName(index)) throw new TwilioError(404, 20404, `There is no index ${index}`)
      const text = QueryBody.parse(body).query_string ?? ''
      const { items, lastEventId } = refusing(() => liveQueries.ask(index, text))
      return ok({ query_id: liveQueries.idOf(index, text), last_event_id: lastEventId, items })
    },
  },
]

function refusing<Result>(ask: () => Result): Result {
  try {
    return ask()
  } catch (error: unknown) {
    if (error instanceof QueryError) throw new TwilioError(400, error.code, error.message)
    throw error
  }
}
