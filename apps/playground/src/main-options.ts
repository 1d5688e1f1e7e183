import { parseArgs } from 'node:util'

export const USAGE = `Usage: npm start -- [--port N] [--open] [--check] [--seed N] [--assumptions <file>]

Starts the playground: an emulated contact center with real Flex desktops in the browser. It needs no Twilio account, and
nothing leaves this machine.

  --port N   the port to listen on; without it 4000, or a free one if 4000 is taken
  --open     open the page in the default browser
  --check    start all of it on a free port, carry one conversation through it in a browser without a window, and stop;
             exits with 0 if that went well, with 1 and the reason if not
  --seed N   the same seed gives the same sids (default 1)
  --assumptions <file>
             has Twilio behave as was observed on an account: \`npm run cli -- doctor --probe\` writes such a file
`

const PORT_MAX = 65_535

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
    const { port, seed, open, check, assumptions } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        seed: { type: 'string', default: '1' },
        open: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        assumptions: { type: 'string' },
      },
    }).values
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
