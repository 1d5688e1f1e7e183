import { parseJson } from '@conversation-transfer/transfer'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CASES_FOLDER } from '../testing/cases-folder.ts'
import { printCase, readCase } from './case-file.ts'
import { redact } from './redact.ts'

const TEXT = readFileSync(join(CASES_FOLDER, 'stranded-requeued.json'), 'utf8')

describe('a case', () => {
  test('comes back from its file as it was', () => {
    const content = readCase(TEXT, 'night.json')
    expect(printCase(content)).toBe(printCase(readCase(printCase(content), 'night.json')))
  })

  test('keeps numbers of twenty digits, and text that looks like JSON', () => {
    const content = readCase(TEXT, 'night.json')
    const attributes = parseJson('{"order": 12345678901234567890, "note": "a, {b}: [c] \\"d\\""}') as object
    const conversation = { ...content.observation.conversation, attributes: { ...attributes } }
    const text = printCase({ ...content, observation: { ...content.observation, conversation } })
    expect(text).toContain('"order": 12345678901234567890')
    expect(text).toContain('"a, {b}: [c] \\"d\\""')
    expect(readCase(text, 'night.json').observation.conversation.attributes).toEqual(attributes)
  })

  test('that is none is refused, with the place in it', () => {
    expect(() => readCase('[]', 'night.json')).toThrow('night.json is not a case')
    expect(() => readCase(TEXT.replace('"nowMs": ', '"nowMs": "" , "then": '), 'night.json')).toThrow('at nowMs')
  })
})

describe('redacting', () => {
  const { observation, memory } = readCase(TEXT, 'night.json')
  const withAttributes = (attributes: Record<string, unknown>) => {
    return redact({
      memory,
      observation: { ...observation, conversation: { ...observation.conversation, attributes } },
    }).observation.conversation.attributes
  }

  test('keeps keys, types and lengths of other people’s values, and whether a marker is set', () => {
    const attributes = {
      name: 'Mary "M"',
      order: 20_731,
      price: -1.5,
      gone: false,
      zero: 0,
      none: null,
      list: ['a', 1],
    }
    expect(withAttributes(attributes)).toEqual({
      name: 'xxxxxxxxxx',
      order: 10_111,
      price: -1.1,
      gone: false,
      zero: 0,
      none: null,
      list: ['x', 1],
    })
  })

  test('keeps our own keys and takes names, notes and reasons out of them', () => {
    const invites = { WT1: { targetSid: 'WK1', targetName: 'Bob', state: 'ringing' } }
    const conversationTransfer = { transfers: [{ to: { sid: 'WK1', name: 'Bob' }, reason: 'Refund', ended: 'no' }] }
    expect(withAttributes({ invites, conversationTransfer })).toEqual({
      invites: { WT1: { targetSid: 'WK1', targetName: 'xxx', state: 'ringing' } },
      conversationTransfer: { transfers: [{ to: { sid: 'WK1', name: 'xxx' }, reason: 'xxxxxx', ended: 'no' }] },
    })
  })
})
