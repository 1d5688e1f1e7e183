import { expect, test } from 'vitest'
import { readTransferAttributes } from './transfer-attributes.ts'

const INVITE = {
  invitesTaskSid: 'WT1',
  targetSid: 'WK1',
  targetName: 'Bob',
  inviteTargetType: 'Worker',
  timestampCreated: '2026-01-02T03:04:05.000Z',
  mode: 'cold',
  state: 'ringing',
  ringingAt: 'WK1',
}

const TRANSFER = {
  transferId: 'transfer-1',
  mode: 'warm',
  from: 'WK2',
  to: { type: 'queue', sid: 'WQ1', name: 'Sales' },
  at: '2026-01-02T03:04:05.000Z',
  ended: 'declined',
}

test('reads what the server has written', () => {
  const atMs = Date.parse('2026-01-02T03:04:05.000Z')
  const attributes = { invites: { WT1: INVITE }, conversationTransfer: { transfers: [TRANSFER] } }
  expect(readTransferAttributes(attributes)).toEqual({
    invites: [
      {
        taskSid: 'WT1',
        mode: 'cold',
        state: 'ringing',
        targetType: 'worker',
        targetSid: 'WK1',
        targetName: 'Bob',
        ringingAt: 'WK1',
        createdAtMs: atMs,
      },
    ],
    transfers: [
      {
        transferId: 'transfer-1',
        mode: 'warm',
        from: 'WK2',
        to: { type: 'queue', sid: 'WQ1', name: 'Sales' },
        atMs,
        reason: undefined,
        ended: 'declined',
      },
    ],
  })
})

test('an invite of the Flex template counts as a warm one that waits', () => {
  const { mode: _mode, state: _state, ringingAt: _ringingAt, ...template } = INVITE
  expect(readTransferAttributes({ invites: { WT1: template } }).invites).toEqual([
    expect.objectContaining({ mode: 'warm', state: 'waiting', ringingAt: undefined }),
  ])
})

test('whatever others write there, the rest is read', () => {
  for (const nothing of [undefined, null, 7, 'text', [], { invites: 'none', conversationTransfer: [] }]) {
    expect(readTransferAttributes(nothing)).toEqual({ invites: [], transfers: [] })
  }
  const mixed = {
    invites: { WT1: INVITE, WT2: { targetName: 7 } },
    conversationTransfer: { transfers: [null, TRANSFER] },
  }
  const { invites, transfers } = readTransferAttributes(mixed)
  expect(invites.map(({ taskSid }) => taskSid)).toEqual(['WT1'])
  expect(transfers.map(({ transferId }) => transferId)).toEqual(['transfer-1'])
})
