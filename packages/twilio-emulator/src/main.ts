import { startEmulator } from './emulator.ts'
import { readOptions } from './main-options.ts'
import { AdjustableClock } from './world/adjustable-clock.ts'
import { createWallClock } from './world/wall-clock.ts'

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (typeof options === 'string') return fail(options)
  try {
    const { clockMode, ...rest } = options
    const emulator = await startEmulator({ clock: new AdjustableClock(createWallClock(), clockMode), ...rest })
    process.stdout.write(`${JSON.stringify({ url: emulator.url, ...emulator.contactCenter })}\n`)
    process.once('SIGINT', () => void emulator.close())
    process.once('SIGTERM', () => void emulator.close())
  } catch (error: unknown) {
    fail(portTaken(error, options.port) ?? `The emulator did not start: ${String(error)}`)
  }
}

function portTaken(error: unknown, port: number): string | undefined {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken ? `Port ${port} is taken. Name another one: npm run emulator -- --port ${port + 1}` : undefined
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}
