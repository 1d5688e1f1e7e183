import { expect, test } from 'vitest'
import { createPinoLog } from './pino-log.ts'

function setUp() {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createPinoLog({ level: 'info', processId: 'one', destination }) }
}

test('a line is JSON, with its level by name, the process, and the conversation', () => {
  const { lines, log } = setUp()
  log.warn({ conversationSid: 'CH1' }, 'Something is wrong.')
  log.debug({}, 'Nobody asked for this.')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      processId: 'one',
      conversationSid: 'CH1',
      msg: 'Something is wrong.',
    },
  ])
})

test('no line carries a credential or what a customer wrote, wherever it stands in what is logged', () => {
  const { lines, log } = setUp()
  const fields = { authToken: 'SECRET', Body: 'SECRET', url: 'postgres://user:SECRET@db' }
  log.error({ ...fields, one: fields, two: { three: fields }, headers: { cookie: 'SECRET' } }, 'Oh.')
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('SECRET')
})
