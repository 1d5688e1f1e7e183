import { parseArgs } from 'node:util'

const PORT_MAX = 65_535

/** What the command line takes: what `parseArgs` has to know, and what people do. */
export const OPTIONS = {
  port: {
    type: 'string',
    accepts: `a whole number from 0 to ${PORT_MAX}`,
    usually: '4000, or a free one if 4000 is taken',
    means: 'the port to listen on',
  },
  open: { type: 'boolean', default: false, means: 'open the page in the default browser' },
  check: {
    type: 'boolean',
    default: false,
    means:
      'start all of it on a free port, carry one conversation through it in a browser without a window, and stop; exits with 0 if that went well, with 1 and the reason if not',
  },
  seed: {
    type: 'string',
    default: '1',
    accepts: 'a whole number',
    usually: '1',
    means: 'the same seed gives the same sids',
  },
  assumptions: {
    type: 'string',
    accepts: 'a file',
    means: 'has Twilio behave as was observed on an account: `npm run cli -- doctor --probe` writes such a file',
  },
} as const

export const USAGE = `Usage: npm start -- [--port N] [--open] [--check] [--seed N] [--assumptions <file>]

Starts the playground: an emulated contact center with real Flex desktops in the browser. It needs no Twilio account, and
nothing leaves this machine.

  --port N   ${OPTIONS.port.means}; without it ${OPTIONS.port.usually}
  --open     ${OPTIONS.open.means}
  --check    ${OPTIONS.check.means}
  --seed N   ${OPTIONS.seed.means} (default ${OPTIONS.seed.usually})
  --assumptions <file>
             ${OPTIONS.assumptions.means}
`

export interface MainOptions {
  /** Undefined: the usual one, or a free one. */
  readonly port: number | undefined
  readonly seed: number
  readonly open: boolean
  readonly check: boolean
  /** The file of what was observed on an account; undefined if there is none. */
  readonly assumptions: string | undefined
}

/** The options, or what is wrong with the command line. */
export function readOptions(args: string[]): MainOptions | string {
  try {
    const { port, seed, open, check, assumptions } = parseArgs({ args, options: OPTIONS }).values
    if (port !== undefined && !isWhole(port, PORT_MAX)) return `--port must be from 0 to ${PORT_MAX}, not '${port}'.`
    if (!isWhole(seed, Number.MAX_SAFE_INTEGER)) return `--seed must be a whole number, not '${seed}'.`
    return { port: port === undefined ? undefined : Number(port), seed: Number(seed), open, check, assumptions }
  } catch (error: unknown) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isWhole(text: string, max: number): boolean {
  return /^\d{1,16}$/.test(text) && Number(text) <= max
}
