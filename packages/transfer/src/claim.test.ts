import { describe, expect, test } from 'vitest'
import { claimIn, claimRemoval, liveClaims, taskToClaim, withClaim, type Claim } from './claim.ts'
import type { Observation } from './observation.ts'
import { ALICE, BOB, chatOf, inviteOf, NOW_MS, taskOf, testSid } from './testing/chat.ts'
import { withInvite } from './testing/look.ts'

const claim: Claim = { transferId: 'transfer-1', requestId: 'request-1', at: NOW_MS - 1_000 }

/** Alice and Bob are inside, and Bob's task carries the claim. */
function claimed(value: unknown = claim): Observation {
  return { ...chatOf(ALICE, BOB), tasks: [taskOf(ALICE), taskOf(BOB, { conversationTransferClaim: value })] }
}

describe('a claim holds', () => {
  test('in whichever task it stands', () => {
    expect(liveClaims(claimed())).toEqual([claim])
    expect(liveClaims(chatOf(ALICE, BOB))).toEqual([])
  })

  test('for fifteen seconds', () => {
    expect(liveClaims(claimed({ ...claim, at: NOW_MS - 14_999 }))).toHaveLength(1)
    expect(liveClaims(claimed({ ...claim, at: NOW_MS - 15_000 }))).toEqual([])
  })

  test('until its invite is visible, whatever other invites there are', () => {
    expect(liveClaims(withInvite(claimed(), inviteOf()))).toEqual([])
    expect(liveClaims(withInvite(claimed(), inviteOf({ transferId: 'transfer-2' })))).toEqual([claim])
    expect(liveClaims(withInvite(claimed(), { ...inviteOf(), mark: undefined }))).toEqual([claim])
  })

  test('only if it is one', () => {
    expect(liveClaims(claimed({ ...claim, at: 'now' }))).toEqual([])
    expect(claimIn(taskOf(ALICE).attributes)).toBeUndefined()
    expect(claimIn(withClaim({ topic: 'lamp' }, claim))).toEqual(claim)
  })

  test('not in a task that is gone', () => {
    expect(liveClaims({ ...chatOf(), tasks: [{ sid: testSid('WT', 1), status: 'gone' }] })).toEqual([])
  })
})

describe('a request takes its claim back', () => {
  test('and leaves everything else in the task as it was', () => {
    expect(claimRemoval(claimed(), 'request-1')).toEqual({
      kind: 'removeClaim',
      taskSid: taskOf(BOB).sid,
      etag: '3',
      taskAttributes: taskOf(BOB).attributes,
    })
  })

  test('but nobody else’s, and none that there is not', () => {
    expect(claimRemoval(claimed(), 'request-2')).toBeUndefined()
    expect(
      claimRemoval({ ...chatOf(), tasks: [{ sid: testSid('WT', 1), status: 'gone' }] }, 'request-1'),
    ).toBeUndefined()
  })
})

test('the task to claim is that of whoever has been inside for longest; there is none where nobody is', () => {
  expect(taskToClaim(chatOf(BOB, ALICE))?.sid).toBe(taskOf(ALICE).sid)
  expect(taskToClaim(chatOf())).toBeUndefined()
})
