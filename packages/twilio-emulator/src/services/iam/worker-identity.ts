import { isObject } from '../../transports/rest/parameters.ts'
import type { Worker } from '../taskrouter/state.ts'

/** What a Flex token says about the worker that it was given to. */
export interface WorkerIdentity {
  /** The name under which the worker appears in conversations. */
  readonly identity: string
  readonly roles: readonly string[]
}

const CONTACT_URI = /^client:(.+)$/
const DEFAULT_ROLES = ['agent']

/**
 * Identity and roles as they stand in the worker's attributes `contact_uri` and `roles`, which Flex writes there at the
 * worker's first login; without them, the encoded friendly name and the role `agent` (IAM-3).
 */
export function workerIdentity(worker: Worker): WorkerIdentity {
  const attributes: unknown = JSON.parse(worker.attributes)
  const fields = isObject(attributes) ? attributes : {}
  const roles = Array.isArray(fields['roles']) ? fields['roles'].filter((role) => typeof role === 'string') : []
  return {
    identity: identityFrom(fields['contact_uri']) ?? encodeIdentity(worker.friendlyName),
    roles: roles.length === 0 ? DEFAULT_ROLES : roles,
  }
}

function identityFrom(contactUri: unknown): string | undefined {
  return typeof contactUri === 'string' ? CONTACT_URI.exec(contactUri)?.[1] : undefined
}

/** `a@b.c` becomes `a_40b_2Ec`: what is neither letter nor digit is `_` and the two hexadecimal digits of its bytes. */
export function encodeIdentity(name: string): string {
  const bytes = [...Buffer.from(name, 'utf8')]
  return bytes.map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : escaped(byte))).join('')
}

function isPlain(byte: number): boolean {
  return /[A-Za-z0-9]/.test(String.fromCharCode(byte)) && byte < 0x80
}

function escaped(byte: number): string {
  return `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
