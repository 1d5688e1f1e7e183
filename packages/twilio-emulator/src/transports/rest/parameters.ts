import type { RestRequest } from './message.ts'
import { invalidParameter } from './twilio-error.ts'

/** The path's parameter. That it is there is a property of the route, so its absence is a defect of ours. */
export function pathParameter(request: RestRequest, name: string): string {
  const value = request.params[name]
  if (value === undefined) throw new Error(`The route has no parameter ':${name}'.`)
  return value
}

export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value === null || value === '') throw invalidParameter(`Missing required parameter ${name} in the post body`)
  return value
}

/** Undefined if the parameter is absent. */
export function wholeNumber(form: URLSearchParams, name: string): number | undefined {
  const value = form.get(name)
  if (value === null) return undefined
  if (!/^\d{1,9}$/.test(value)) throw invalidParameter(`${name} must be a whole number, not '${value}'`)
  return Number(value)
}

/** Undefined if the parameter is absent. */
export function oneOf<Name extends string>(
  form: URLSearchParams,
  name: string,
  allowed: readonly Name[],
): Name | undefined {
  const value = form.get(name)
  if (value === null) return undefined
  const match = allowed.find((candidate) => candidate === value)
  if (match === undefined) throw invalidParameter(`${name} must be one of ${allowed.join(', ')}, not '${value}'`)
  return match
}

/** The text of a JSON object, as it was sent; undefined if the parameter is absent. */
export function jsonObjectText(form: URLSearchParams, name: string): string | undefined {
  const text = form.get(name)
  if (text === null) return undefined
  jsonObject(text, name)
  return text
}

/** The object that `text` holds. `name` is the parameter that the error is about. */
export function jsonObject(text: string, name: string): Readonly<Record<string, unknown>> {
  const value = parse(text, name)
  if (!isObject(value)) throw invalidParameter(`${name} must be a JSON object`)
  return value
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidParameter(`${name} is not valid JSON`)
  }
}
