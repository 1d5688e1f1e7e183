import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import type { Scene } from './scene.ts'
import { addWorker } from './taskrouter-scene.ts'

const VALIDATOR = 'the npm package twilio-flex-token-validator 1.6.0'
const AUTHENTICATION = 'https://www.twilio.com/docs/api/errors/20003'

test(
  'a Flex token says who is logged in',
  behaviour({ source: VALIDATOR, needs: 'a Flex token' }, async (scene) => {
    const { sid } = await addWorker(scene, 'agent')
    const { statusCode, body } = await validate(scene, await scene.subject.flexToken(sid))
    expect(statusCode).toBe(200)
    expect(body).toMatchObject({
      valid: true,
      code: 0,
      message: null,
      expiration: expect.any(String),
      realm_user_id: expect.any(String),
      identity: expect.any(String),
      roles: expect.arrayContaining([expect.any(String)]),
      worker_sid: expect.stringMatching(/^WK/),
    })
    scene.saw('the fields', Object.keys(Object(body)).sort())
  }),
)

test(
  'a token that nobody was given is not valid',
  behaviour({ source: VALIDATOR }, async (scene) => {
    const { statusCode, body } = await validate(scene, 'a.forged.token')
    expect(statusCode).toBe(200)
    expect(body).toMatchObject({ valid: false, message: expect.any(String) })
  }),
)

test(
  'a wrong auth token is answered with 401',
  behaviour({ source: AUTHENTICATION }, async (scene) => {
    const { subject } = scene
    const wrong = await subject.twilio.request({
      method: 'get',
      uri: `https://taskrouter.twilio.com/v1/Workspaces/${subject.workspaceSid}`,
      username: subject.accountSid,
      password: '0'.repeat(32),
    })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.body).toMatchObject({ code: 20_003, status: 401 })
  }),
)

/** Plain HTTP, as the validator does it: the SDK has no method for it. */
function validate({ subject }: Scene, token: string): Promise<{ statusCode: number; body: unknown }> {
  return subject.twilio.request({
    method: 'post',
    uri: `https://iam.twilio.com/v1/Accounts/${subject.accountSid}/Tokens/validate`,
    headers: { 'Content-Type': 'application/json' },
    data: { token },
  })
}
