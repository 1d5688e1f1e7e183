import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { conversationAttributes } from './conversation-attributes.ts'
import { invalidConversation } from './conversation-errors.ts'
import { conversationJson } from './conversation-json.ts'
import {
  createConversation,
  deleteConversation,
  findConversation,
  updateConversation,
  type ConversationFields,
} from './conversations.ts'
import { resourceBase } from './resource-url.ts'
import type { ConversationStateName } from './state.ts'
import { timerFields } from './timer-parameter.ts'

const PAGE_SIZE_MAX = 100
const SETTABLE_STATES: readonly ConversationStateName[] = ['active', 'inactive', 'closed']

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-1' } as const

export const conversationRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: '/v1/Conversations',
    handle: (request, world) => {
      const conversation = createConversation(world, readFields(request))
      return created(conversationJson(world, conversation, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'GET',
    path: '/v1/Conversations',
    handle: (request, world) =>
      page({
        request,
        rows: listed(request, world.conversations.conversations.all()),
        key: 'conversations',
        render: (row) => conversationJson(world, row, resourceBase(request)),
        sizeMax: PAGE_SIZE_MAX,
      }),
  },
  {
    ...base,
    method: 'GET',
    path: '/v1/Conversations/:conversationSid',
    handle: (request, world) => {
      const conversation = findConversation(world, pathParameter(request, 'conversationSid'))
      return ok(conversationJson(world, conversation, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'POST',
    path: '/v1/Conversations/:conversationSid',
    handle: (request, world) => {
      const sid = pathParameter(request, 'conversationSid')
      const conversation = updateConversation(world, sid, readFields(request))
      return ok(conversationJson(world, conversation, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'DELETE',
    path: '/v1/Conversations/:conversationSid',
    handle: (request, world) => {
      deleteConversation(world, pathParameter(request, 'conversationSid'))
      return noContent()
    },
  },
]

function readFields({ form }: RestRequest): ConversationFields {
  return {
    friendlyName: form.get('FriendlyName') ?? undefined,
    uniqueName: form.get('UniqueName') ?? undefined,
    attributes: conversationAttributes(form),
    state: readState(form.get('State')),
    ...timerFields(form),
  }
}

/** The documentation's page names no code for an unknown state; the error dictionary does: 50378. */
function readState(text: string | null): ConversationStateName | undefined {
  if (text === null) return undefined
  const state = SETTABLE_STATES.find((name) => name === text)
  if (state === undefined) {
    throw invalidConversation(50378, `'State' parameter value is invalid: ${SETTABLE_STATES.join(', ')} are allowed`)
  }
  return state
}

function listed<Row extends { readonly state: string; readonly createdAtMs: number }>(
  { url }: RestRequest,
  rows: readonly Row[],
): Row[] {
  const state = url.searchParams.get('State')
  const fromMs = dateMs(url.searchParams.get('StartDate'), Number.NEGATIVE_INFINITY)
  const untilMs = dateMs(url.searchParams.get('EndDate'), Number.POSITIVE_INFINITY)
  return rows.filter((row) => {
    return (state === null || row.state === state) && row.createdAtMs >= fromMs && row.createdAtMs <= untilMs
  })
}

function dateMs(text: string | null, absent: number): number {
  if (text === null) return absent
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalidConversation(20001, `StartDate and EndDate must be dates, not '${text}'`)
  return ms
}
