import { expect, test } from 'vitest'
import { taskSid } from './sid.ts'
import { testSid } from './testing/chat.ts'

test('a sid is a text: its prefix, and 32 hexadecimal digits', () => {
  expect(taskSid.safeParse(testSid('WT', 1)).success).toBe(true)
  const others: readonly unknown[] = [testSid('WK', 1), `${testSid('WT', 1)}0`, 'WT1', [testSid('WT', 1)], 7, undefined]
  for (const other of others) expect(taskSid.safeParse(other).success).toBe(false)
})
