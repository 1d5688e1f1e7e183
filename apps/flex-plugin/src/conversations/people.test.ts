import { describe, expect, test } from 'vitest'
import { peopleIn, type Member } from './people.ts'

const CUSTOMER = {
  participantSid: 'UT1',
  type: 'customer',
  routingProperties: null,
  mediaProperties: { sid: 'MB1', identity: null, address: '+15550001' },
}

const agent = (number: number, media: object | null = {}): object => ({
  participantSid: `UT-agent-${number}`,
  type: 'agent',
  routingProperties: { workerSid: `WK${number}` },
  mediaProperties: media && { sid: `MB-agent-${number}`, identity: `agent${number}`, ...media },
})

const MEMBERS: readonly Member[] = [
  { sid: 'MB1', identity: undefined, name: undefined },
  { sid: 'MB-agent-1', identity: 'agent1', name: 'Alice' },
  { sid: 'MB-agent-2', identity: 'agent2', name: 'Bob' },
]

const read = (participants: unknown, members = MEMBERS) =>
  peopleIn({ participants, members, ownWorkerSid: 'WK1', customerName: 'A customer' })

describe('who is inside', () => {
  test('are those of the list who are in the conversation, the customer first', () => {
    const { people, isComplete } = read([agent(1), agent(2), CUSTOMER])
    expect(people.map(({ name, kind, isMe }) => ({ name, kind, isMe }))).toEqual([
      { name: 'A customer', kind: 'customer', isMe: false },
      { name: 'Alice', kind: 'agent', isMe: true },
      { name: 'Bob', kind: 'agent', isMe: false },
    ])
    expect(isComplete).toBe(true)
  })

  test('is not an agent who wraps up: in the list, and not in the conversation', () => {
    expect(read([agent(3)]).people).toEqual([])
  })

  test('is an agent of whom Flex does not say yet who they are; and it is to be asked again', () => {
    const { people, isComplete } = read([agent(2, null)])
    expect(people).toHaveLength(1)
    expect(isComplete).toBe(false)
  })

  test('is to be asked again while somebody is in the conversation and not in the list', () => {
    expect(read([CUSTOMER, agent(1)]).isComplete).toBe(false)
  })

  test('is nobody where the answer cannot be read', () => {
    expect(read('nonsense').people).toEqual([])
    expect(read([null, 7, { participantSid: 'UT9' }]).people).toEqual([])
  })

  test('has one entry for each, when somebody leaves and somebody else joins at the same moment', () => {
    const before = read([CUSTOMER, agent(1), agent(2)]).people
    const members = [...MEMBERS.slice(0, 2), { sid: 'MB-agent-3', identity: 'agent3', name: 'Carol' }]
    const after = read([CUSTOMER, agent(1), agent(2), agent(3)], members).people
    expect(after).toHaveLength(before.length)
    expect(after.map(({ name }) => name)).toEqual(['A customer', 'Alice', 'Carol'])
  })
})

describe('names', () => {
  test('fall back from the member to what the list says', () => {
    const nameless = [{ sid: 'MB-agent-2', identity: 'agent2', name: undefined }]
    expect(read([agent(2, { name: 'Robert' })], nameless).people[0]?.name).toBe('Robert')
    expect(read([agent(2)], nameless).people[0]?.name).toBe('agent2')
  })

  test('of customers come from the task before their address', () => {
    expect(read([CUSTOMER]).people[0]?.name).toBe('A customer')
    const options = { participants: [CUSTOMER], members: MEMBERS, ownWorkerSid: 'WK1', customerName: undefined }
    expect(peopleIn(options).people[0]?.name).toBe('+15550001')
  })
})
