import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'
import { asWorker } from '../testing/test-interaction.ts'

test('a feature that is switched on is in the session of every desktop, until it is switched off or all is made new', async () => {
  const emulator = createTestEmulator()
  const ids = async (): Promise<unknown[]> => {
    const { body } = await emulator.call('flex.twilio.com', '/api/v1/Session', { headers: asWorker(emulator, 'alice') })
    return (body['features'] as { id: string }[]).map(({ id }) => id)
  }
  const [always] = await ids()
  const feature = 'new-transfer-experience'
  const on = await control(emulator, 'POST /features', { id: feature, enabled: true })
  expect(on.body).toEqual({ features: [feature] })
  await control(emulator, 'POST /features', { id: feature, enabled: true })
  expect(await ids()).toEqual([always, feature])
  await control(emulator, 'POST /features', { id: feature, enabled: false })
  expect(await ids()).toEqual([always])
  await control(emulator, 'POST /features', { id: feature, enabled: true })
  await control(emulator, 'POST /reset')
  expect((await control(emulator, 'GET /features')).body).toEqual({ features: [] })
  expect((await control(emulator, 'POST /features', { id: 'no id', enabled: true })).status).toBe(400)
})
