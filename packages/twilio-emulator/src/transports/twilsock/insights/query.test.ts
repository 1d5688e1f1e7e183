import { describe, expect, test } from 'vitest'
import { matchesQuery } from './match-query.ts'
import { parseQuery } from './parse-query.ts'

const worker = {
  worker_sid: 'WK1',
  activity_name: 'Available',
  level: 3,
  queue_sids: ['WQ1', 'WQ2'],
  attributes: { full_name: 'Alice "Al" Adams', languages: ['en', 'de'] },
}

const holds = (text: string): boolean => matchesQuery(parseQuery(text), worker)

describe('a live query', () => {
  test('compares texts, with every form of every operator', () => {
    const yes = [
      '',
      'data.worker_sid == "WK1"',
      'data.worker_sid eq "WK1"',
      'data.worker_sid EQ "WK1"',
      'worker_sid == "WK1"',
      'data.worker_sid != "WK2"',
      'data.worker_sid not_eq "WK2"',
      'data.activity_name IN ["Offline", "Available"]',
      'data.activity_name not_in ["Offline"]',
      'data.activity_name NOT_IN []',
      'data.attributes.full_name CONTAINS "ali"',
      'data.attributes.full_name contains "\\"Al\\""',
      'data.attributes.languages CONTAINS "de"',
      'data.queue_sids eq "WQ2"',
      'data.level == "3"',
      'data.missing != "x"',
    ]
    expect(yes.filter((text) => !holds(text))).toEqual([])
    const no = [
      'data.worker_sid == "wk1"',
      'data.worker_sid != "WK1"',
      'data.activity_name IN ["Offline"]',
      'data.activity_name NOT_IN ["Available"]',
      'data.attributes.full_name CONTAINS "bob"',
      'data.missing == "x"',
      'data.missing CONTAINS ""',
    ]
    expect(no.filter(holds)).toEqual([])
  })

  test('joins comparisons; `and` binds tighter than `or`', () => {
    expect(holds('data.level == "3" || data.level == "4" && data.worker_sid == "WK2"')).toBe(true)
    expect(holds('(data.level == "3" or data.level == "4") AND data.worker_sid == "WK2"')).toBe(false)
    expect(holds('(data.activity_name IN ["Available"]) AND (data.attributes.full_name CONTAINS "ALICE")')).toBe(true)
  })

  test('takes fields whose names begin as an operator does', () => {
    expect(matchesQuery(parseQuery('data.order == "1" and data.index eq "2"'), { order: '1', index: '2' })).toBe(true)
  })
})

describe('what is no query', () => {
  test('is refused, with a sentence that says where it went wrong', () => {
    const sentences = [
      ['data.x', 'expected eq or not_eq or contains or in or not_in, but found the end at position 6'],
      ['data.x == y', 'expected a "text", but found `y` at position 10'],
      ['data.x == "y" data', 'expected the end, but found `data` at position 14'],
      ['data.x == "y', '`"` means nothing at position 10'],
      ["data.x == 'y'", "`'` means nothing at position 10"],
      ['(data.x == "y"', 'expected `)`, but found the end at position 14'],
      ['data.x IN "y"', 'expected `[`, but found `"y"` at position 10'],
      ['== "y"', 'expected `(` or a field, but found `==` at position 0'],
    ]
    for (const [text = '', sentence = ''] of sentences) {
      expect(() => parseQuery(text)).toThrow(
        expect.objectContaining({ code: 54_507, message: `Invalid query: ${sentence}` }),
      )
    }
  })

  test('is one that is nested too deep', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}data.x == "y"${')'.repeat(depth)}`
    expect(() => parseQuery(nested(100))).not.toThrow()
    expect(() => parseQuery(nested(7000))).toThrow('nested more than 100 deep')
  })

  test('is one with thirty operators, or thirty texts in a list', () => {
    const comparison = 'data.x == "y"'
    const many = (count: number): string => Array.from({ length: count }, () => comparison).join(' or ')
    expect(() => parseQuery(many(15))).not.toThrow()
    expect(() => parseQuery(many(16))).toThrow(expect.objectContaining({ code: 54_509 }))
    const list = (count: number): string => `data.x in [${Array.from({ length: count }, () => '"y"').join(', ')}]`
    expect(() => parseQuery(list(29))).not.toThrow()
    expect(() => parseQuery(list(30))).toThrow(expect.objectContaining({ code: 54_510 }))
  })
})
