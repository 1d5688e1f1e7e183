import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { conflict } from './serverless-errors.ts'
import type { Environment, Variable } from './state.ts'

const KEY_CHARACTERS_MAX = 128
const VALUE_BYTES_MAX = 450

type VariableFields = Pick<Variable, 'key' | 'value'>

/** Throws Twilio's 409 for a key that the environment has, and its 400 for one or a value that is too long (SL-3). */
export function createVariable(world: World, environment: Environment, fields: VariableFields): Variable {
  check(world, environment, { sid: undefined, ...fields })
  const nowMs = world.clock.now()
  return world.serverless.variables.put({
    ...fields,
    sid: newSid(world.random, 'ZV'),
    serviceSid: environment.serviceSid,
    environmentSid: environment.sid,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** The new value is in force from now on, without a deployment (SL-3). */
export function updateVariable(world: World, environment: Environment, changed: Variable): Variable {
  check(world, environment, changed)
  return world.serverless.variables.put({ ...changed, updatedAtMs: world.clock.now() })
}

export function variablesOf({ serverless }: World, environment: Environment): Variable[] {
  return serverless.variables.all().filter(({ environmentSid }) => environmentSid === environment.sid)
}

function check(
  world: World,
  environment: Environment,
  { sid, key, value }: VariableFields & { readonly sid: string | undefined },
): void {
  if (key.length > KEY_CHARACTERS_MAX) throw invalidParameter(`Key has at most ${KEY_CHARACTERS_MAX} characters`)
  if (Buffer.byteLength(value) > VALUE_BYTES_MAX) throw invalidParameter(`Value has at most ${VALUE_BYTES_MAX} bytes`)
  if (variablesOf(world, environment).some((other) => other.key === key && other.sid !== sid)) {
    throw conflict(`Variable with Key ${key} already exists.`)
  }
}
