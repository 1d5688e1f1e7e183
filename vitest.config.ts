import { defineConfig } from 'vitest/config'

const IGNORED = ['**/node_modules/**', '**/dist/**', '**/.tsbuild/**']

/**
 * Groups of tests, by what they need: `unit` runs on the sources alone, in seconds; `integration` needs the Functions'
 * bundle (`npm run build`) and starts processes. `parity` is the part of the latter that may be pointed at a Twilio
 * account (tests/parity/README.md).
 */
export default defineConfig({
  test: {
    // Twilio's Sync client rejects promises of its own, which nobody can catch, when its connection breaks, and when
    // what it is about to open has just been taken from it.
    onUnhandledError: ({ name, message }) =>
      name === 'SyncError' && /^disconnected|^Access forbidden for identity/.test(message) ? false : undefined,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: reportFile() }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          // What they import is the larger part of their time, and none of them changes what others see.
          isolate: false,
          // Property tests take seconds on a machine that is busy with other things too.
          testTimeout: 60_000,
          include: ['{packages,apps,tools}/**/*.test.ts'],
          exclude: [...IGNORED, '**/*.integration.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,apps,tests,simulation,cluster,tools}/**/*.integration.test.ts'],
          exclude: IGNORED,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Real browsers on a busy machine: CI tries a test twice, and names at its end what needed that.
          retry: process.env['CI'] ? 1 : 0,
        },
      },
      {
        test: {
          name: 'parity',
          include: ['tests/parity/**/*.integration.test.ts'],
          // The client SDKs are tested on emulators only: an account would need tokens of its own for each.
          exclude: [...IGNORED, 'tests/parity/clients/**'],
          globalSetup: ['tests/parity/global-setup.ts'],
          // A real account answers across a network, at a pace that does not trouble it.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})

/** One report for each call of vitest: the unit tests and the integration tests are two. */
function reportFile(): string {
  const project = process.argv.find((_argument, index) => process.argv[index - 1] === '--project') ?? 'all'
  return `test-results/${project}.json`
}
