import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'
import { agentOf, answerRing, invite, startWithAgents } from '../testing/test-interaction.ts'
import { createWebhookReceiver } from '../testing/webhook-receiver.ts'

/** Transfers, faults, webhooks and time: everything that draws or waits. Returns all that can be seen of it. */
async function play(seed: number): Promise<string[]> {
  const receiver = createWebhookReceiver([{ kind: 'connect-failed' }])
  const emulator = createTestEmulator({ seed, deliver: receiver.deliver })
  const { workspaceSid } = emulator.contactCenter
  const form = { EventCallbackUrl: 'https://example.com/events' }
  await emulator.call('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}`, { form })
  await control(emulator, 'POST /faults', { kind: 'webhook-doubled', probability: 0.3, seed: 5 })
  await control(emulator, 'POST /faults', { kind: 'webhook-reordered', probability: 0.3, seed: 6 })
  const interaction = await startWithAgents(emulator, 'alice', 'bob')
  await control(emulator, 'POST /faults', { kind: 'status', status: 500, when: 'after', probability: 0.5, seed: 3 })
  for (const worker of ['carol', 'dave']) {
    // An answer that a fault took away leaves no sid to go on with.
    await invite(emulator, interaction, worker).catch(() => undefined)
  }
  await control(emulator, 'DELETE /faults')
  const task = await invite(emulator, interaction, 'carol')
  await answerRing(emulator, interaction, task)
  const left = `${interaction.channelPath}/Participants/${agentOf(emulator, interaction.taskSid)}`
  await emulator.call('flex-api.twilio.com', left, { form: { Status: 'closed' } })
  emulator.clock.advanceBy(10 * 60 * 1000)
  await receiver.settled()
  const seen = ['GET /calls', 'GET /snapshot', 'GET /changes', 'GET /counters']
  const answers: string[] = []
  for (const call of seen) answers.push(JSON.stringify((await control(emulator, call)).body))
  return [...answers, JSON.stringify(receiver.requests)]
}

test('the same seed and the same script give the same calls, account, changes and webhooks, byte for byte', async () => {
  const once = await play(11)
  expect(await play(11)).toEqual(once)
  expect(await play(12)).not.toEqual(once)
})
