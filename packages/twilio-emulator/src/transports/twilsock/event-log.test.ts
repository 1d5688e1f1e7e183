import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../../world/virtual-clock.ts'
import { EventLog } from './event-log.ts'

const event = (id: number) => ({ event_type: 'document_updated', event: { id } })

describe('the log of a Sync object', () => {
  test('holds what came after an id', () => {
    const log = new EventLog(new VirtualClock(1000))
    const seen = log.lastId('ET1')
    log.add('ET1', event)
    log.add('ET2', event)
    log.add('ET1', event)
    const missed = log.after('ET1', seen)?.map((entry) => entry.event['id'])
    expect(missed).toEqual([seen + 1, seen + 2])
    expect(log.after('ET1', log.lastId('ET1'))).toEqual([])
  })

  test('is kept only of what a client has read', () => {
    const log = new EventLog(new VirtualClock(1000))
    expect(log.add('ET1', event)).toBeUndefined()
    expect(log.isWatched('ET1')).toBe(false)
  })

  test('does not reach back to an earlier run of the emulator, nor for ever', () => {
    const before = new EventLog(new VirtualClock(1000)).lastId('ET1')
    const log = new EventLog(new VirtualClock(2000))
    expect(log.after('ET1', before)).toBeUndefined()
    const first = log.lastId('ET1')
    for (let count = 0; count < 1001; count++) log.add('ET1', event)
    expect(log.after('ET1', first)).toBeUndefined()
    expect(log.after('ET1', first + 1)).toHaveLength(1000)
  })

  test('gives ids that grow, however little time passes', () => {
    const clock = new VirtualClock(1000)
    const log = new EventLog(clock)
    const ids = [log.nextId(), log.nextId()]
    clock.advanceBy(5000)
    ids.push(log.nextId())
    expect(ids).toEqual([1000, 1001, 6000])
  })
})
