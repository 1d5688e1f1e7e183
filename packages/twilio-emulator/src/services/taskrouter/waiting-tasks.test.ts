import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { WaitingTasks, type WaitingTask } from './waiting-tasks.ts'

const waitingTask = fc.record({
  taskSid: fc.integer({ min: 0, max: 20 }).map((number) => `WT${number}`),
  place: fc.constantFrom('first in, first out', 'last in, first out', 'elsewhere'),
  priority: fc.integer({ min: 0, max: 3 }),
  virtualStartMs: fc.integer({ min: 0, max: 5 }),
})

function withOrder(task: Omit<WaitingTask, 'order'>): WaitingTask {
  return { ...task, order: task.place === 'last in, first out' ? 'LIFO' : 'FIFO' }
}

test('tasks come by priority, then queues by the preferred order, then tasks by age', () => {
  fc.assert(
    fc.property(fc.array(waitingTask), fc.constantFrom('FIFO', 'LIFO'), (tasks, preferred) => {
      const waiting = new WaitingTasks()
      const last = new Map<string, WaitingTask>()
      for (const task of tasks.map(withOrder)) {
        waiting.put(task)
        last.set(task.taskSid, task)
      }
      const places = ['first in, first out', 'last in, first out']
      const sids = [...waiting.inOrder(places, { preferred, isOpen: () => true })]
      const there = [...last.values()].filter(({ place }) => places.includes(place))
      expect(new Set(sids)).toEqual(new Set(there.map(({ taskSid }) => taskSid)))
      const ranks = sids.map((sid) => rank(last.get(sid), preferred))
      expect(ranks).toEqual([...ranks].sort())
    }),
  )
})

/** A text that sorts as the tasks must. */
function rank(task: WaitingTask | undefined, preferred: string): string {
  if (task === undefined) return ''
  const age = task.order === 'FIFO' ? task.virtualStartMs : 9 - task.virtualStartMs
  return `${9 - task.priority} ${task.order === preferred ? 0 : 1} ${age}`
}

test('a place that closes gives no more tasks, and one that is deleted on the way is still only said once', () => {
  const waiting = new WaitingTasks()
  for (let number = 0; number < 4; number++) {
    const task = { taskSid: `WT${number}`, place: `place ${number % 2}`, priority: 0, virtualStartMs: number }
    waiting.put({ ...task, order: 'FIFO' })
  }
  const seen: string[] = []
  const isOpen = (place: string): boolean => place === 'place 0' || !seen.includes('WT1')
  for (const sid of waiting.inOrder(['place 0', 'place 1'], { preferred: 'FIFO', isOpen })) {
    seen.push(sid)
    waiting.delete(sid)
  }
  expect(seen).toEqual(['WT0', 'WT1', 'WT2'])
  expect(waiting.has('WT3')).toBe(true)
  expect(waiting.has('WT0')).toBe(false)
})
