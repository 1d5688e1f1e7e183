import { describe, expect, test } from 'vitest'
import type { Memory } from './memory.ts'
import type { Observation } from './observation.ts'
import { reconcile, type Reconciled } from './reconcile.ts'
import { isSwitchedOn, RULE_NAMES, unknownRules, type RepairSwitch } from './rules/repair-switch.ts'
import { agent, ALICE, chatOf, inviteOf, inviteTask, NOW_MS, taskOf } from './testing/chat.ts'
import { ALL_READ, lookAt, withInvite } from './testing/look.ts'

const GHOST = `ghost ${agent(ALICE).participantSid}`

/** Alice is in the list with a task that is completed; nobody else is there. */
const ghostly: Observation = {
  ...chatOf(ALICE),
  tasks: [{ ...taskOf(ALICE), status: 'completed' }],
  onDemand: ALL_READ,
}

/** Everything is an hour old. */
const SEEN: Partial<Memory> = { firstSeen: { [GHOST]: NOW_MS - 3_600_000, stranded: NOW_MS - 3_600_000 } }

type Settled = Exclude<Reconciled, { kind: 'read' }>

function look(repairs: RepairSwitch, observation: Observation = ghostly, memory: Partial<Memory> = SEEN): Settled {
  const result = reconcile({ ...lookAt(observation, { memory }), repairs })
  if (result.kind === 'read') throw new Error(`It wants to read ${JSON.stringify(result.reads)}.`)
  return result
}

describe('a rule that is switched off', () => {
  test('examines, and says what it would have done', () => {
    const result = look('none')
    expect(result).toMatchObject({
      kind: 'well',
      observed: { rule: 'ghost', condition: GHOST, steps: [{ kind: 'closeParticipant' }] },
    })
    expect(result.memory.tries).toEqual({})
    expect(result.lookAgainAtMs).toBe(NOW_MS + 3_600_000)
  })

  test('is remembered to have been due since it first was, for as long as it lasts', () => {
    const first = look('none')
    expect(first.memory.heldBack).toEqual({ [GHOST]: NOW_MS })
    const later = reconcile({ ...lookAt(ghostly, { memory: first.memory }), nowMs: NOW_MS + 60_000, repairs: 'none' })
    expect(later).toMatchObject({ memory: { heldBack: { [GHOST]: NOW_MS } } })
    expect(look('none', chatOf(ALICE), first.memory).memory.heldBack).toEqual({})
  })

  test('waits for its grace as it would if it were on', () => {
    const result = look('none', ghostly, {})
    expect(result.observed).toBeUndefined()
    expect(result.lookAgainAtMs).toBe(NOW_MS + 15_000)
  })

  test('holds back later ones, which might rest on what was not done', () => {
    expect(look(['stranded'])).toMatchObject({ kind: 'well', observed: { rule: 'ghost' } })
    expect(look(['ghost', 'stranded'])).toMatchObject({ kind: 'repair', rule: 'ghost' })
  })

  test('lets time pass for later ones all the same', () => {
    expect(look(['stranded']).memory.firstSeen).toMatchObject({ stranded: NOW_MS - 3_600_000 })
  })

  test('makes later ones read nothing, since they may not act', () => {
    const unread: Observation = { ...ghostly, onDemand: { channelTasksRead: true } }
    const result = reconcile({ ...lookAt(unread, { memory: SEEN }), repairs: 'none' })
    expect(result).toMatchObject({ kind: 'read' })
    // The ghost's own fate has been read; the rule after it asks for nothing.
    expect(look('none')).toMatchObject({ kind: 'well' })
  })

  test('does not hold back safe ones: they are right without the others, as in Functions', () => {
    const chat = withInvite(ghostly, inviteOf({ mode: 'warm' }), {
      ...inviteTask('pending'),
      attributes: { workerSidsInConversation: [] },
    })
    const result = look(['invites-outdated'], chat)
    expect(result).toMatchObject({ kind: 'repair', rule: 'invites-outdated', observed: { rule: 'ghost' } })
    expect(result.memory.heldBack).toEqual({ [GHOST]: NOW_MS })
    expect(look('none', chat)).toMatchObject({ kind: 'well', observed: { rule: 'ghost' } })
  })

  test('that only says whose a conversation is goes on saying so', () => {
    const parked: Observation = { ...ghostly, channel: { ...ghostly.channel, status: 'pause' } }
    expect(look('all', parked)).toMatchObject({ kind: 'well', isOurs: false })
    expect(look('none', parked)).toMatchObject({ kind: 'well', isOurs: false, observed: undefined })
    expect(look('all', chatOf(ALICE)).isOurs).toBe(true)
  })
})

test('a repair that is withheld counts as no try, and is remembered to be held back', () => {
  const result = look('all')
  if (result.kind !== 'repair') throw new Error('Nothing is to be repaired.')
  expect(result.memory.tries).toHaveProperty([GHOST])
  expect(result.memoryIfWithheld.tries).toEqual({})
  expect(result.memoryIfWithheld.heldBack).toEqual({ [GHOST]: NOW_MS })
  expect(result.memoryIfWithheld.firstSeen).toMatchObject(SEEN.firstSeen ?? {})
})

test('a switch names rules, and knows which names there are', () => {
  expect(isSwitchedOn('all', 'ghost')).toBe(true)
  expect(isSwitchedOn('none', 'ghost')).toBe(false)
  expect(isSwitchedOn(['ghost'], 'ghost')).toBe(true)
  expect(isSwitchedOn(['ghost'], 'stranded')).toBe(false)
  expect(RULE_NAMES).toContain('ghost')
  expect(unknownRules(['ghost', 'gost'])).toEqual(['gost'])
})
