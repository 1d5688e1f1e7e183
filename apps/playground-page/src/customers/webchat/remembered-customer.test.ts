import { expect, test } from 'vitest'
import { customerFrom } from './remembered-customer.ts'

test('a customer is remembered whole or not at all', () => {
  const carl = { name: 'Carl', identity: 'webchat-1', conversationSid: 'CH1' }
  expect(customerFrom(JSON.stringify(carl))).toEqual(carl)
  const others = [null, '', 'null', '[]', '7', '{"name":"Carl"}', '{"name":1,"identity":2,"conversationSid":3}', '{']
  expect(others.map((text) => customerFrom(text))).toEqual(others.map(() => undefined))
})
