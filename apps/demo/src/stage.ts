import { startLocalRuntime } from '@conversation-transfer/functions'
import {
  accountClient,
  configureFlex,
  FUNCTIONS_BUNDLE,
  functionsEnvironment,
  installWorkflow,
} from '@conversation-transfer/local-installation'
import {
  AdjustableClock,
  createWallClock,
  startEmulator,
  type ContactCenter,
  type RunningEmulator,
} from '@conversation-transfer/twilio-emulator'
import type { Twilio } from 'twilio'
import type { Timeline } from './timeline.ts'

/** A contact center of its own for one scenario: an emulated account, and the transfer Functions on it. */
export interface Stage {
  readonly contactCenter: ContactCenter
  /** The official SDK, with the account's credentials. */
  readonly twilio: Twilio
  readonly emulator: RunningEmulator
  readonly functionsUrl: string
  readonly timeline: Timeline
  /** Calls the emulator's own API: faults, assumptions. */
  control(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void>
  /** Sets the keys of `conversation_transfer` in the Flex configuration, as an administrator does. */
  configure(feature: Readonly<Record<string, unknown>>): Promise<void>
  /** Lets time pass at Twilio: what falls due on the way happens. */
  letPass(durationMs: number): void
  close(): Promise<void>
}

export async function openStage(timeline: Timeline): Promise<Stage> {
  const clock = new AdjustableClock(createWallClock(), 'real')
  const emulator = await startEmulator({ clock, seed: 1, port: 0 })
  const { contactCenter } = emulator
  const environment = functionsEnvironment(emulator)
  const functions = await startLocalRuntime({ directory: FUNCTIONS_BUNDLE, port: 0, environment })
  await installWorkflow(emulator)
  return {
    contactCenter,
    twilio: accountClient(emulator),
    emulator,
    functionsUrl: functions.url,
    timeline,
    control: (method, path, body) => control(emulator.url, method, path, body),
    configure: (feature) => configureFlex(emulator, { features: { conversation_transfer: feature } }),
    letPass: (durationMs) => {
      clock.setMode('manual')
      clock.advanceBy(durationMs)
      clock.setMode('real')
    },
    close: async () => {
      await functions.close()
      await emulator.close()
    },
  }
}

async function control(url: string, method: string, path: string, body?: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const content = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const response = await fetch(`${url}/__emulator/${path}`, { method, ...content })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}
