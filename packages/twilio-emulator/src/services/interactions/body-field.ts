import type { RestRequest } from '../../transports/rest/message.ts'
import { isObject, jsonObject } from '../../transports/rest/parameters.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'

/**
 * The parameter `Status` of a form, or the field `status` of a JSON body: SDKs send forms, the Flex UI sends JSON
 * (IN-2). `name` is the form's. Undefined if it is absent.
 */
export function textField(request: RestRequest, name: string): string | undefined {
  const value = isObject(request.json) ? request.json[jsonName(name)] : (request.form.get(name) ?? undefined)
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined
  throw invalidParameter(`${name} must be a string`)
}

/** An object: JSON text in a form, the object itself in a JSON body. Undefined if it is absent. */
export function objectField(request: RestRequest, name: string): Readonly<Record<string, unknown>> | undefined {
  const value = isObject(request.json) ? request.json[jsonName(name)] : (request.form.get(name) ?? undefined)
  if (value === undefined || value === null) return undefined
  if (isObject(value)) return value
  if (typeof value === 'string') return jsonObject(value, name)
  throw invalidParameter(`${name} must be a JSON object`)
}

export function requiredObject(request: RestRequest, name: string): Readonly<Record<string, unknown>> {
  const value = objectField(request, name)
  if (value === undefined) throw invalidParameter(`Missing required parameter ${name} in the post body`)
  return value
}

/** `MediaProperties` is `media_properties` in JSON. */
function jsonName(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
}
