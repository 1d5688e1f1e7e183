import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { reconcile } from '../reconcile.ts'
import { ALICE, chatOf, NOW_MS, POLICY } from '../testing/chat.ts'
import { ALL_READ, lookAt, reconciled } from '../testing/look.ts'
import { notOurs } from './not-ours.ts'

/** A customer alone: whatever these have in common, it would otherwise be mended. */
const abandoned: Observation = { ...chatOf(), onDemand: ALL_READ }

const channel = (change: Partial<Observation['channel']>): Observation => ({
  ...abandoned,
  channel: { ...abandoned.channel, ...change },
})

test('a customer alone in an ordinary chat is ours', () => {
  expect(notOurs.examine(lookAt(abandoned)).endsLook).not.toBe(true)
  expect(reconciled(abandoned)).toMatchObject({ kind: 'repair', rule: 'stranded' })
})

test.each([
  ['left natively', channel({ status: 'inactive' })],
  ['paused', channel({ status: 'pause' })],
  ['not set up yet', channel({ status: 'setup' })],
  ['in a native transfer', channel({ status: 'transfer' })],
  ['an e-mail', channel({ type: 'email' })],
  ['an e-mail that has ended', channel({ type: 'email', status: 'closed' })],
  ['a call', channel({ type: 'voice' })],
  ['without any participant', { ...abandoned, participants: [] }],
])('a conversation that is %s is left alone, however long it is so', (_what, observation) => {
  expect(reconciled(observation)).toMatchObject({ kind: 'well' })
})

test('a conversation with the parked marker is left alone', () => {
  const attributes = { park: { by: 'WK1' } }
  const parked = { ...abandoned, conversation: { ...abandoned.conversation, attributes } }
  expect(reconciled(parked, { policy: { ...POLICY, parkedMarker: 'park.by' } })).toMatchObject({ kind: 'well' })
  expect(reconciled(parked, { policy: { ...POLICY, parkedMarker: 'park.other' } })).toMatchObject({ kind: 'repair' })
  expect(reconciled(parked)).toMatchObject({ kind: 'repair' })
})

test.each(['web', 'chat', 'sms', 'whatsapp'])('a %s conversation is ours', (type) => {
  expect(notOurs.examine(lookAt(channel({ type }))).endsLook).not.toBe(true)
})

test('a channel that we have made inactive stays ours', () => {
  const inactive = channel({ status: 'inactive' })
  expect(notOurs.examine(lookAt(inactive, { memory: { madeInactive: true } })).endsLook).not.toBe(true)
})

test('a closed conversation has no members, and is ours all the same', () => {
  const chat = chatOf(ALICE)
  const closed = { ...chat, conversation: { ...chat.conversation, state: 'closed', memberSids: [] } }
  expect(notOurs.examine(lookAt(closed)).endsLook).not.toBe(true)
})

test('a channel that Twilio has deleted has lost its type, and is ours to clear up', () => {
  expect(notOurs.examine(lookAt(channel({ type: 'unknown', status: 'gone' }))).endsLook).not.toBe(true)
})

test('a list without any member is not believed for five minutes', () => {
  const empty = { ...abandoned, conversation: { ...abandoned.conversation, memberSids: [] } }
  const first = reconcile(lookAt(empty))
  if (first.kind !== 'well') throw new Error('It was mended at first sight.')
  const later = (ms: number) => reconcile({ ...lookAt(empty, { memory: first.memory }), nowMs: NOW_MS + ms })
  expect(first.lookAgainAtMs).toBe(NOW_MS + 300_000)
  expect(later(299_999)).toMatchObject({ kind: 'well' })
  expect(later(300_000)).toMatchObject({ kind: 'well', lookAgainAtMs: NOW_MS + 360_000 })
})

test.each<[string, Observation]>([
  ['parked', { ...abandoned, conversation: { ...abandoned.conversation, attributes: { parked: 'yes' } } }],
  ['without any participant', { ...abandoned, participants: [] }],
])('no other rule looks at a conversation that is %s', (_what, observation) => {
  const look = lookAt(observation, { policy: { parkedMarker: 'parked' } })
  expect(notOurs.examine(look)).toEqual({ suspicions: [], endsLook: true })
})

test('a list without members is doubted in an inactive conversation too, and not in an inactive channel', () => {
  const without = (state: string, status: string): Observation => ({
    ...channel({ status }),
    conversation: { ...abandoned.conversation, state, memberSids: [] },
  })
  const options = { memory: { madeInactive: true } }
  const suspicion = { condition: 'not-ours without members', graceMs: 300_000 }
  expect(notOurs.examine(lookAt(without('inactive', 'active'), options)).suspicions).toEqual([suspicion])
  expect(notOurs.examine(lookAt(without('active', 'inactive'), options))).toEqual({ suspicions: [] })
})
