import { accountClient, configureFlex } from '@conversation-transfer/local-installation'
import type { ContactCenter } from '@conversation-transfer/twilio-emulator'
import { missingLine, type Account, type Block } from './page.ts'
import type { Running, Terminal } from './terminal.ts'

/** Taken as done: whoever runs this test has installed, and has built what the integration tests need. */
const DONE = new Set(['npm ci', 'npm run build'])

/** The minute that the page names, and as much again on a busy machine. */
const LATER_MS_MAX = 120_000

interface Ports {
  readonly emulatorPort: number
  readonly backendPort: number
}

/** Somebody who reads the page and does what it says. */
export class Walk {
  readonly typed: string[] = []
  readonly #account: Account
  readonly #ports: Ports
  readonly #terminal: Terminal
  /** Terminals of their own, by what runs in them. */
  readonly #others = new Map<string, Terminal>()
  /** What was typed last. */
  #running: Running | undefined
  #credentials: ContactCenter | undefined

  constructor(account: Account, terminal: Terminal, ports: Ports) {
    this.#account = account
    this.#terminal = terminal
    this.#ports = ports
  }

  async meet(block: Block): Promise<void> {
    const lines = block.lines.filter((line) => !DONE.has(line)).map((line) => this.#filledIn(line))
    if (block.kind === 'commands') await this.#type(lines, block.isAsked)
    else if (block.of === 'every account' || block.of === this.#account) {
      if (block.isLater) await this.#typeUntil(lines)
      await this.#compare(lines)
    }
  }

  async close(): Promise<void> {
    for (const terminal of [...this.#others.values(), this.#terminal]) await terminal.interrupt()
  }

  async #type(lines: readonly string[], isAsked: boolean): Promise<void> {
    if (lines.length === 0) return
    this.typed.push(...lines)
    const server = lines.map((line) => /^npm run (emulator|backend)/.exec(line)?.[1]).find(Boolean)
    if (server === undefined) {
      this.#running = this.#terminal.type(lines, isAsked)
      const code = await this.#running.ended()
      // 1: something was found, which the page says.
      const findsSomething = code === 1 && lines.at(-1)?.startsWith('npx conversation-transfer doctor') === true
      if (code !== 0 && !findsSomething) throw this.#untrue(`ends with ${code}`)
      return
    }
    const terminal = this.#others.get(server) ?? this.#terminal.another()
    this.#others.set(server, terminal)
    await terminal.interrupt()
    this.#running = terminal.type(lines, isAsked)
  }

  /** Types the last command again until it prints the lines, for as long as the page asks for patience. */
  async #typeUntil(lines: readonly string[]): Promise<void> {
    const untilMs = Date.now() + LATER_MS_MAX
    const [command = ''] = this.typed.slice(-1)
    while (missingLine(lines, this.#running?.output ?? '') !== undefined && Date.now() < untilMs) {
      this.#running = this.#terminal.type([command], false)
      await this.#running.ended()
    }
  }

  async #compare(lines: readonly string[]): Promise<void> {
    await this.#running?.untilPrinted((output) => missingLine(lines, output) === undefined)
    const output = this.#running?.output ?? ''
    const missing = missingLine(lines, output)
    if (missing !== undefined) throw this.#untrue(`does not print: ${missing}`)
    if (this.typed.at(-1)?.startsWith('npm run emulator') === true) await this.#takeAccount(output)
  }

  /** Reads the account that the emulator has printed; and takes out of it what is ours, for who comes with an empty one. */
  async #takeAccount(output: string): Promise<void> {
    const line = output.split('\n').find((text) => text.startsWith('{')) ?? ''
    const { url, ...contactCenter } = JSON.parse(line) as ContactCenter & { url: string }
    this.#credentials = contactCenter
    if (this.#account === 'the emulator as it starts') return
    const { workspaceSid, workflowSid } = contactCenter
    const workspace = accountClient({ url, contactCenter }).taskrouter.v1.workspaces(workspaceSid)
    await workspace.workflows(workflowSid).remove()
    await configureFlex({ url, contactCenter }, {})
  }

  #untrue(what: string): Error {
    const typed = this.typed.at(-1) ?? 'nothing'
    return new Error(`With ${this.#account}, \`${typed}\` ${what}\nIt printed:\n${this.#running?.output ?? ''}`)
  }

  #filledIn(line: string): string {
    const { emulatorPort, backendPort } = this.#ports
    const { accountSid = 'AC...', authToken = '...' } = this.#credentials ?? {}
    return line
      .replace('TWILIO_ACCOUNT_SID=AC...', `TWILIO_ACCOUNT_SID=${accountSid}`)
      .replace('TWILIO_AUTH_TOKEN=...', `TWILIO_AUTH_TOKEN=${authToken}`)
      .replaceAll('https://transfers.example.com', 'http://127.0.0.1:4100')
      .replaceAll('4100', String(backendPort))
      .replaceAll('4010', String(emulatorPort))
  }
}
