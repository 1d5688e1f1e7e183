import { EMPTY_MEMORY, type DueRepair, type Step } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { LeaseLost, type Claim } from '../store/schedule.ts'
import { testConversation, testMark, testMemory, testTask } from '../store/testing/test-marks.ts'
import { RepairPermit } from './repair-permit.ts'
import { auditTrail, claimed, testWorkshop } from './testing/test-workshop.ts'

const LEASE_MS = 30_000

const cancel: Step = { kind: 'cancelTask', taskSid: testTask(1), etag: '1', reason: 'Nobody needs it.' }
const draw: Step = {
  kind: 'writeInvites',
  conversationSid: testConversation(1),
  keys: { invites: {}, conversationTransfer: { interactionSid: 'KD1', channelSid: 'UO1', transfers: [] } },
}
const reject: Step = { kind: 'rejectReservation', taskSid: testTask(1), reservationSid: 'WR1' }

const due = (...steps: [Step, ...Step[]]): DueRepair => {
  return { rule: 'ghost', condition: 'ghost UT1', reason: 'An agent is not there.', steps }
}

async function scene() {
  const workshop = testWorkshop()
  const claim = await claimed(workshop.store)
  const ask = (repair: DueRepair, memory = EMPTY_MEMORY, of: Claim = claim) =>
    new RepairPermit(workshop, of).ask(repair, memory)
  const kinds = async (): Promise<string[]> => (await auditTrail(workshop.store)).map(({ kind }) => kind)
  return { workshop, claim, ask, kinds }
}

test('before steps are performed it is written down that they were begun, and the memory is kept', async () => {
  const { workshop, ask } = await scene()
  expect(await ask(due(cancel), testMemory(true))).toBe('perform')
  expect(await auditTrail(workshop.store)).toMatchObject([
    { kind: 'begun', rule: 'ghost', steps: [{ kind: 'cancelTask', sid: testTask(1) }] },
  ])
  expect((await workshop.store.schedule.row(testConversation(1)))?.memory).toEqual(testMemory(true))
})

describe('nothing is begun by a process', () => {
  const nothingBegun = async ({ kinds }: Awaited<ReturnType<typeof scene>>) => expect(await kinds()).toEqual([])

  test('whose conversation somebody else has by now', async () => {
    const played = await scene()
    await played.workshop.time.pass(LEASE_MS)
    const other = await claimed(played.workshop.store)
    const late = { ...played.claim, leaseUntilMs: other.leaseUntilMs }
    await expect(played.ask(due(cancel), EMPTY_MEMORY, late)).rejects.toThrow(LeaseLost)
    await nothingBegun(played)
  })

  test('whose lease would be over before a call has to be', async () => {
    const played = await scene()
    await played.workshop.time.pass(LEASE_MS - 3_000)
    await expect(played.ask(due(cancel))).rejects.toThrow(LeaseLost)
    await nothingBegun(played)
  })
})

describe('while repairs are frozen', () => {
  const frozen = async () => {
    const played = await scene()
    await played.workshop.store.allowance.freeze('A person wanted it.')
    return played
  }

  test('they are withheld, and that is written down', async () => {
    const { workshop, ask, kinds } = await frozen()
    expect(await ask(due(reject))).toBe('withhold')
    expect(await kinds()).toEqual(['withheld'])
    expect(workshop.counted).toEqual(['ghost withheld'])
  })

  test('that is written down once for a condition that lasts', async () => {
    const { claim, ask, kinds } = await frozen()
    const told = { ...claim, memory: { ...EMPTY_MEMORY, heldBack: { 'ghost UT1': 1 } } }
    expect(await ask(due(cancel), EMPTY_MEMORY, told)).toBe('withhold')
    expect(await kinds()).toEqual([])
  })

  test('the picture of the invites is drawn all the same', async () => {
    const { ask, kinds } = await frozen()
    expect(await ask(due(draw))).toBe('perform')
    expect(await kinds()).toEqual(['begun'])
  })
})

describe('destructive steps', () => {
  test('of more than a minute may have freeze all repairs, and somebody is called', async () => {
    const { workshop, ask, kinds } = await scene()
    expect(await ask(due(cancel, cancel, cancel))).toBe('withhold')
    expect(await kinds()).toEqual(['frozen', 'withheld'])
    expect(workshop.counted).toEqual(['alarm frozen', 'ghost withheld'])
    expect(await workshop.store.allowance.frozen()).toBeDefined()
  })

  test('count for a minute', async () => {
    const { workshop, ask } = await scene()
    expect(await ask(due(cancel, cancel))).toBe('perform')
    await workshop.time.pass(61_000)
    expect(await ask(due(cancel), EMPTY_MEMORY, await claimed(workshop.store))).toBe('perform')
  })

  test('that were granted freeze nothing that destroys nothing, when conversations have ended since', async () => {
    const { workshop, claim, ask } = await scene()
    const { schedule } = workshop.store
    await schedule.mark([2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => testMark(number)))
    expect(await ask(due(cancel, cancel, cancel, cancel, cancel))).toBe('perform')
    for (const over of await schedule.claim(10)) await schedule.acknowledge(over, { kind: 'over' })
    expect(await new RepairPermit(workshop, claim).ask(due(reject), EMPTY_MEMORY)).toBe('perform')
  })
})
