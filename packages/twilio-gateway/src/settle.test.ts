import { DEFAULT_POLICY, EMPTY_MEMORY, type Policy } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { settle, type SettledRound, type Settling } from './settle.ts'
import { chatScene, disturb, insider, type ChatScene } from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'

const policy: Policy = { ...DEFAULT_POLICY, enabled: true, coldTransfer: true, multiParticipant: true }

function settling(scene: ChatScene, changed: Partial<Settling> = {}): Promise<SettledRound> {
  const { gateway, time, request } = scene
  return settle({ gateway, time, request, policy, memory: EMPTY_MEMORY, ...changed })
}

/** Settles again and again, whenever the last time said, until there is nothing left to do. */
async function settleLong(scene: ChatScene, until: (settled: SettledRound) => boolean): Promise<SettledRound[]> {
  const rounds: SettledRound[] = []
  let { memory } = await settling(scene)
  for (let round = 0; round < 30; round++) {
    const settled = await settling(scene, { memory })
    rounds.push(settled)
    if (until(settled)) return rounds
    memory = settled.memory
    scene.clock.advanceBy(Math.max(1_000, settled.lookAgainAtMs - scene.clock.now()))
  }
  throw new Error('It does not come to its end.')
}

async function leave(scene: ChatScene): Promise<void> {
  const { channel, ...seen } = await scene.observe()
  const { participantSid } = insider({ channel, ...seen }).participant
  await scene.gateway.perform({ kind: 'closeParticipant', channel, participantSid, status: 'closed' })
  scene.clock.advanceBy(1_000)
}

test('a conversation in which all is well is left alone', async () => {
  const scene = await chatScene()
  const settled = await settling(scene)
  expect(settled).toMatchObject({ alarms: [] })
  expect(settled.repair).toBeUndefined()
  expect(settled.memory.agentInsideAtMs).toBe(scene.clock.now())
  expect(settled.lookAgainAtMs).toBeGreaterThan(scene.clock.now())
})

test('the list of invites is written, and then there is nothing left', async () => {
  const scene = await chatScene()
  const { taskSid } = await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const { repair } = await settling(scene)
  expect(repair).toMatchObject({ rule: 'invites-outdated', results: [{ kind: 'invitesWritten' }] })
  expect((await scene.observe()).conversation.attributes).toHaveProperty(['invites', taskSid])
  expect((await settling(scene)).repair).toBeUndefined()
})

test('a customer whom everybody has left is found, after the grace, and the policy is applied', async () => {
  const scene = await chatScene()
  await leave(scene)
  const rounds = await settleLong(scene, ({ observation }) => observation?.channel.status === 'closed')
  expect(rounds.map(({ repair }) => repair?.rule)).toContain('stranded')
  const now = await scene.observe()
  expect([now.channel.status, now.conversation.state]).toEqual(['closed', 'closed'])
})

test('a customer who waits for an answer is asked for somebody, once', async () => {
  const scene = await chatScene()
  const { twilio, request } = scene
  await leave(scene)
  await twilio.conversations.v1
    .conversations(request.conversationSid)
    .messages.create({ author: '+15550000001', body: 'Hello?' })
  await settleLong(scene, ({ repair }) => repair?.rule === 'stranded')
  expect(scene.invites()).toBe(2)
  await settleLong(scene, ({ repair }) => repair === undefined)
  expect(scene.invites()).toBe(2)
})

describe('a failure of Twilio', () => {
  test('at the look: nothing can be said', async () => {
    const scene = await chatScene()
    await disturb(scene, { kind: 'status', status: 500, match: '/Participants' })
    await expect(settling(scene)).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('at a step: what was begun is remembered', async () => {
    const scene = await chatScene()
    await inviteTo(scene, 'bob')
    scene.clock.advanceBy(1_000)
    const route = { method: 'POST', host: 'conversations.twilio.com', path: '/v1/Conversations/:conversationSid' }
    await disturb(scene, { kind: 'status', status: 500, route })
    const settled = await settling(scene)
    expect(settled).toMatchObject({ failure: { kind: 'outcomeUnknown' }, repair: { results: [] } })
    expect(Object.keys(settled.memory.tries)).not.toEqual([])
  })
})

test('what begins is told before, and whoever keeps the memory may stop it', async () => {
  const scene = await chatScene()
  await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const planned: string[] = []
  const beforeSteps: Settling['beforeSteps'] = ({ rule }, memory) => {
    planned.push(rule, ...Object.keys(memory.tries))
    return Promise.reject(new Error('The lease is lost.'))
  }
  await expect(settling(scene, { beforeSteps })).rejects.toThrow('The lease is lost.')
  expect(planned).toContain('invites-outdated')
  expect((await scene.observe()).conversation.attributes).not.toHaveProperty('invites')
})

test('whoever is asked before may withhold the steps: nothing is performed, and it counts as no try', async () => {
  const scene = await chatScene()
  await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const settled = await settling(scene, { beforeSteps: () => Promise.resolve('withhold') })
  expect(settled).toMatchObject({ withheld: { rule: 'invites-outdated' }, memory: { tries: {} } })
  expect(settled.repair).toBeUndefined()
  expect((await scene.observe()).conversation.attributes).not.toHaveProperty('invites')
})

test('a rule that is switched off changes nothing, and what it would have done is told', async () => {
  const scene = await chatScene()
  await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const settled = await settling(scene, { repairs: ['stranded'] })
  expect(settled).toMatchObject({ isOurs: true, observed: { rule: 'invites-outdated' } })
  expect((await scene.observe()).conversation.attributes).not.toHaveProperty('invites')
})
