/** Where the Flex UI looks for its token: per tab, so that each tab can be another worker's desktop (FU-4). */
const TOKEN_KEY = 'TWILIO_FLEX_SSO'
/** The worker of this tab; it outlasts the Flex UI's own addresses, which do not name the worker. */
const WORKER_KEY = 'playground.worker'

/** A day: nobody has to log in again in the middle of trying something out. */
const LIFETIME_SECONDS = 86_400

/** The name of the worker whose desktop this tab is, from the address or from before. */
export function workerOfTab(): string | undefined {
  const name = /^\/desktop\/(\w+)$/.exec(window.location.pathname)?.[1]
  if (name !== undefined) sessionStorage.setItem(WORKER_KEY, name)
  return name ?? sessionStorage.getItem(WORKER_KEY) ?? undefined
}

/** Who this page is to the emulator. */
export interface Session {
  readonly accountSid: string
  readonly token: string
}

interface Account {
  readonly accountSid: string
  readonly workers: readonly { readonly sid: string; readonly name: string }[]
}

/** Logs the worker in, and puts the token where the Flex UI finds it. Throws if there is no such worker. */
export async function signIn(workerName: string): Promise<Session> {
  const account: Account = await fromEmulator('/account')
  const worker = account.workers.find(({ name }) => name === workerName)
  if (worker === undefined) throw new Error(`The contact center has no worker "${workerName}".`)
  const token = await fromEmulator<Token>('/tokens', { workerSid: worker.sid, lifetimeSeconds: LIFETIME_SECONDS })
  const { accountSid } = account
  const stored = {
    token: token.token,
    identity: token.identity,
    roles: token.roles,
    expiration: token.expiresAt,
    flexUserSid: token.flexUserSid,
    accountSid,
  }
  sessionStorage.setItem(TOKEN_KEY, JSON.stringify(stored))
  return { accountSid, token: token.token }
}

interface Token {
  readonly token: string
  readonly identity: string
  readonly roles: readonly string[]
  readonly expiresAt: string
  readonly flexUserSid: string
}

/** The control API is of the same origin and the same version as this page, so its answers are taken at their word. */
async function fromEmulator<Answer>(path: string, body?: object): Promise<Answer> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`/__emulator${path}`, init)
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${path}: ${await response.text()}`)
  const answer: Answer = await response.json()
  return answer
}
