import { ASSUMPTION_VALUES, type Assumptions } from '../world/assumptions.ts'
import { ControlError } from './control-error.ts'

/** A lag longer than this is a mistake, not a lag. */
const MILLISECONDS_MAX = 24 * 60 * 60 * 1000

/**
 * Switches and their new values, checked by name and type. `fields` is what somebody sent as JSON: `{notInNull: 'true'}`.
 * Throws a ControlError that lists the names, or the values, that there are.
 */
export function parseAssumptions(fields: unknown): Partial<Assumptions> {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new ControlError(400, 'Send the switches to set as a JSON object, such as {"routingDelayMs": 0}.')
  }
  const entries = Object.entries(fields).map(([name, value]) => checked(name, value))
  return Object.fromEntries(entries)
}

/** `name=value`, as a command line gives it: the value is JSON, or else a text. */
export function parseAssumptionOption(text: string): Partial<Assumptions> {
  const equals = text.indexOf('=')
  if (equals < 1) throw new ControlError(400, `--assumption must be name=value, not '${text}'.`)
  return parseAssumptions({ [text.slice(0, equals)]: readValue(text.slice(0, equals), text.slice(equals + 1)) })
}

/** Sets switches in place, so that everybody who holds the object sees them. */
export function setAssumptions(assumptions: Assumptions, changes: Partial<Assumptions>): void {
  Object.assign(assumptions, changes)
}

function checked(name: string, value: unknown): [name: string, value: unknown] {
  const known = Object.entries(ASSUMPTION_VALUES).find(([candidate]) => candidate === name)
  if (known === undefined) {
    throw new ControlError(
      400,
      `There is no switch '${name}'. The switches: ${Object.keys(ASSUMPTION_VALUES).join(', ')}.`,
    )
  }
  const allowed: unknown = known[1]
  if (!isAllowed(allowed, value)) throw new ControlError(400, `${name} must be ${words(allowed)}, not ${shown(value)}.`)
  return [name, value]
}

function isAllowed(allowed: unknown, value: unknown): boolean {
  if (Array.isArray(allowed)) return allowed.includes(value)
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MILLISECONDS_MAX
}

function words(allowed: unknown): string {
  if (Array.isArray(allowed)) return allowed.map(shown).join(' or ')
  return `a whole number of milliseconds from 0 to ${MILLISECONDS_MAX}`
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined'
}

/** `notInNull=true` means the text 'true', `closedTwice=refused` a text too; everything else is read as JSON. */
function readValue(name: string, text: string): unknown {
  const allowed: unknown = Object.entries(ASSUMPTION_VALUES).find(([candidate]) => candidate === name)?.[1]
  if (Array.isArray(allowed) && allowed.includes(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
