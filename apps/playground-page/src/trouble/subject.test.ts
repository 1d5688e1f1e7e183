import { expect, test } from 'vitest'
import { subjectOf } from './subject.ts'

test('trouble that is about somebody needs somebody; other trouble needs nobody', () => {
  expect(subjectOf('nobody', undefined, undefined)).toEqual({ request: {}, text: undefined, isMissing: false })
  expect(subjectOf('worker', undefined, undefined).isMissing).toBe(true)
  expect(subjectOf('conversation', undefined, undefined).isMissing).toBe(true)
})
