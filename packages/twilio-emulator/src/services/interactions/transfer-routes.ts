import { created, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { isObject, pathParameter } from '../../transports/rest/parameters.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { channelIn } from './channel-routes.ts'
import type { Transfer } from './state.ts'
import { createTransfer, findTransfer, transfersOf, type NewTransfer } from './transfers.ts'

const LIST = '/v1/Interactions/:interactionSid/Channels/:channelSid/Transfers'
/** The path of the Flex UI's own requests (observed, IN-19). */
const FLEX_UI_LIST = LIST.replace('/v1/', '/v1/Instances/:instanceSid/')

const base = { host: 'flex-api.twilio.com', fact: 'IN-19' } as const

export const transferRoutes: readonly Route[] = [
  { ...base, method: 'POST', path: LIST, mark: 'documented', handle: create },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:transferSid`,
    mark: 'documented',
    handle: (request, world) => {
      const transfer = findTransfer(world, channelIn(request, world), pathParameter(request, 'transferSid'))
      return ok(transferJson(world, transfer))
    },
  },
  { ...base, method: 'POST', path: FLEX_UI_LIST, mark: 'observed', handle: create },
  {
    ...base,
    method: 'GET',
    path: FLEX_UI_LIST,
    mark: 'observed',
    // A bare array: the Flex UI takes anything else for an error (observed).
    handle: (request, world) => {
      const transfers = transfersOf(world, channelIn(request, world).sid)
      return ok(transfers.map((transfer) => transferJson(world, transfer)))
    },
  },
]

function create(request: RestRequest, world: World): RestAnswer {
  return created(transferJson(world, createTransfer(world, channelIn(request, world), readNew(request))))
}

function readNew({ json }: RestRequest): NewTransfer {
  if (!isObject(json)) throw invalidParameter('The body must be a JSON object, with Content-Type: application/json')
  const { type = 'cold', from, to } = json
  if (type !== 'cold' && type !== 'warm' && type !== 'external') {
    throw invalidParameter('type must be cold, warm or external')
  }
  if (typeof from !== 'string' || typeof to !== 'string') {
    throw invalidParameter('from must name a participant, and to a worker, queue or workflow')
  }
  return { type, from, to, noteSid: sidIn(json, 'noteSid'), summarySid: sidIn(json, 'summarySid') }
}

function sidIn(json: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = json[name]
  return typeof value === 'string' ? value : undefined
}

function transferJson({ account }: World, transfer: Transfer): object {
  const { sid, interactionSid, channelSid } = transfer
  return {
    sid,
    account_sid: account.sid,
    instance_sid: account.flexInstanceSid,
    interaction_sid: interactionSid,
    channel_sid: channelSid,
    execution_sid: transfer.executionSid,
    type: transfer.type,
    status: transfer.status,
    from: transfer.from,
    to: transfer.to,
    note_sid: transfer.noteSid ?? null,
    summary_sid: transfer.summarySid ?? null,
    url: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}/Transfers/${sid}`,
    date_created: isoSeconds(transfer.createdAtMs),
    date_updated: isoSeconds(transfer.updatedAtMs),
  }
}
