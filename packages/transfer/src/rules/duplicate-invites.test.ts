import { describe, expect, test } from 'vitest'
import type { InviteMark } from '../invite-mark.ts'
import type { Observation, PresentTask } from '../observation.ts'
import { agent, ALICE, BOB, chatOf, inviteOf, inviteTask, NOW_MS, testSid } from '../testing/chat.ts'
import { stepsAtOnce, withInvite } from '../testing/look.ts'
import { duplicateInvites } from './duplicate-invites.ts'

interface One {
  readonly number: number
  readonly status: PresentTask['status']
  readonly mark?: Partial<InviteMark>
}

/** A chat with these invites, the lower number the older. */
function chatWith(...invites: readonly One[]): Observation {
  return invites.reduce<Observation>((chat, { number, status, mark }) => {
    const taskSid = testSid('WT', number)
    const task = { ...inviteTask(status), sid: taskSid, createdAtMs: NOW_MS - 1000 + number }
    return withInvite(chat, { ...inviteOf(mark), inviteSid: testSid('KG', number), taskSid }, task)
  }, chatOf(ALICE))
}

const canceled = (chat: Observation) => stepsAtOnce(duplicateInvites, chat)

test('of two invites for one transfer the older is kept', () => {
  const chat = chatWith({ number: 51, status: 'pending' }, { number: 52, status: 'pending' })
  expect(canceled(chat)).toMatchObject([
    { kind: 'cancelTask', taskSid: testSid('WT', 52), reason: `Duplicate of ${testSid('WT', 51)}` },
  ])
})

test('one that rings goes before one that waits', () => {
  const chat = chatWith({ number: 51, status: 'pending' }, { number: 52, status: 'reserved' })
  expect(canceled(chat)).toMatchObject([{ taskSid: testSid('WT', 51) }])
})

test('one that was accepted goes before one that rings, and is never canceled', () => {
  const chat = chatWith({ number: 51, status: 'reserved' }, { number: 52, status: 'assigned' })
  expect(canceled(chat)).toMatchObject([{ taskSid: testSid('WT', 51) }])
  expect(canceled(chatWith({ number: 51, status: 'assigned' }, { number: 52, status: 'assigned' }))).toEqual([])
})

test('two cold invites are one too many, whoever made them', () => {
  const chat = chatWith(
    { number: 51, status: 'pending' },
    { number: 52, status: 'pending', mark: { transferId: 'transfer-2' } },
  )
  expect(canceled(chat)).toMatchObject([{ taskSid: testSid('WT', 52) }])
})

test('several warm invites of different transfers are what somebody wanted', () => {
  const chat = chatWith(
    { number: 51, status: 'pending', mark: { mode: 'warm' } },
    { number: 52, status: 'pending', mark: { mode: 'warm', transferId: 'transfer-2' } },
    { number: 53, status: 'pending', mark: { transferId: 'transfer-3' } },
  )
  expect(canceled(chat)).toEqual([])
})

test('an invite that has ended is no duplicate', () => {
  expect(canceled(chatWith({ number: 51, status: 'canceled' }, { number: 52, status: 'pending' }))).toEqual([])
})

describe('when somebody has come with one invite of a transfer', () => {
  const inside = { ...agent(BOB), taskSid: testSid('WT', 51) }
  const joined = (other: PresentTask['status'], mark?: Partial<InviteMark>): Observation => {
    const chat = chatWith({ number: 51, status: 'assigned' }, { number: 52, status: other, ...(mark && { mark }) })
    return { ...chat, participants: [...chat.participants, inside] }
  }

  test.each(['pending', 'reserved'] as const)('another one that is %s is canceled', (status) => {
    expect(canceled(joined(status))).toMatchObject([
      { kind: 'cancelTask', taskSid: testSid('WT', 52), reason: `Duplicate of ${testSid('WT', 51)}` },
    ])
  })

  test('another one that was accepted too is left to its agent', () => {
    expect(canceled(joined('assigned'))).toEqual([])
  })

  test('an invite of another transfer is not touched', () => {
    expect(canceled(joined('pending', { transferId: 'transfer-2' }))).toEqual([])
  })
})

test('of two that were made at once the lower sid is kept, whatever their order', () => {
  const at = (number: number) => {
    const taskSid = testSid('WT', number)
    return [
      { ...inviteOf({ mode: 'warm' }), taskSid },
      { ...inviteTask('pending'), sid: taskSid },
    ] as const
  }
  for (const [first, second] of [
    [51, 52],
    [52, 51],
  ] as const) {
    const chat = withInvite(withInvite(chatOf(ALICE), ...at(first)), ...at(second))
    expect(canceled(chat)).toMatchObject([{ taskSid: testSid('WT', 52) }])
  }
})

test('of two warm ones for one transfer the older is kept, even if the newer is listed first', () => {
  const chat = chatWith(
    { number: 52, status: 'pending', mark: { mode: 'warm' } },
    { number: 51, status: 'pending', mark: { mode: 'warm' } },
  )
  expect(canceled(chat)).toMatchObject([{ taskSid: testSid('WT', 52) }])
})

test('an invite of somebody else’s is nobody’s duplicate', () => {
  const foreign = { ...inviteOf(), taskSid: testSid('WT', 59), mark: undefined }
  expect(canceled(withInvite(chatWith({ number: 51, status: 'pending' }), foreign))).toEqual([])
})
