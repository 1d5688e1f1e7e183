import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { expect, test } from 'vitest'
import { chosenIn, NO_VIEWS, withTold, type Told } from './views.ts'

const live = (world: number, conversationSids: readonly string[] = []): LiveView => ({
  world,
  staff: [],
  queues: [],
  troubles: [],
  conversations: conversationSids.map((conversationSid) => ({
    conversationSid,
    channel: 'sms',
    customer: '+15550001234',
    state: 'active',
    agents: [],
    waitingFor: [],
    isAlone: false,
    lastMessage: undefined,
    startedAt: '2026-03-02T10:00:00.000Z',
  })),
})

const PHONE: Told = { event: 'phone', value: { address: '+15550001234', messages: [] } }
const STORY: Told = { event: 'story', value: { conversationSid: 'CH1', now: '', lanes: [], entries: [] } }

test('views are kept side by side, each the newest that was told', () => {
  const views = [{ event: 'view', value: live(1) } as const, PHONE, STORY].reduce(withTold, NO_VIEWS)
  const later = withTold(views, { event: 'view', value: live(1, ['CH1']) })
  expect(later.live?.conversations).toHaveLength(1)
  expect(later.story).toBe(STORY.value)
  expect(later.phones.get('+15550001234')).toBe(PHONE.value)
})

test('of an emulator that was made new, nothing that was known before is true', () => {
  const views = [{ event: 'view', value: live(1) } as const, PHONE, STORY].reduce(withTold, NO_VIEWS)
  expect(withTold(views, { event: 'view', value: live(2) })).toEqual({ ...NO_VIEWS, live: live(2) })
})

test('what was chosen is shown as long as it is there, and else the newest', () => {
  expect(chosenIn(live(1, ['CH2', 'CH1']), 'CH1')?.conversationSid).toBe('CH1')
  expect(chosenIn(live(1, ['CH2', 'CH1']), 'CH0')?.conversationSid).toBe('CH2')
  expect(chosenIn(live(1), 'CH1')).toBeUndefined()
  expect(chosenIn(undefined, undefined)).toBeUndefined()
})
