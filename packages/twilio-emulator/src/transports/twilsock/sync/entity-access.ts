import { TwilioError } from '../../rest/twilio-error.ts'
import type { Realtime } from '../realtime.ts'
import type { Session } from '../session.ts'
import type { UpstreamRequest } from '../upstream-route.ts'
import type { Entity, EntityKind } from './entity.ts'

const NOT_FOUND = { document: [54_100, 'Document'], map: [54_200, 'Map'], list: [54_150, 'List'] } as const

/** The Sync object that a client names. Throws 404, and 403 if it is not this client's to open (TS-5, TS-14). */
export function openEntity(realtime: Realtime, kind: EntityKind, request: UpstreamRequest): Entity {
  const { id = '' } = request.params
  const entity = realtime.entities(request.product).find(kind, id)
  if (entity === undefined) throw entityNotFound(kind, id)
  if (!entity.isOpenTo(request.session)) throw accessForbidden(id)
  return entity
}

export function entityNotFound(kind: EntityKind, sidOrName: string): TwilioError {
  const [code, name] = NOT_FOUND[kind]
  return new TwilioError(404, code, `${name} not found: ${sidOrName}`)
}

export function accessForbidden(what: string): TwilioError {
  return new TwilioError(403, 54_007, `Access forbidden for identity: ${what}`)
}

/** Only the account's own Sync objects can be written; Conversations' are written by writing to conversations. */
export function refuseWriting({ product, session }: { readonly product: string; readonly session: Session }): void {
  if (product === 'ip_messaging' || session.workerSid === undefined) throw accessForbidden('writing')
}
