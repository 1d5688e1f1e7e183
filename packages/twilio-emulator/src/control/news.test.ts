import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'

const HOST = 'sync.twilio.com'
const DOCUMENTS = '/v1/Services/default/Documents'

test('there is news of changes, of calls that change nothing, and of faults, until one stops listening', async () => {
  const emulator = createTestEmulator()
  let told = 0
  const stop = emulator.news.subscribe(() => {
    told += 1
  })
  const since = async (run: () => Promise<unknown>): Promise<boolean> => {
    told = 0
    await run()
    return told > 0
  }
  expect(await since(() => emulator.call(HOST, DOCUMENTS))).toBe(true)
  expect(await since(() => control(emulator, 'POST /faults', { kind: 'disconnect', match: 'nowhere' }))).toBe(true)
  expect(await since(() => control(emulator, 'DELETE /faults'))).toBe(true)
  expect(await since(() => control(emulator, 'GET /calls'))).toBe(false)
  emulator.world.changes.subscribe(() => expect(emulator.logs.changes.all().at(-1)?.kind).toBe('workspace.updated'))
  expect(await since(async () => emulator.world.changes.publish({ kind: 'workspace.updated' }))).toBe(true)
  stop()
  expect(await since(() => emulator.call(HOST, DOCUMENTS))).toBe(false)
})

test('whoever makes the account new is answered when it has been set up again', async () => {
  const setUp: string[] = []
  const emulator = createTestEmulator({
    afterReset: async ({ workspaceSid }) => {
      await Promise.resolve()
      setUp.push(workspaceSid)
    },
  })
  expect(setUp).toEqual([])
  await control(emulator, 'POST /reset')
  await emulator.reset()
  expect(setUp).toEqual([emulator.contactCenter.workspaceSid, emulator.contactCenter.workspaceSid])
  expect(emulator.logs.changes.resets).toBe(2)
})
