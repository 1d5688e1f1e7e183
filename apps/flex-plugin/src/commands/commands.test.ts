import { beforeEach, describe, expect, test } from 'vitest'
import {
  begin,
  createKnownStore,
  type KnownConversation,
  type KnownStore,
} from '../conversations/known-conversations.ts'
import { enUs } from '../strings/en-us.ts'
import { sayer } from '../strings/strings.ts'
import { FakeFunctions } from '../testing/fake-service.ts'
import { BOB, KEY, sid } from '../testing/sids.ts'
import { Commands } from './commands.ts'

const TARGET = { type: 'worker', sid: BOB, name: 'Bob' } as const
const MESSAGE = { note: 'A note', reason: '' }
const INVITED = { result: 'done', of: 'invite', inviteTaskSid: sid('WT', 2), state: 'waiting', remarks: [] }
const LEFT = { result: 'done', of: 'departure', conversation: 'goesOn' }

let functions: FakeFunctions
let store: KnownStore
let told: string[]
let looks: string[]
let commands: Commands

beforeEach(() => {
  functions = new FakeFunctions()
  store = createKnownStore()
  begin(store, KEY)
  told = []
  looks = []
  let ids = 0
  commands = new Commands({
    store,
    service: functions.service,
    notify: (kind, text) => told.push(`${kind}: ${text}`),
    say: sayer({}),
    newTransferId: () => `transfer-${(ids += 1)}`,
    look: (conversationSid) => looks.push(conversationSid),
  })
})

function known(): KnownConversation {
  const conversation = store.getState().conversations[KEY.conversationSid]
  if (conversation === undefined) throw new Error('The conversation is not known.')
  return conversation
}

describe('a command', () => {
  test('tells what came of it, and has the conversation looked at again', async () => {
    functions.answers['transfer'] = [INVITED]
    expect(await commands.transfer({ known: known(), target: TARGET, message: MESSAGE, leaving: undefined })).toBe(true)
    expect(told).toEqual(['success: The conversation has been transferred to Bob.'])
    expect(looks).toEqual([KEY.conversationSid])
    expect(functions.received[0]?.body).toMatchObject({ targetType: 'worker', targetSid: BOB, note: 'A note' })
  })

  test('is shown while it is under way, and no other is sent', async () => {
    functions.answers['invite'] = [INVITED]
    functions.answers['leave'] = [LEFT]
    const inviting = commands.invite(known(), TARGET, MESSAGE)
    expect(known().command).toEqual({ kind: 'invite', about: BOB })
    expect(await commands.leave(known())).toBe(false)
    expect(told).toEqual([`information: ${enUs.FailedSending}`])
    expect(await inviting).toBe(true)
    expect(known().command).toBeUndefined()
    expect(functions.requests('leave')).toEqual([])
  })

  test('that is pressed twice is one request', async () => {
    functions.answers['invite'] = [INVITED]
    await Promise.all([commands.invite(known(), TARGET, MESSAGE), commands.invite(known(), TARGET, MESSAGE)])
    expect(functions.requests('invite')).toHaveLength(1)
  })

  test('that is refused says why in the words of its code, or else of the server', async () => {
    functions.answers['leave'] = [
      { result: 'refused', code: 'nobody_would_stay', message: 'Server: nobody would stay.' },
      { result: 'refused', code: 'newer_than_this', message: 'Server: something new.' },
    ]
    expect(await commands.leave(known())).toBe(false)
    await commands.leave(known())
    expect(told).toEqual(['warning: Server: nobody would stay.', 'warning: Server: something new.'])
  })

  test('whose outcome is unknown is the same one when it is tried again', async () => {
    functions.answers['invite'] = [undefined]
    expect(await commands.invite(known(), TARGET, MESSAGE)).toBe(false)
    expect(told).toEqual([`error: ${enUs.FailedUnknown}`])
    functions.answers['invite'] = [INVITED]
    expect(await commands.invite(known(), TARGET, MESSAGE)).toBe(true)
    await commands.invite(known(), TARGET, MESSAGE)
    const ids = functions.requests('invite').map(({ body }) => body['transferId'])
    expect(new Set(ids.slice(0, -1))).toEqual(new Set(['transfer-1']))
    expect(ids.at(-1)).toBe('transfer-2')
  })
})

describe('what is told', () => {
  test.each([
    ['goesOn', enUs.DoneLeft],
    ['closed', enUs.DoneClosed],
    ['inactive', enUs.DoneClosed],
    ['requeued', enUs.DoneRequeued],
  ])('of a departure after which the conversation is %s', async (conversation, text) => {
    functions.answers['leave'] = [{ ...LEFT, conversation }]
    await commands.leave(known())
    expect(told).toEqual([`success: ${text}`])
  })

  test('of an invite that was accepted before it could be canceled', async () => {
    const taskSid = sid('WT', 2)
    functions.answers['cancel-invite'] = [{ result: 'done', of: 'cancel', inviteTaskSid: taskSid, state: 'accepted' }]
    await commands.cancelInvite(known(), taskSid, 'Bob')
    expect(told).toEqual(['success: Bob has accepted meanwhile.'])
  })

  test('of somebody who was removed', async () => {
    functions.answers['remove'] = [LEFT]
    await commands.remove(known(), sid('UT', 2), 'Bob')
    expect(told).toEqual(['success: Bob has been removed.'])
    expect(functions.received[0]?.body).toMatchObject({ participantSid: sid('UT', 2) })
  })
})
