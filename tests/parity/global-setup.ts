import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readAccountSettings, type AccountSettings } from './account-settings.ts'
import { planOf } from './plan.ts'
import { loadRecordings } from './recording.ts'
import { reportOf } from './report.ts'
import { openAccount } from './subject.ts'
import { sweep } from './sweep.ts'

/**
 * Before and after `npm run parity`. Without an account there is nothing to do: the emulator is tested. With one, nothing
 * happens before PARITY_CONFIRM=yes; then the account is swept, and swept again afterwards.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const settings = readAccountSettings(process.env)
  if (settings === undefined) {
    say('No account is named (PARITY_ACCOUNT_SID): the emulator is held to the documentation alone.\n')
    project.provide('parityConfirmed', false)
    return undefined
  }
  say(`${planOf(settings)}\n`)
  if (process.env['PARITY_CONFIRM'] !== 'yes') {
    throw new Error('Nothing was done. Set PARITY_CONFIRM=yes to go on.')
  }
  await sweepAloud(settings)
  project.provide('parityConfirmed', true)
  return async () => {
    await sweepAloud(settings)
    report(settings)
  }
}

async function sweepAloud(settings: AccountSettings): Promise<void> {
  const swept = await sweep(openAccount(settings))
  if (swept.length > 0) say(`Removed what was left over:\n  ${swept.join('\n  ')}\n`)
}

function report({ recordingsFolder }: AccountSettings): void {
  const recordings = loadRecordings(recordingsFolder)
  if (recordings.length === 0) return
  const file = join(recordingsFolder, 'differences.md')
  writeFileSync(file, reportOf(recordings))
  say(`Where the emulator differs is written in ${file}\n`)
}

function say(text: string): void {
  process.stdout.write(text)
}
