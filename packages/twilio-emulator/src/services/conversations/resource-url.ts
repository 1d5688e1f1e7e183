import type { RestRequest } from '../../transports/rest/message.ts'

const SERVICE_PATH = /^\/v1\/Services\/IS[0-9a-f]{32}/

/** What the addresses in an answer begin with: they stay under the service if the request named it (CV-1). */
export function resourceBase({ url }: RestRequest): string {
  const [path] = SERVICE_PATH.exec(url.pathname) ?? ['/v1']
  return `https://conversations.twilio.com${path}`
}
