import { isoSeconds } from '../../transports/rest/render.ts'
import { flexUserSid, type TokenCheck } from './tokens.ts'

/** What Tokens/validate answers (IAM-1). The empty fields of a token that is not valid are assumed (IAM-2). */
export function validationJson(check: TokenCheck): object {
  if (!check.valid) {
    const { code, message } = check
    return {
      valid: false,
      code,
      message,
      expiration: null,
      realm_user_id: null,
      identity: null,
      roles: [],
      worker_sid: null,
    }
  }
  const { identity, roles, workerSid, expiresAtMs } = check.token
  return {
    valid: true,
    code: 0,
    message: null,
    expiration: isoSeconds(expiresAtMs),
    realm_user_id: identity,
    identity,
    roles,
    worker_sid: workerSid,
  }
}

/** What Tokens/Info answers to the Flex UI: the validation, and who the Flex user is (IAM-5). */
export function tokenInfoJson(check: TokenCheck): object {
  return { ...validationJson(check), flex_user_sid: check.valid ? flexUserSid(check.token.workerSid) : null }
}

/** What Tokens/refresh answers. Its names are camel case, unlike those of the other two (IAM-4). */
export function refreshedJson({ token }: Extract<TokenCheck, { valid: true }>): object {
  return {
    token: token.sid,
    identity: token.identity,
    roles: token.roles,
    expiration: isoSeconds(token.expiresAtMs),
    flexUserSid: flexUserSid(token.workerSid),
  }
}
