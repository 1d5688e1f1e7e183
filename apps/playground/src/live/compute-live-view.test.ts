import { beforeEach, describe, expect, test } from 'vitest'
import { startWebchat } from '../api/webchat.ts'
import { openVirtualContactCenter, type VirtualContactCenter } from '../testing/virtual-contact-center.ts'
import { turn } from '../troubles/troubles.ts'
import { computeLiveView } from './compute-live-view.ts'

let center: VirtualContactCenter

beforeEach(() => {
  center = openVirtualContactCenter()
})

const look = () => computeLiveView(center.emulator)
const staffNamed = (name: string) => look().staff.find((member) => member.name === name)
const theConversation = () => look().conversations[0]

describe('the staff', () => {
  test('are four agents and a supervisor in their queues, with nothing to do yet', () => {
    const { staff, queues, conversations, world } = look()
    const described = staff.map(({ fullName, queues: names, isSupervisor }) => [fullName, names.join(), isSupervisor])
    expect(described).toEqual([
      ['Alice', 'Everyone,Sales,Support', false],
      ['Bob', 'Everyone,Sales', false],
      ['Carol', 'Everyone,Support', false],
      ['Dave', 'Everyone,Support', false],
      ['Supervisor', 'Everyone', true],
    ])
    expect(queues).toEqual([
      { name: 'Everyone', available: 4, waiting: 0 },
      { name: 'Sales', available: 2, waiting: 0 },
      { name: 'Support', available: 3, waiting: 0 },
    ])
    expect([conversations, world]).toEqual([[], 0])
  })

  test('are shown with what rings at them, what they have, and what they wrap up', async () => {
    const conversationSid = center.write('Hello')
    expect(staffNamed('alice')).toMatchObject({
      load: { assigned: 1, capacity: 3 },
      tasks: [{ status: 'ringing', conversationSid, customer: '+15550001234' }],
    })
    await center.answer('alice', 'accept')
    expect(staffNamed('alice')?.tasks).toMatchObject([{ status: 'accepted' }])
    await center.takeOut(conversationSid, 'alice')
    expect(staffNamed('alice')?.tasks).toEqual([])
  })
})

describe('a conversation', () => {
  test('waits for whom it rings at, is with whom accepted, and is alone when nobody is left', async () => {
    const conversationSid = center.write('Hello')
    expect(theConversation()).toMatchObject({ channel: 'sms', agents: [], waitingFor: ['Alice'], isAlone: false })
    expect(look().queues[0]).toMatchObject({ waiting: 1 })
    await center.answer('alice', 'accept')
    expect(theConversation()).toMatchObject({ agents: ['Alice'], waitingFor: [], isAlone: false })
    expect(look().queues[0]).toMatchObject({ waiting: 0 })
    await center.invite(conversationSid, 'bob')
    expect(theConversation()).toMatchObject({ agents: ['Alice'], waitingFor: ['Bob'] })
    await center.answer('bob', 'decline')
    await center.takeOut(conversationSid, 'alice')
    expect(theConversation()).toMatchObject({ agents: [], waitingFor: [], isAlone: true, state: 'active' })
    expect(theConversation()?.lastMessage).toMatchObject({ author: '+15550001234', body: 'Hello' })
  })

  test('of a webchat bears the name of its customer, and waits for nobody before the first message', async () => {
    await startWebchat(center.emulator, { name: 'Carl' })
    expect(theConversation()).toMatchObject({
      channel: 'web',
      customer: 'Carl',
      isAlone: false,
      lastMessage: undefined,
    })
  })
})

test('a trouble is on from when it is turned on until it is turned off, or everything is made new', async () => {
  const { faults } = center.emulator
  const isOn = (id: string) => look().troubles.find((trouble) => trouble.id === id)?.isOn
  expect(turn(faults, 'twilio-503', true)).toBe(true)
  expect(turn(faults, 'twilio-503', true)).toBe(true)
  expect([isOn('twilio-503'), isOn('twilio-429'), faults.all().length]).toEqual([true, false, 1])
  turn(faults, 'twilio-503', false)
  expect(isOn('twilio-503')).toBe(false)
  turn(faults, 'webhooks-lost', true)
  await center.emulator.reset()
  expect([isOn('webhooks-lost'), look().world]).toEqual([false, 1])
  expect(turn(faults, 'no-such-trouble', true)).toBe(false)
})
