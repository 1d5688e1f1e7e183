import { expect, test } from 'vitest'
import { readEvent } from './function-event.ts'
import { FunctionResponse } from './function-response.ts'
import { invoke, type FunctionHandler } from './invoke.ts'
import { loadModule, syntaxErrorOf } from './load-module.ts'

const ADDRESS = 'https://example.twil.io/a?q=1'

test('query, form, headers and cookies make one event, and a repeated field is a list', async () => {
  const body = new URLSearchParams([
    ['a', '1'],
    ['b', '2'],
    ['b', '3'],
  ])
  const event = await readEvent(new Request(ADDRESS, { method: 'POST', body, headers: { Cookie: 'x=1; y=2' } }))
  expect(event).toMatchObject({ q: '1', a: '1', b: ['2', '3'], request: { cookies: { x: '1', y: '2' } } })
  expect(event.request.headers['content-type']).toContain('x-www-form-urlencoded')
})

test.each([
  ['{"a":{"b":1}}', { a: { b: 1 } }],
  ['7', {}],
  ['{', {}],
])('a JSON body %s has the parameters of the object that it is', async (body, parameters) => {
  const headers = { 'Content-Type': 'application/json' }
  const { request: _, q: __, ...rest } = await readEvent(new Request(ADDRESS, { method: 'POST', body, headers }))
  expect(rest).toEqual(parameters)
})

async function answerOf(handler: FunctionHandler): Promise<{ status: number; text: string; type: string | null }> {
  const response = await invoke(handler, {}, { request: { headers: {}, cookies: {} } })
  return { status: response.status, text: await response.text(), type: response.headers.get('Content-Type') }
}

test('what a Function calls back with is its answer: a response, a text, or JSON', async () => {
  const made = new FunctionResponse().setStatusCode(201).setBody({ a: 1 }).setHeaders({ 'Content-Type': 'text/x' })
  expect(await answerOf((_context, _event, callback) => callback(null, made))).toEqual({
    status: 201,
    text: '{"a":1}',
    type: 'text/x',
  })
  expect(await answerOf((_context, _event, callback) => callback(null, 'Hello'))).toMatchObject({ text: 'Hello' })
  expect(await answerOf((_context, _event, callback) => callback(null, [1]))).toMatchObject({
    text: '[1]',
    type: 'application/json',
  })
})

test.each<[string, FunctionHandler]>([
  ['calls back with an error', (_context, _event, callback) => callback(new Error('No.'))],
  [
    'throws',
    () => {
      throw new Error('No.')
    },
  ],
  ['rejects', () => Promise.reject(new Error('No.'))],
])('a Function that %s is answered with 500', async (_what, handler) => {
  expect(await answerOf(handler)).toMatchObject({ status: 500, text: 'No.' })
})

test('a module finds what it was given, and a text that is none says why', () => {
  const source = 'exports.sum = require("one") + Given.two; exports.file = __filename'
  const loaded = loadModule({ source, filename: '/a.js', require: () => 1, globals: { Given: { two: 2 } } })
  expect(loaded).toEqual({ sum: 3, file: '/a.js' })
  expect(syntaxErrorOf(source)).toBeUndefined()
  expect(syntaxErrorOf('exports.handler = (')).toContain('Unexpected')
})
