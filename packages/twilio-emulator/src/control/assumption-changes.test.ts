import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'
import { DEFAULT_ASSUMPTIONS } from '../world/assumptions.ts'
import { parseAssumptionOption } from './assumption-changes.ts'

test('a switch is read and set while the emulator runs, and takes effect at once', async () => {
  const emulator = createTestEmulator()
  expect((await control(emulator, 'GET /assumptions')).body).toEqual(DEFAULT_ASSUMPTIONS)
  const { assumptions } = emulator.world
  const changed = await control(emulator, 'POST /assumptions', { routingDelayMs: 0, notInNull: 'true' })
  expect(changed.body).toEqual({ ...DEFAULT_ASSUMPTIONS, routingDelayMs: 0, notInNull: 'true' })
  expect(assumptions.notInNull).toBe('true')
})

test('a wrong name or value sets nothing, and the answer says what there is', async () => {
  const emulator = createTestEmulator()
  const wrong: [body: unknown, sentence: RegExp][] = [
    [{ routingDelayMs: 0, routeDelay: 1 }, /no switch 'routeDelay'.*routingDelayMs/],
    [{ unmatchedTask: 'lost' }, /unmatchedTask must be "canceled" or "pending", not "lost"/],
    [{ inviteCreatedStatus: 204 }, /200 or 201, not 204/],
    [{ webhookDelayMs: -1 }, /whole number of milliseconds/],
    [{ wrapupLeavesConversation: 'true' }, /true or false, not "true"/],
    [['routingDelayMs'], /JSON object/],
  ]
  for (const [body, sentence] of wrong) {
    const answer = await control(emulator, 'POST /assumptions', body)
    expect(answer.status).toBe(400)
    expect(answer.body['message']).toMatch(sentence)
  }
  expect(emulator.world.assumptions).toEqual(DEFAULT_ASSUMPTIONS)
})

test('on the command line a value is what its switch takes', () => {
  expect(parseAssumptionOption('routingDelayMs=0')).toEqual({ routingDelayMs: 0 })
  expect(parseAssumptionOption('notInNull=true')).toEqual({ notInNull: 'true' })
  expect(parseAssumptionOption('wrapupLeavesConversation=false')).toEqual({ wrapupLeavesConversation: false })
  expect(parseAssumptionOption('closedTwice=accepted')).toEqual({ closedTwice: 'accepted' })
  expect(() => parseAssumptionOption('closedTwice')).toThrow('--assumption must be name=value')
  expect(() => parseAssumptionOption('closedTwice=maybe')).toThrow('"refused" or "accepted", not "maybe"')
})
