import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'

const HOST = 'sync.twilio.com'
const DOCUMENTS = '/v1/Services/default/Documents'

async function kindsAfter(emulator: TestEmulator, after: number): Promise<unknown> {
  const { body } = await control(emulator, `GET /changes?after=${after}`)
  const { changes } = body
  return Array.isArray(changes) ? changes.map(({ kind }) => kind) : changes
}

test('what changes is told in its order, with the rows, from the number on that was asked for', async () => {
  const emulator = createTestEmulator()
  const { next } = (await control(emulator, 'GET /changes')).body
  await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'a' } })
  await emulator.delete(HOST, `${DOCUMENTS}/a`)
  expect(await kindsAfter(emulator, Number(next))).toEqual(['sync-document.created', 'sync-document.removed'])
  expect(await kindsAfter(emulator, Number(next) + 1)).toEqual(['sync-document.removed'])
  expect((await control(emulator, `GET /changes?after=${Number(next) + 1}`)).body).toMatchObject({
    missed: false,
    next: Number(next) + 2,
    changes: [{ at: '2026-01-31T09:30:00.000Z', change: { document: { uniqueName: 'a' } } }],
  })
  expect((await control(emulator, 'GET /changes?after=soon')).status).toBe(400)
})

test('a reader who was away too long is told so', async () => {
  const emulator = createTestEmulator()
  for (let write = 0; write < 6100; write++) {
    emulator.world.changes.publish({ kind: 'workspace.updated' })
  }
  expect((await control(emulator, 'GET /changes?after=1')).body).toMatchObject({ missed: true })
})

test('a reset is told, and after it what the new account was filled with', async () => {
  const emulator = createTestEmulator()
  const { next } = (await control(emulator, 'GET /changes')).body
  await control(emulator, 'POST /reset')
  const { body } = await control(emulator, `GET /changes?after=${Number(next)}`)
  expect(body).toMatchObject({ missed: false })
  const kinds = await kindsAfter(emulator, Number(next))
  expect(kinds).toEqual(expect.arrayContaining(['emulator.reset', 'worker.created', 'workflow.created']))
  expect(body['changes']).toMatchObject({ 0: { kind: 'emulator.reset' } })
})

test('a stream tells what happens from when it was opened, or from where its reader had been', async () => {
  const emulator = createTestEmulator()
  const stream = await emulator.fetch(new Request('http://emulator/__emulator/events'))
  expect(stream.headers.get('Content-Type')).toContain('text/event-stream')
  const reader = textReader(stream)
  await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'a' } })
  const first = await reader.until('\n\n')
  expect(first).toContain('event: sync-document.created')
  await reader.close()
  await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'b' } })
  const id = /^id: (\d+)$/m.exec(first)?.[1] ?? ''
  const headers = { 'Last-Event-ID': id }
  const again = textReader(await emulator.fetch(new Request('http://emulator/__emulator/events', { headers })))
  expect(await again.until('\n\n')).toContain('"uniqueName":"b"')
  await again.close()
})

function textReader(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('The answer has no body.')
  let text = ''
  return {
    until: async (end: string): Promise<string> => {
      while (!text.includes(end)) text += (await reader.read()).value ?? ''
      const upTo = text.slice(0, text.indexOf(end))
      text = text.slice(upTo.length + end.length)
      return upTo
    },
    close: () => reader.cancel(),
  }
}
