import { parseArgs } from 'node:util'
import { parseAssumptionOption } from './control/assumption-changes.ts'
import { readAssumptionFile } from './control/assumption-file.ts'
import { ControlError } from './control/control-error.ts'
import type { ClockMode } from './world/adjustable-clock.ts'
import type { Assumptions } from './world/assumptions.ts'

/** What the command line says. */
export interface MainOptions {
  readonly port: number
  readonly seed: number
  readonly clockMode: ClockMode
  readonly assumptions: Partial<Assumptions>
}

const DEFAULT_PORT = 4010
const DEFAULT_SEED = 1

/** What the command line takes: what `parseArgs` has to know, and what people do. */
export const OPTIONS = {
  port: {
    type: 'string',
    accepts: 'a whole number from 0 to 65535',
    usually: String(DEFAULT_PORT),
    means: 'the port to listen on; 0 takes a free one',
  },
  seed: {
    type: 'string',
    accepts: 'a whole number',
    usually: String(DEFAULT_SEED),
    means: 'the same seed gives the same sids',
  },
  clock: {
    type: 'string',
    accepts: 'real or manual',
    usually: 'real',
    means: 'with manual, time passes only by POST /__emulator/clock/advance {"ms": N}',
  },
  assumptions: {
    type: 'string',
    accepts: 'a file',
    means: 'sets the switches to what was observed on an account: `npm run cli -- doctor --probe` writes such a file',
  },
  assumption: {
    type: 'string',
    multiple: true,
    accepts: 'name=value',
    means: 'sets one of the switches that GET /__emulator/assumptions lists, over those of the file; may be repeated',
  },
} as const

const USAGE = `Usage: npm run emulator -- [--port N] [--seed N] [--clock real|manual] [--assumptions <file>]
                           [--assumption name=value]...

Starts the emulator alone on http://127.0.0.1:N and prints its account as one line of JSON.

  --port N   ${OPTIONS.port.means} (default ${DEFAULT_PORT})
  --seed N   ${OPTIONS.seed.means} (default ${DEFAULT_SEED})
  --clock C  ${OPTIONS.clock.accepts} (default ${OPTIONS.clock.usually}); ${OPTIONS.clock.means}
  --assumptions <file>
             ${OPTIONS.assumptions.means}
  --assumption name=value
             ${OPTIONS.assumption.means}
`

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): MainOptions | string {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS })
    const port = Number(values.port ?? DEFAULT_PORT)
    const seed = Number(values.seed ?? DEFAULT_SEED)
    const { clock: clockMode = 'real' } = values
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return `--port must be from 0 to 65535, not '${values.port}'.`
    if (!Number.isSafeInteger(seed)) return `--seed must be a whole number, not '${values.seed}'.`
    if (clockMode !== 'real' && clockMode !== 'manual') return `--clock must be real or manual, not '${clockMode}'.`
    const observed = values.assumptions === undefined ? {} : readAssumptionFile(values.assumptions)
    const assumptions = Object.assign({}, observed, ...(values.assumption ?? []).map(parseAssumptionOption))
    return { port, seed, clockMode, assumptions }
  } catch (error: unknown) {
    if (error instanceof ControlError) return error.message
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`
  }
}
