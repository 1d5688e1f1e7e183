import { basename } from 'node:path'
import { expect, inject, type TestContext } from 'vitest'
import { readAccountSettings, RECORDINGS_FOLDER, type AccountSettings } from './account-settings.ts'
import { differencesBetween } from './differences.ts'
import { play, type Performance, type Play } from './play.ts'
import { differencesSince, loadRecording, saveRecording, type Played } from './recording.ts'
import { openAccount, openEmulator, type Subject } from './subject.ts'

/** What not every account can offer. */
export type Need = 'a Flex token' | 'phone numbers' | 'leave to write the Flex configuration'

export interface Behaviour {
  /** The page of Twilio's that says so. */
  readonly source: `https://www.twilio.com/docs/${string}` | 'the npm package twilio-flex-token-validator 1.6.0'
  readonly needs?: Need
}

/**
 * The body of a test of something that Twilio documents: `test('a new task is pending', behaviour({ source }, ...))`. It is
 * played on the emulator. Where `npm run parity` has been given an account and leave to use it, it is played on the account
 * first, and both are recorded side by side.
 */
export function behaviour({ source, needs }: Behaviour, body: Play): (context: TestContext) => Promise<void> {
  return async (context) => {
    const account = permittedAccount()
    const id = { area: areaOf(context), behaviour: context.task.name, source }
    if (account === undefined) return playOnEmulator(id, body)
    const subject = openAccount(account)
    const lack = needs === undefined ? undefined : LACKS[needs](subject)
    if (lack !== undefined) return context.skip(lack)
    await playOnBoth(id, subject, { body, folder: account.recordingsFolder })
  }
}

interface BehaviourId {
  readonly area: string
  readonly behaviour: string
  readonly source: string
}

const LACKS: Readonly<Record<Need, (subject: Subject) => string | undefined>> = {
  'a Flex token': ({ hasFlexToken }) =>
    hasFlexToken ? undefined : 'Only a browser makes a Flex token: set PARITY_FLEX_TOKEN to one.',
  'phone numbers': ({ sms }) =>
    sms === undefined ? 'Set PARITY_SMS_ADDRESS and PARITY_SMS_PROXY_ADDRESS to numbers.' : undefined,
  'leave to write the Flex configuration': ({ mayWriteFlexConfiguration }) =>
    mayWriteFlexConfiguration ? undefined : 'Set PARITY_MAY_WRITE_FLEX_CONFIGURATION=yes to allow it.',
}

/** Without the word of `npm run parity` that it may be used, no account is touched, whatever the environment names. */
function permittedAccount(): AccountSettings | undefined {
  return inject('parityConfirmed') ? readAccountSettings(process.env) : undefined
}

/** Holds the emulator to the documentation, and to what an account once did, as far as it already did the same then. */
async function playOnEmulator(id: BehaviourId, body: Play): Promise<void> {
  const played = await play(await openEmulator(), body)
  if (played.error !== undefined) throw played.error
  const recording = loadRecording(RECORDINGS_FOLDER, id)
  if (recording === undefined) return
  expect(differencesSince(recording, played.observations)).toEqual([])
}

async function playOnBoth(
  id: BehaviourId,
  subject: Subject,
  { body, folder }: { readonly body: Play; readonly folder: string },
): Promise<void> {
  const account = await play(subject, body)
  const emulator = await play(await openEmulator(), body)
  const differences = differencesBetween(account.observations, emulator.observations)
  saveRecording(folder, {
    ...id,
    recordedAt: new Date().toISOString(),
    account: forRecording(account),
    emulator: forRecording(emulator),
    differences,
  })
  if (account.error !== undefined) throw account.error
}

function forRecording({ observations, error }: Performance): Played {
  return { observations, failure: error instanceof Error ? error.message : undefined }
}

function areaOf({ task }: TestContext): string {
  return basename(task.file.filepath, '.integration.test.ts')
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether the suite may use the account that the environment names. */
    parityConfirmed: boolean
  }
}
