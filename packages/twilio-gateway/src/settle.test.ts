import { DEFAULT_POLICY, EMPTY_MEMORY, type Policy } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { settle, type Settlement, type Settling } from './settle.ts'
import { chatScene, disturb, insider, type ChatScene } from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'

const policy: Policy = { ...DEFAULT_POLICY, enabled: true, coldTransfer: true, multiParticipant: true }

function settling(scene: ChatScene, changed: Partial<Settling> = {}): Promise<Settlement> {
  const { gateway, time, request } = scene
  return settle({ gateway, time, request, policy, memory: EMPTY_MEMORY, ...changed })
}

/** Settles again and again, whenever the last time said, until there is nothing left to do. */
async function settleLong(scene: ChatScene, until: (settlement: Settlement) => boolean): Promise<Settlement[]> {
  const settlements: Settlement[] = []
  let { memory } = await settling(scene)
  for (let round = 0; round < 30; round++) {
    const settlement = await settling(scene, { memory })
    settlements.push(settlement)
    if (until(settlement)) return settlements
    memory = settlement.memory
    scene.clock.advanceBy(Math.max(1_000, settlement.lookAgainAtMs - scene.clock.now()))
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
  expect(settled).toMatchObject({ repairs: [], alarms: [] })
  expect(settled.memory.agentInsideAtMs).toBe(scene.clock.now())
  expect(settled.lookAgainAtMs).toBeGreaterThan(scene.clock.now())
})

test('the list of invites is written, by the safe rules too, and then there is nothing left', async () => {
  const scene = await chatScene()
  const { taskSid } = await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const { repairs, observation } = await settling(scene, { rules: 'safe' })
  expect(repairs).toMatchObject([{ rule: 'invites-outdated', results: [{ kind: 'invitesWritten' }] }])
  expect(observation?.conversation.attributes).toHaveProperty(['invites', taskSid])
  expect((await settling(scene)).repairs).toEqual([])
})

test('a customer whom everybody has left is found, after the grace, and the policy is applied', async () => {
  const scene = await chatScene()
  await leave(scene)
  const settlements = await settleLong(scene, ({ observation }) => observation?.channel.status === 'closed')
  expect(settlements.flatMap(({ repairs }) => repairs.map(({ rule }) => rule))).toContain('stranded')
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
  await settleLong(scene, ({ repairs }) => repairs.some(({ rule }) => rule === 'stranded'))
  expect(scene.invites()).toBe(2)
  await settleLong(scene, ({ repairs }) => repairs.length === 0)
  expect(scene.invites()).toBe(2)
})

describe('a failure of Twilio ends it, and is told', () => {
  test('at the first look: nothing is known but what was known', async () => {
    const scene = await chatScene()
    await disturb(scene, { kind: 'status', status: 500, match: '/Participants' })
    const settled = await settling(scene)
    expect(settled).toMatchObject({ failure: { kind: 'unavailable' }, memory: EMPTY_MEMORY, repairs: [] })
    expect(settled.lookAgainAtMs).toBeGreaterThan(scene.clock.now())
  })

  test('at a step: what was begun is remembered', async () => {
    const scene = await chatScene()
    await inviteTo(scene, 'bob')
    scene.clock.advanceBy(1_000)
    const route = { method: 'POST', host: 'conversations.twilio.com', path: '/v1/Conversations/:conversationSid' }
    await disturb(scene, { kind: 'status', status: 500, route })
    const settled = await settling(scene)
    expect(settled).toMatchObject({ failure: { kind: 'outcomeUnknown' }, repairs: [{ results: [] }] })
    expect(Object.keys(settled.memory.tries)).not.toEqual([])
  })
})

test('whoever decides may say no: nothing is changed', async () => {
  const scene = await chatScene()
  await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  const intents: string[] = []
  const mayRepair: Settling['mayRepair'] = ({ rule }) => {
    intents.push(rule)
    return Promise.resolve(false)
  }
  const settled = await settling(scene, { mayRepair })
  expect(intents).toEqual(['invites-outdated'])
  expect(settled.repairs).toEqual([])
  expect((await scene.observe()).conversation.attributes).not.toHaveProperty('invites')
})

test('it ends after as many looks as it may take', async () => {
  const scene = await chatScene()
  await inviteTo(scene, 'bob')
  scene.clock.advanceBy(1_000)
  expect((await settling(scene, { looksMax: 1 })).repairs).toHaveLength(1)
})
