import { describe, expect, test } from 'vitest'
import type { InviteMark } from './invite-mark.ts'
import type { Observation } from './observation.ts'
import {
  newestInvite,
  nextAttemptForChannel,
  queueTarget,
  repairInvite,
  repairTransferId,
  sourceTask,
  workerTarget,
} from './repair-invite.ts'
import { ALICE, BOB, chatOf, inviteOf, inviteTask, NOW_MS, SALES, taskOf, testSid } from './testing/chat.ts'
import { withInvite } from './testing/look.ts'

const chat = chatOf(ALICE)
const { channelSid } = chat.channel
const { mark: failed } = inviteOf({ note: 'Wants a refund.', reason: 'billing' })
const toSales = queueTarget(SALES)

const made = (content: Partial<Parameters<typeof repairInvite>[0]> = {}) =>
  repairInvite({ observation: chat, source: taskOf(ALICE), failed, attempt: 2, target: toSales, ...content })

describe('the invite of a repair', () => {
  test('carries on what was known, for somebody else, under an id that follows from what it replaces', () => {
    expect(made()).toMatchObject({
      isShortened: false,
      charactersOver: 0,
      step: {
        kind: 'createInvite',
        target: { type: 'queue', sid: SALES, name: '' },
        taskAttributes: { from: 'guest-1', workerSidsInConversation: [ALICE] },
        mark: {
          transferId: 'transfer-1:2',
          mode: 'cold',
          fromWorkerSid: ALICE,
          attempt: 2,
          note: 'Wants a refund.',
          reason: 'billing',
        },
      },
    })
  })

  test('is cold, whatever it replaces, and releases nobody', () => {
    const { step } = made({ failed: { ...failed, mode: 'warm' } })
    expect(step.mark.mode).toBe('cold')
    expect(step.mark).not.toHaveProperty('fromParticipantSid')
  })

  test('has neither sender nor note where nobody had been invited', () => {
    const { step } = made({ failed: undefined, attempt: 1 })
    expect(step.mark).toEqual({ transferId: `${channelSid}:1`, mode: 'cold', attempt: 1, targetName: '' })
  })

  test('does without the note and the reason where they do not fit any more', () => {
    const long: InviteMark = { ...failed, note: 'x'.repeat(1_000) }
    const source = taskOf(ALICE, { form: 'y'.repeat(3_000) })
    const { step, isShortened, charactersOver } = made({ failed: long, source })
    expect(isShortened).toBe(true)
    expect(charactersOver).toBe(0)
    expect(step.mark).not.toHaveProperty('note')
    expect(step.mark).not.toHaveProperty('reason')
    expect(step.taskAttributes).toMatchObject({ conversationTransfer: step.mark })
  })

  test('says by how much it is too long even so', () => {
    const exactly = made({ source: taskOf(ALICE, { form: 'y'.repeat(5_000) }) }).charactersOver
    expect(exactly).toBeGreaterThan(0)
    expect(made({ source: taskOf(ALICE, { form: 'y'.repeat(5_001) }) }).charactersOver).toBe(exactly + 1)
  })
})

test('the id of a repair of a repair is still that of the transfer that a person asked for', () => {
  expect(repairTransferId(chat, { ...failed, transferId: 'transfer-1:2' }, 3)).toBe('transfer-1:3')
  expect(repairTransferId(chat, undefined, 3)).toBe(`${channelSid}:3`)
})

test('attempts for a channel that nobody had transferred are counted on', () => {
  expect(nextAttemptForChannel(chat)).toBe(1)
  const tried = [1, 3, 2].reduce<Observation>(
    (seen, attempt) => withInvite(seen, inviteOf({ transferId: `${channelSid}:${attempt}`, attempt })),
    withInvite(chat, inviteOf({ attempt: 9 })),
  )
  expect(nextAttemptForChannel(tried)).toBe(4)
  expect(nextAttemptForChannel(withInvite(chat, { ...inviteOf(), mark: undefined }))).toBe(1)
})

describe('an invite is made from', () => {
  const older = { ...taskOf(ALICE), sid: testSid('WT', 70), createdAtMs: NOW_MS - 2_000 }
  const newer = { ...taskOf(ALICE), sid: testSid('WT', 71), createdAtMs: NOW_MS - 1_000 }
  const gone = { sid: testSid('WT', 72), status: 'gone' } as const
  const tasks: Observation['tasks'] = [older, newer, gone]

  test.each([
    ['the task that is asked for', older.sid, older.sid],
    ['the newest task, where that one is gone', gone.sid, newer.sid],
    ['the newest task, where none is asked for', undefined, newer.sid],
  ])('%s', (_what, first, sid) => {
    expect(sourceTask({ ...chat, tasks }, first)?.sid).toBe(sid)
  })

  test('what was remembered, where Twilio has deleted all of them', () => {
    const remembered = { sid: older.sid, attributes: {}, priority: 0, taskChannelUniqueName: 'chat' }
    expect(sourceTask({ ...chat, tasks: [gone] }, gone.sid, remembered)).toBe(remembered)
    expect(sourceTask({ ...chat, tasks: [gone] }, gone.sid)).toBeUndefined()
  })
})

test('a target is named by its sid, and a worker also by name', () => {
  expect(queueTarget(SALES)).toEqual({ type: 'queue', sid: SALES, name: '' })
  expect(workerTarget({ sid: BOB, name: 'Bob' })).toEqual({ type: 'worker', sid: BOB, name: 'Bob' })
})

describe('our newest invite', () => {
  const at = (number: number, createdAtMs: number, mark: Partial<InviteMark> = {}) => ({
    ...inviteOf(mark),
    taskSid: testSid('WT', number),
    createdAtMs,
  })

  test('is the one that was made last', () => {
    const seen = [at(50, 2), at(51, 3), at(52, 1)].reduce<Observation>((all, one) => withInvite(all, one), chat)
    expect(newestInvite(seen)?.taskSid).toBe(testSid('WT', 51))
  })

  test('is the later attempt, of two that were made at once', () => {
    const [later, earlier] = [at(50, 2, { attempt: 3 }), at(51, 2, { attempt: 2 })]
    expect(newestInvite(withInvite(withInvite(chat, later), earlier))?.taskSid).toBe(later.taskSid)
    expect(newestInvite(withInvite(withInvite(chat, earlier), later))?.taskSid).toBe(later.taskSid)
  })

  test('is none of somebody else’s', () => {
    expect(newestInvite(withInvite(chat, { ...at(50, 9), mark: undefined }, inviteTask('pending')))).toBeUndefined()
  })
})
