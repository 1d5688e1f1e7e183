import { describe, expect, test } from 'vitest'
import { ExpressionError } from '../expression/expression-error.ts'
import { orderWorkers, parseOrderBy } from './order-by.ts'

describe('reading an order_by', () => {
  test('gives its clauses in order, with the direction in any case', () => {
    expect(parseOrderBy('worker.level DESC, worker.routing.levels[0] asc')).toEqual([
      { path: ['worker', 'level'], direction: 'DESC' },
      { path: ['worker', 'routing', 'levels', 0], direction: 'ASC' },
    ])
  })

  test.each([
    ['', 0, 'Expected `worker.` and the name of an attribute'],
    ['worker.level', 12, 'Expected `ASC` or `DESC`'],
    ['worker.level downwards', 13, 'Expected `ASC` or `DESC`, but found `downwards`.'],
    ['level DESC', 0, 'write `worker.`'],
    ['worker DESC', 0, 'write `worker.`'],
    ['worker.a ASC worker.b ASC', 13, 'Expected the end'],
    ['worker.a ASC,', 13, 'the text ends'],
  ])('refuses %j', (text, position, message) => {
    expect(() => parseOrderBy(text)).toThrow(ExpressionError)
    expect(() => parseOrderBy(text)).toThrow(expect.objectContaining({ position }))
    expect(() => parseOrderBy(text)).toThrow(message)
  })
})

describe('ordering workers', () => {
  const alice = { name: 'Alice', finance: 10, support: 8 }
  const bob = { name: 'Bob', finance: 10, support: 5 }
  const carol = { name: 'Carol', finance: 10 }
  const dave = { name: 'Dave', finance: 12, support: 1 }

  test.each([
    ['worker.finance ASC, worker.support ASC', [carol, alice, bob], ['Bob', 'Alice', 'Carol']],
    ['worker.finance DESC, worker.support DESC', [carol, bob, alice, dave], ['Dave', 'Alice', 'Bob', 'Carol']],
    ['worker.support DESC', [carol, bob, dave], ['Bob', 'Dave', 'Carol']],
    ['worker.finance ASC', [bob, carol, alice], ['Bob', 'Carol', 'Alice']],
    ['worker.unknown ASC', [carol, alice], ['Carol', 'Alice']],
  ])('by %s puts those without the attribute last and leaves equals as they were', (text, workers, names) => {
    expect(namesInOrder(text, workers)).toEqual(names)
  })

  test.each(['high', 1.5, null, { level: 1 }])('is ignored if a worker has %j there, unless it is null', (finance) => {
    const odd = { name: 'Odd', finance }
    const names = namesInOrder('worker.finance DESC', [alice, odd, dave])
    expect(names).toEqual(finance === null ? ['Dave', 'Alice', 'Odd'] : ['Alice', 'Odd', 'Dave'])
  })

  test('changes nothing without clauses, and never the list that it was given', () => {
    const workers = Object.freeze([bob, alice])
    expect(orderWorkers(workers, [], (worker) => worker)).toEqual([bob, alice])
    expect(orderWorkers(workers, parseOrderBy('worker.support DESC'), (worker) => worker)).toEqual([alice, bob])
  })
})

function namesInOrder(orderBy: string, workers: readonly { name: string }[]): string[] {
  return orderWorkers(workers, parseOrderBy(orderBy), (worker) => worker).map(({ name }) => name)
}
