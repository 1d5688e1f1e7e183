import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Assumptions } from '../world/assumptions.ts'
import { parseAssumptions } from './assumption-changes.ts'
import { ControlError } from './control-error.ts'

/** As `doctor --probe` of the command line writes it. When and how each value was observed is for people. */
const AssumptionFile = z.looseObject({
  assumptions: z.record(z.string(), z.looseObject({ value: z.unknown() })),
})

/**
 * The switches as a file has them that was written after a look at an account. Throws a ControlError that says what is
 * wrong with the file, and that names the switches, or the values, that there are.
 */
export function readAssumptionFile(path: string): Partial<Assumptions> {
  const { data, error } = AssumptionFile.safeParse(jsonOf(path, textOf(path)))
  if (data === undefined) {
    const shape = '{"assumptions": {"notInNull": {"value": "true"}}}'
    throw new ControlError(400, `${path} must be like ${shape}, and is not: ${z.prettifyError(error)}`)
  }
  const values = Object.entries(data.assumptions).map(([name, { value }]) => [name, value])
  try {
    return parseAssumptions(Object.fromEntries(values))
  } catch (cause: unknown) {
    if (!(cause instanceof ControlError)) throw cause
    throw new ControlError(cause.status, `${path}: ${cause.message}`)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error: unknown) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new ControlError(
      404,
      isMissing
        ? `There is no file ${path}.`
        : `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, `${path} is not JSON.`)
  }
}
