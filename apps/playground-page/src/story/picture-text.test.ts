import { expect, test } from 'vitest'
import { pictureText } from './picture-text.ts'

const FROM = '2026-03-02T10:00:00.000Z'

test('says of each lane how things are, or how they last were', () => {
  const text = pictureText({
    conversationSid: 'CH1',
    now: FROM,
    entries: [],
    lanes: [
      { id: 'MB1', kind: 'customer', name: 'Dana', spans: [{ kind: 'alone', from: FROM, to: undefined }] },
      { id: 'WK1', kind: 'agent', name: 'Alice', spans: [{ kind: 'wrapup', from: FROM, to: FROM }] },
      { id: 'WQ1', kind: 'queue', name: 'Sales', spans: [] },
    ],
  })
  expect(text).toBe('The conversation over time. Dana: alone. Alice: was in wrap-up. Sales: not yet.')
})
