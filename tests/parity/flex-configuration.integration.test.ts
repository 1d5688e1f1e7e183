import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'

const CONFIGURATION = 'https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api'

test(
  'the Flex configuration names the account and its workspace',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const { accountSid, workspaceSid, twilio } = scene.subject
    const configuration = await twilio.flexApi.v1.configuration().fetch()
    expect(configuration.accountSid).toBe(accountSid)
    expect(configuration.taskrouterWorkspaceSid).toBe(workspaceSid)
    expect(configuration.status).toBe('ok')
    expect(configuration.uiAttributes).toBeTypeOf('object')
  }),
)

test(
  'an object in the Flex configuration is replaced as a whole, and the rest stays',
  behaviour({ source: CONFIGURATION, needs: 'leave to write the Flex configuration' }, async (scene) => {
    const { twilio, accountSid } = scene.subject
    const configuration = twilio.flexApi.v1.configuration()
    const before = await configuration.fetch()
    const write = (uiAttributes: object) =>
      configuration.update({ account_sid: accountSid, ui_attributes: uiAttributes })
    scene.afterwards('the Flex configuration as it was', () => write(before.uiAttributes))
    await write({ ...before.uiAttributes, parity: { first: 1 } })
    await write({ ...before.uiAttributes, parity: { second: 2 } })
    const after = await configuration.fetch()
    expect(after.uiAttributes).toHaveProperty('parity', { second: 2 })
    expect(after.uiLanguage).toBe(before.uiLanguage)
    scene.saw('our own key', { second: 2 })
  }),
)

test(
  'a form is no Flex configuration',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const { statusCode } = await scene.subject.twilio.request({
      method: 'post',
      uri: 'https://flex-api.twilio.com/v1/Configuration',
      // Without the account's sid nothing can be changed, whatever is made of the form.
      data: { ui_language: 'en-US' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(statusCode).toBeGreaterThanOrEqual(400)
  }),
)
