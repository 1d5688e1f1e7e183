import { describe, expect, test } from 'vitest'
import type { InviteMark } from './invite-mark.ts'
import type { Observation, ObservedInvite, PresentTask } from './observation.ts'
import { agent, ALICE, BOB, chatOf, INVITE_TASK, inviteOf, inviteTask, NOW_MS, testSid } from './testing/chat.ts'
import { withInvite } from './testing/look.ts'
import { countedTransfers, howItEnded, transferHistory, type TransferEnd } from './transfer-history.ts'

const invite = inviteOf()
const having = (task: Partial<PresentTask>): Observation =>
  withInvite(chatOf(ALICE), invite, { ...inviteTask('pending'), ...task })
const endedWith = (...statuses: string[]): PresentTask['reservations'] =>
  statuses.map((status, index) => ({
    sid: testSid('WR', 50 + index),
    workerSid: BOB,
    status,
    createdAtMs: NOW_MS + index,
  }))

describe('how an invite ended', () => {
  test.each<[string, Partial<PresentTask>, TransferEnd]>([
    ['it waits', { status: 'pending' }, 'no'],
    ['it rings', { status: 'reserved' }, 'no'],
    ['somebody has accepted and is not there yet', { status: 'assigned' }, 'no'],
    ['its agent is in wrap-up', { status: 'wrapping' }, 'accepted'],
    ['its agent is done', { status: 'completed' }, 'accepted'],
    ['its agent never came', { status: 'completed', reason: 'Accepted, and never joined' }, 'timed_out'],
    ['its one agent declined', { status: 'canceled', reason: 'Declined' }, 'declined'],
    ['its one agent let it ring out', { status: 'canceled', reason: 'Not answered' }, 'timed_out'],
    ['the workflow’s time was over', { status: 'canceled', reason: 'Task canceled on Workflow timeout' }, 'timed_out'],
    ['its own time was over', { status: 'canceled', reason: 'Task TTL Exceeded' }, 'timed_out'],
    ['it was taken back', { status: 'canceled', reason: `Canceled by ${ALICE}` }, 'canceled'],
    ['it was taken back after somebody had declined', canceled(`Canceled by ${ALICE}`, 'rejected'), 'canceled'],
    ['nobody says why, and its last agent had declined', canceled('', 'timeout', 'rejected'), 'declined'],
    ['nobody says why, and its last agent had not', canceled('', 'rejected', 'timeout'), 'canceled'],
    ['nobody says why, and of three the last one had not', canceled('', 'timeout', 'rejected', 'timeout'), 'canceled'],
    ['nobody says why, and nobody had been asked', canceled(''), 'canceled'],
  ])('%s', (_how, task, ended) => {
    expect(howItEnded(having(task), invite)).toBe(ended)
  })

  test('it was accepted when whoever came with it is in the list', () => {
    const participants = [{ ...agent(BOB), taskSid: INVITE_TASK }]
    expect(howItEnded({ ...having({ status: 'assigned' }), participants }, invite)).toBe('accepted')
    expect(howItEnded({ ...withInvite(chatOf(), invite), participants }, invite)).toBe('accepted')
  })

  test('nobody can tell once its task is gone', () => {
    expect(howItEnded(withInvite(chatOf(), invite), invite)).toBeUndefined()
  })
})

describe('the history', () => {
  test('says who handed it to whom, when, why, and how it ended', () => {
    const chat = withInvite(chatOf(ALICE), inviteOf({ reason: 'billing', note: 'private' }), inviteTask('pending'))
    const { interactionSid, channelSid } = chat.channel
    expect(transferHistory(chat)).toEqual({
      interactionSid,
      channelSid,
      transfers: [
        {
          transferId: 'transfer-1',
          mode: 'cold',
          from: ALICE,
          to: { type: 'worker', sid: BOB, name: 'Bob' },
          at: '2026-01-31T09:29:59.000Z',
          reason: 'billing',
          ended: 'no',
        },
      ],
    })
  })

  test('names nobody where a repair asked for a conversation that nobody had been in', () => {
    const chat = withInvite(chatOf(), inviteOf({ fromWorkerSid: undefined }), inviteTask('pending'))
    expect(transferHistory(chat).transfers[0]).not.toHaveProperty('from')
    expect(transferHistory(chat).transfers[0]).not.toHaveProperty('reason')
  })

  test('leaves invites out that are not ours, or of which nobody knows whom they are for', () => {
    const foreign: ObservedInvite = { ...invite, mark: undefined }
    const aimless: ObservedInvite = { ...invite, target: undefined }
    expect(transferHistory(withInvite(withInvite(chatOf(), foreign), aimless)).transfers).toEqual([])
  })

  describe('of a transfer of which two invites were made at once', () => {
    const twin: ObservedInvite = { ...invite, inviteSid: testSid('KG', 51), taskSid: testSid('WT', 51) }
    const duplicate: PresentTask = { ...inviteTask('canceled'), reason: `Duplicate of ${INVITE_TASK}` }
    const first = (status: PresentTask['status']): Observation => having({ status })
    const recorded = (chat: Observation): Observation => {
      const attributes = { conversationTransfer: transferHistory(chat) }
      return { ...chat, conversation: { ...chat.conversation, attributes } }
    }
    const endsOf = (chat: Observation) => transferHistory(chat).transfers.map(({ ended }) => ended)

    test('has one record, which says what became of the one that was left', () => {
      const withTwin = (chat: Observation): Observation => withInvite(chat, twin, { ...duplicate, sid: twin.taskSid })
      expect(endsOf(withTwin(first('reserved')))).toEqual(['no'])
      expect(endsOf(withTwin(first('completed')))).toEqual(['accepted'])
      expect(countedTransfers(withTwin(first('completed')))).toBe(1)
    })

    test('says the same when their tasks are deleted one after the other', () => {
      const left = { ...inviteTask('canceled'), sid: twin.taskSid, reason: 'Declined' }
      const both = withInvite(withInvite(chatOf(ALICE), invite, duplicate), twin, left)
      const seen = recorded(both)
      const without = (...sids: string[]) => ({ ...seen, tasks: seen.tasks.filter(({ sid }) => !sids.includes(sid)) })
      for (const chat of [both, without(INVITE_TASK), without(twin.taskSid), without(INVITE_TASK, twin.taskSid)]) {
        expect(endsOf(chat)).toEqual(['declined'])
      }
    })

    test('is not known by the one that was taken back, if nobody has seen how the other one ended', () => {
      expect(endsOf(withInvite(withInvite(chatOf(ALICE), invite), twin, { ...duplicate, sid: twin.taskSid }))).toEqual([
        'unknown',
      ])
    })

    test.each(['pending', 'assigned', 'canceled'] as const)(
      'stays accepted when its customer writes later, and Twilio asks again with the same mark (IN-18): %s',
      (status) => {
        const before = recorded(first('completed'))
        const again: PresentTask = { ...inviteTask(status), sid: twin.taskSid, reason: 'Task TTL Exceeded' }
        const later = withInvite(
          { ...before, tasks: before.tasks.filter(({ sid }) => sid !== INVITE_TASK) },
          twin,
          again,
        )
        expect(endsOf(later)).toEqual(['accepted'])
        expect(countedTransfers(later)).toBe(1)
      },
    )

    test('counts once after both of their tasks have been deleted', () => {
      expect(countedTransfers(withInvite(withInvite(chatOf(ALICE), invite), twin))).toBe(1)
    })
  })

  test('does not take “not yet” from an older record for how it ended', () => {
    const attributes = { conversationTransfer: { transfers: [{ transferId: 'transfer-1', ended: 'no' }] } }
    const chat = withInvite(chatOf(), invite)
    const recorded = { ...chat, conversation: { ...chat.conversation, attributes } }
    expect(transferHistory(recorded).transfers[0]?.ended).toBe('unknown')
  })
})

describe('how often agents have transferred a conversation', () => {
  const counted = (mark: Partial<InviteMark>, task?: Partial<PresentTask>): number =>
    countedTransfers(withInvite(chatOf(), inviteOf(mark), task && { ...inviteTask('pending'), ...task }))

  test.each<[string, Partial<InviteMark>, Partial<PresentTask> | undefined, number]>([
    ['a transfer under way counts', {}, { status: 'pending' }, 1],
    ['a transfer that was followed counts', {}, { status: 'completed' }, 1],
    ['a transfer of which nobody knows how it ended counts', {}, undefined, 1],
    ['a transfer that was declined does not', {}, { status: 'canceled', reason: 'Declined' }, 0],
    ['a transfer that nobody answered does not', {}, { status: 'canceled', reason: 'Not answered' }, 0],
    ['a transfer that was taken back does not', {}, { status: 'canceled', reason: 'Canceled by WK1' }, 0],
    ['an invite of one more agent does not', { mode: 'warm' }, { status: 'completed' }, 0],
    ['what a repair did does not', { attempt: 2 }, { status: 'completed' }, 0],
  ])('%s', (_what, mark, task, count) => {
    expect(counted(mark, task)).toBe(count)
  })

  test('an invite that is not ours does not count', () => {
    expect(countedTransfers(withInvite(chatOf(), { ...invite, mark: undefined }, inviteTask('completed')))).toBe(0)
  })

  test('one that is on record as declined does not count after its task has been deleted', () => {
    const attributes = { conversationTransfer: { transfers: [{ transferId: 'transfer-1', ended: 'declined' }] } }
    const chat = withInvite(chatOf(), invite)
    expect(countedTransfers({ ...chat, conversation: { ...chat.conversation, attributes } })).toBe(0)
    const unreadable = { conversationTransfer: { transfers: [{ transferId: 'transfer-1', ended: 'lost' }] } }
    expect(countedTransfers({ ...chat, conversation: { ...chat.conversation, attributes: unreadable } })).toBe(1)
  })
})

function canceled(reason: string, ...reservations: string[]): Partial<PresentTask> {
  return { status: 'canceled', reason, reservations: endedWith(...reservations) }
}

test('the history has 4,096 characters, and not one more', () => {
  const told = (reason: string) => {
    const chat = withInvite(withInvite(chatOf(), inviteOf({ transferId: 'first', reason })), inviteOf())
    return transferHistory(chat).transfers
  }
  const room = 4_096 - JSON.stringify(told('')).length
  expect(told('x'.repeat(room))).toHaveLength(2)
  expect(told('x'.repeat(room + 1)).map(({ transferId }) => transferId)).toEqual(['transfer-1'])
})

test('an invite has not been accepted before its task says so, whoever is in the list', () => {
  const participants = [{ ...agent(BOB), taskSid: INVITE_TASK }]
  expect(howItEnded({ ...having({ status: 'reserved' }), participants }, invite)).toBe('no')
})
