/** Hosts of Twilio, and of those whom the Flex UI reports to. */
const FOREIGN_HOST =
  /(^|\.)(twilio\.com|twiliocdn\.com|twil\.io|ytica\.com|segment\.(io|com)|datadoghq(-browser-agent)?\.com)$/

/** The address at the emulator, of this origin, if `address` is of a foreign host; otherwise the same. */
export function emulatedAddress(address: string, origin: string): string {
  const url = URL.parse(address)
  if (url === null || !FOREIGN_HOST.test(url.hostname)) return address
  const isSocket = url.protocol === 'ws:' || url.protocol === 'wss:'
  return `${isSocket ? origin.replace(/^http/, 'ws') : origin}/__twilio/${url.host}${url.pathname}${url.search}`
}
