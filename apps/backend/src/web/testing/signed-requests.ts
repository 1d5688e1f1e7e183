import twilio from 'twilio'

export const AUTH_TOKEN = 'fedcba9876543210fedcba9876543210'
export const PUBLIC_URL = 'https://backend.example.com/transfers'

/** What Twilio sends to a webhook that takes forms. */
export function signedForm(path: string, fields: Readonly<Record<string, string>>): Request {
  return new Request(`http://127.0.0.1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, fields),
    },
    body: new URLSearchParams(fields).toString(),
  })
}

/** What Event Streams sends. */
export function signedJson(path: string, body: string): Request {
  const pathAndQuery = `${path}?bodySHA256=${twilio.getExpectedBodyHash(body)}`
  return new Request(`http://127.0.0.1${pathAndQuery}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${pathAndQuery}`, {}),
    },
    body,
  })
}
