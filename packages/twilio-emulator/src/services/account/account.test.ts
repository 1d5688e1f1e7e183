import { expect, test } from 'vitest'
import { control } from '../../testing/control-client.ts'
import { startSdkEmulator } from '../../testing/sdk-emulator.ts'
import { createTestEmulator } from '../../testing/test-client.ts'

test('the account says who it is, and nobody else’s is found', async () => {
  const { client, emulator } = await startSdkEmulator()
  const { sid } = emulator.world.account
  expect(await client.api.v2010.accounts(sid).fetch()).toMatchObject({ sid, status: 'active', type: 'Full' })
  const other = client.api.v2010.accounts(`AC${'0'.repeat(32)}`).fetch()
  await expect(other).rejects.toMatchObject({ status: 404, code: 20404 })
})

test('the account has the numbers of its SMS addresses, listed page by page', async () => {
  const { client } = await startSdkEmulator()
  const addresses = await client.conversations.v1.addressConfigurations.list({ type: 'sms' })
  await client.conversations.v1.addressConfigurations.create({ type: 'sms', address: '+15550007777' })
  const numbers = await client.incomingPhoneNumbers.list({ pageSize: 1 })
  expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([
    ...addresses.map(({ address }) => address),
    '+15550007777',
  ])
  expect(await client.incomingPhoneNumbers.list({ phoneNumber: '+15550007777' })).toHaveLength(1)
})

test('an answer has the time of the emulator’s clock, and a fault puts it forward', async () => {
  const emulator = createTestEmulator()
  const path = `/2010-04-01/Accounts/${emulator.world.account.sid}.json`
  const skewMs = async (): Promise<number> => {
    const { headers } = await emulator.call('api.twilio.com', path)
    return Date.parse(headers.get('Date') ?? '') - emulator.clock.now()
  }
  expect(await skewMs()).toBe(0)
  await control(emulator, 'POST /faults', { kind: 'clock-skew', skewMs: 600_000 })
  expect(await skewMs()).toBe(600_000)
  await control(emulator, 'DELETE /faults')
  await control(emulator, 'POST /faults', { kind: 'clock-skew', skewMs: -600_000, route: { host: 'sync.twilio.com' } })
  expect(await skewMs()).toBe(0)
})
