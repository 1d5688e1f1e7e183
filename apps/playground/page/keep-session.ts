/** How soon a page notices that the emulator it came from has started anew. */
const LOOK_EVERY_MS = 3000

/**
 * Loads the page again when the emulator does not know its token any more, as after a start with another seed: the Flex UI
 * itself would ask for a login that nobody here has. While the emulator does not answer at all, the page waits for it.
 */
export function keepSession({ accountSid, token }: { readonly accountSid: string; readonly token: string }): void {
  const look = async (): Promise<void> => {
    if ((await isKnown(accountSid, token)) === false) window.location.reload()
    else setTimeout(() => void look(), LOOK_EVERY_MS)
  }
  setTimeout(() => void look(), LOOK_EVERY_MS)
}

/** Undefined while nobody knows. */
async function isKnown(accountSid: string, token: string): Promise<boolean | undefined> {
  const credentials = btoa(`token:${token}`)
  try {
    const response = await fetch(`/__twilio/flex-api.twilio.com/v1/Accounts/${accountSid}/Tokens/Info`, {
      method: 'POST',
      headers: { Authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ Token: token }),
    })
    return response.status === 401 ? false : response.ok || undefined
  } catch {
    return undefined
  }
}
