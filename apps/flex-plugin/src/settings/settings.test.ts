import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const BOTH_ON = { enabled: true, cold_transfer: true, multi_participant: true }

const configuration = (
  feature: object,
  rest: object = { serverless_functions_domain: 'example-1234.twil.io' },
): object => {
  return { custom_data: { ...rest, features: { conversation_transfer: feature } } }
}

describe('the feature', () => {
  test.each([
    [
      { enabled: true, cold_transfer: true, multi_participant: true },
      { cold: true, multi: true },
    ],
    [
      { enabled: true, cold_transfer: true, multi_participant: false },
      { cold: true, multi: false },
    ],
    [
      { enabled: true, cold_transfer: false, multi_participant: true },
      { cold: false, multi: true },
    ],
    [{ enabled: true, cold_transfer: false, multi_participant: false }, undefined],
    [{ enabled: false, cold_transfer: true, multi_participant: true }, undefined],
    [{}, undefined],
  ])('%j', (feature, expected) => {
    const { settings, problems } = readSettings(configuration(feature))
    expect(problems).toEqual([])
    expect(settings && { cold: settings.isColdTransferOn, multi: settings.isMultiParticipantOn }).toEqual(expected)
  })

  test('is off where nobody has configured it', () => {
    for (const nothing of [undefined, {}, { custom_data: {} }, { custom_data: { features: {} } }]) {
      expect(readSettings(nothing)).toEqual({ settings: undefined, problems: [] })
    }
  })
})

describe('optional keys', () => {
  test('have defaults', () => {
    expect(readSettings(configuration(BOTH_ON)).settings).toMatchObject({
      hasNotes: true,
      participantsMax: 6,
      wrapup: 'closed',
    })
  })

  test('that are wrong are told of by name, and their defaults are used', () => {
    const { settings, problems } = readSettings(configuration({ ...BOTH_ON, notes: 'yes', max_participants: 0 }))
    expect(settings).toMatchObject({ hasNotes: true, participantsMax: 6 })
    expect(problems).toHaveLength(2)
    expect(problems.join('\n')).toMatch(/max_participants.*default, 6[^]*notes: expected a boolean.*default, true/)
  })
})

describe('where the Functions are', () => {
  const urlOf = (feature: object, rest?: object): string | undefined =>
    readSettings(configuration({ ...BOTH_ON, ...feature }, rest)).settings?.serviceUrl

  test('is what service_url says', () => {
    expect(urlOf({ service_url: 'https://example.com/transfers/' })).toBe('https://example.com/transfers')
  })

  test('else the domain that the Flex template configures', () => {
    expect(urlOf({})).toBe('https://example-1234.twil.io')
    const local = { serverless_functions_domain: 'localhost', serverless_functions_protocol: 'http' }
    expect(urlOf({}, { ...local, serverless_functions_port: '3001' })).toBe('http://localhost:3001')
  })

  test('is unknown where neither is there', () => {
    expect(urlOf({}, {})).toBeUndefined()
  })

  test('is not taken from what is no address', () => {
    const { settings, problems } = readSettings(configuration({ ...BOTH_ON, service_url: 'javascript:alert(1)' }))
    expect(settings?.serviceUrl).toBe('https://example-1234.twil.io')
    expect(problems).toEqual([expect.stringContaining('service_url')])
  })
})
