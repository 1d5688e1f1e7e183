import { ASSUMPTION_VALUES, type Assumptions } from '@conversation-transfer/twilio-emulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { accountState } from '../testing/account-state.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { probeName } from './own-name.ts'
import { openClients } from './probe-clients.ts'
import { probe, type Outcome } from './probe.ts'
import type { Question, SwitchValue } from './question.ts'
import { QUESTIONS } from './questions.ts'
import { UNASKED_QUESTIONS } from './unasked-questions.ts'

/** Lags to be found: a short one, one that is still measured closely, one that is measured coarsely. */
const LAGS_MS = [0, 730, 2_400]
/** On time that is moved by hand nothing is routed before it is moved. */
const ROUTING_DELAYS_MS = [10, 730, 2_400]

async function accountWith(assumptions: Partial<Assumptions>): Promise<Scene> {
  const scene = await openScene({ assumptions })
  onTestFinished(() => scene.close())
  return scene
}

async function ask(scene: Scene, question: Question): Promise<Outcome | undefined> {
  const { surroundings, account } = scene
  const { workspaceSid } = account.settings
  const { accountSid, authToken: secret, baseUrl } = account.settings
  const credentials = { accountSid, apiKeySid: undefined, secret, source: 'a test' }
  const workspace = { credentials, client: account.client, workspaceSid, baseUrl, title: 'a test' }
  const clients = openClients(surroundings, workspace)
  const run = { clients, workspaceSid, time: surroundings.time, name: probeName(0), onQuestion: () => undefined }
  const { outcomes, left } = await probe(run, [question])
  expect(left).toEqual([])
  return outcomes[0]
}

/** Each question with each value that its switch may have. */
const CASES = QUESTIONS.flatMap((question) => {
  const [, allowed] = Object.entries(ASSUMPTION_VALUES).find(([name]) => name === question.name) ?? []
  const lagsMs = question.name === 'routingDelayMs' ? ROUTING_DELAYS_MS : LAGS_MS
  const values: readonly SwitchValue[] = Array.isArray(allowed) ? allowed : lagsMs
  return values.map((value) => ({ name: question.name, question, value }))
})

describe('a question finds what its switch is set to, and leaves nothing behind', () => {
  test.each(CASES)('$name: $value', async ({ question, value }) => {
    const scene = await accountWith({ [question.name]: value })
    const before = accountState(scene)
    expect(await ask(scene, question)).toMatchObject({ kind: 'answered', answer: { value } })
    expect(accountState(scene)).toEqual(before)
  })
})

test('every switch is asked or said not to be, with what the emulator assumes', async () => {
  const { emulator } = await accountWith({})
  const all = [...QUESTIONS, ...UNASKED_QUESTIONS]
  expect(Object.fromEntries(all.map(({ name, assumed }) => [name, assumed]))).toEqual(emulator.world.assumptions)
})

test('a question that cannot be answered is unanswered, with the reason, and never guessed', async () => {
  const scene = await accountWith({ taskrouterAcceptJoinsChannel: false })
  const before = accountState(scene)
  const question = QUESTIONS.find(({ name }) => name === 'sameWorkerTwice')
  if (question === undefined) throw new Error('There is no such question.')
  expect(await ask(scene, question)).toMatchObject({
    kind: 'unanswered',
    why: 'Waited 15 s in vain until whoever has accepted a task through TaskRouter is in the channel.',
  })
  expect(accountState(scene)).toEqual(before)
})
