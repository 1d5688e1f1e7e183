import { EMPTY_MEMORY, type Memory } from '@conversation-transfer/transfer'
import { expect, test } from 'vitest'
import { printMemory, readMemory } from './memory-text.ts'

test('a memory is read as it was written', () => {
  expect(readMemory(printMemory(EMPTY_MEMORY))).toEqual(EMPTY_MEMORY)
})

test('what a newer version has added to a memory is left out', () => {
  expect(readMemory(printMemory({ ...EMPTY_MEMORY, newer: 1 } as Memory))).toEqual(EMPTY_MEMORY)
})

test.each(['', '{}', 'null', '{"firstSeen":{"a ghost":"yesterday"}}'])('what is no memory is none: %j', (text) => {
  expect(readMemory(text)).toBeUndefined()
})
