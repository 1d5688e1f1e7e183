import { expect, test } from 'vitest'
import { emulatedAddress } from './emulated-address.ts'

const ORIGIN = 'http://127.0.0.1:4000'

test('what is meant for Twilio goes to the emulator, sockets as sockets', () => {
  expect(emulatedAddress('https://flex-api.twilio.com/v1/Configuration?UiVersion=2', ORIGIN)).toBe(
    'http://127.0.0.1:4000/__twilio/flex-api.twilio.com/v1/Configuration?UiVersion=2',
  )
  expect(emulatedAddress('wss://tsock.us1.twilio.com/v3/wsconnect', ORIGIN)).toBe(
    'ws://127.0.0.1:4000/__twilio/tsock.us1.twilio.com/v3/wsconnect',
  )
})

test('everything else stays as it is', () => {
  const addresses = [
    '/scripts/a.js',
    'http://127.0.0.1:4000/desktop/alice',
    'https://twilio.com.example',
    'https://nottwilio.com/x',
    'data:image/png;base64,AA==',
    '',
  ]
  expect(addresses.map((address) => emulatedAddress(address, ORIGIN))).toEqual(addresses)
})
