import { keepSession } from './keep-session.ts'
import { redirectToEmulator } from './redirect.ts'
import { signIn, workerOfTab } from './session.ts'

/** The part of the Flex UI that this page calls. */
interface FlexUi {
  runDefault(config: object, container: string): Promise<unknown>
}

declare global {
  interface Window {
    /** Set by the Flex UI's bundle. */
    Twilio?: { readonly Flex: FlexUi }
    appConfig?: object
  }
}

redirectToEmulator()
void start()

async function start(): Promise<void> {
  const worker = workerOfTab()
  if (worker === undefined) return window.location.replace('/')
  document.title = `${worker} · Flex`
  try {
    const [session, flex] = await Promise.all([signIn(worker), loadFlexUi()])
    keepSession(session)
    window.appConfig = configuration(session.accountSid)
    await flex.runDefault(window.appConfig, '#desktop')
    sayReady(Math.round(performance.now()))
  } catch (error: unknown) {
    say(`The desktop did not start. ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** How long it took since the navigation, the script's evaluation included: for whoever wonders, and for benchmarks. */
function sayReady(readyMs: number): void {
  document.documentElement.dataset['ready'] = `${readyMs}`
  // oxlint-disable-next-line no-console -- the one line that this page says of itself.
  console.info(`Desktop ready after ${readyMs} ms`)
}

/** The bundle is a script of its own beside this one; the address stands in the page. */
function loadFlexUi(): Promise<FlexUi> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = document.body.dataset['flexUi'] ?? ''
    script.addEventListener('error', () => reject(new Error('The Flex UI could not be loaded.')))
    script.addEventListener('load', () => {
      const flex = window.Twilio?.Flex
      if (flex === undefined) reject(new Error('The bundle holds no Flex UI.'))
      else resolve(flex)
    })
    document.head.append(script)
  })
}

function configuration(accountSid: string): object {
  return {
    sso: { accountSid, loginPopup: false },
    serviceBaseUrl: window.location.host,
    pluginService: { enabled: true },
    router: { type: 'browser' },
    // There is no voice here, and nobody to report to.
    disableBrowserVoice: true,
    disableTelemetry: true,
    logLevel: 'warn',
    theme: { isLight: true },
  }
}

function say(text: string): void {
  const message = document.createElement('p')
  message.setAttribute('role', 'alert')
  message.textContent = text
  document.querySelector('#desktop')?.replaceChildren(message)
}
