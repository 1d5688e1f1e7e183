import { beforeEach, expect, test } from 'vitest'
import { FakeFunctions } from '../testing/fake-service.ts'
import { BOB, KEY, sid } from '../testing/sids.ts'

const KNOWN = { ...KEY, taskSids: [sid('WT', 1)] }
const FIELDS = { transferId: 'transfer-1', targetType: 'worker', targetSid: BOB, note: '', reason: '' } as const
const DONE = { result: 'done', of: 'invite', inviteTaskSid: sid('WT', 2), state: 'waiting', remarks: [] }
const MAY_REPEAT = { result: 'failed', code: 'twilio_unavailable', message: 'Twilio is down.', mayRepeat: true }

let functions: FakeFunctions

beforeEach(() => {
  functions = new FakeFunctions()
})

test('a request carries the token, the conversation and what is known of it', async () => {
  functions.answers['invite'] = [DONE]
  expect(await functions.service.invite(KNOWN, FIELDS)).toMatchObject({ result: 'done' })
  expect(functions.received).toEqual([{ path: 'invite', body: { Token: 'a token', ...KNOWN, ...FIELDS } }])
})

test('what was lost on its way is sent again, as it was', async () => {
  functions.answers['invite'] = [undefined, MAY_REPEAT, DONE]
  expect(await functions.service.invite(KNOWN, FIELDS)).toMatchObject({ result: 'done' })
  expect(new Set(functions.received.map(({ body }) => body['transferId']))).toEqual(new Set(['transfer-1']))
  expect(functions.received).toHaveLength(3)
})

test('what never arrives is unreachable, after a bounded number of times', async () => {
  expect(await functions.service.invite(KNOWN, FIELDS)).toEqual({ result: 'unreachable' })
  expect(functions.received).toHaveLength(4)
})

test('a refusal and a failure that would happen again are not asked for twice', async () => {
  functions.answers['invite'] = [{ result: 'refused', code: 'busy', message: 'Busy.' }]
  expect(await functions.service.invite(KNOWN, FIELDS)).toMatchObject({ code: 'busy' })
  functions.answers['leave'] = [{ ...MAY_REPEAT, mayRepeat: false }]
  const leaving = { participantSid: undefined, ends: 'conversation' } as const
  expect(await functions.service.leave(KNOWN, leaving)).toMatchObject({ result: 'failed' })
  expect(functions.received).toHaveLength(2)
})

test('an answer that is none of ours counts as none', async () => {
  functions.answers['look'] = [{ hello: 'from a proxy' }]
  expect(await functions.service.look(KNOWN)).toEqual({ result: 'unreachable' })
  expect(functions.received).toHaveLength(1)
})
