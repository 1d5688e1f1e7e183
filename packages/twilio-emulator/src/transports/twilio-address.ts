const PREFIX = /^\/__twilio\/([^/]+)(\/.*)?$/

/**
 * The address at Twilio that a request to the emulator stands for: the Twilio host is in its path
 * (`/__twilio/taskrouter.twilio.com/v1/...`) or in the header `X-Twilio-Host`. Undefined if it is in neither.
 */
export function twilioAddress(url: URL, hostHeader: string | undefined): URL | undefined {
  const [, hostInPath, path] = PREFIX.exec(url.pathname) ?? []
  const host = hostInPath ?? hostHeader
  if (host === undefined) return undefined
  return (
    URL.parse(`https://${host}${hostInPath === undefined ? url.pathname : (path ?? '/')}${url.search}`) ?? undefined
  )
}
