import type * as FlexUi from '@twilio/flex-ui'
import type { Manager } from '@twilio/flex-ui'
import { Commands } from './commands/commands.ts'
import { ConversationWatches } from './conversations/conversation-watches.ts'
import { createKnownStore } from './conversations/known-conversations.ts'
import { WorkerNames } from './conversations/worker-names.ts'
import { installGuards } from './guards/guards.ts'
import { browserClock } from './host/clock.ts'
import { flexHost } from './host/flex-host.ts'
import { registerNotices } from './host/notices.ts'
import { TransferService } from './service/transfer-service.ts'
import { readSettings, type Settings } from './settings/settings.ts'
import { languageFor } from './strings/languages.ts'
import { registerStrings, sayer } from './strings/strings.ts'
import { installViews } from './ui/install-views.tsx'

type Flex = typeof FlexUi

/** What Flex's loader makes one of, and initializes when the desktop is there. */
export class ConversationTransferPlugin {
  readonly name = 'conversation-transfer'
  #unload: () => void = () => {}

  async init(flex: Flex, manager: Manager): Promise<void> {
    const { settings, problems } = readSettings(manager.configuration)
    for (const problem of problems) warn(problem)
    if (settings === undefined) return
    const strings = manager.strings as unknown as Record<string, string>
    registerStrings(strings, languageFor(manager.localization.localeTag))
    const notify = registerNotices(flex, strings)
    const say = sayer(strings)
    if (areNativeTransfersOn(manager)) notify('warning', say('NativeTransfersOn'))
    else if (settings.serviceUrl === undefined) notify('error', say('NoServiceUrl'))
    else this.#unload = load({ flex, manager, settings, serviceUrl: settings.serviceUrl, notify, say })
  }

  /** Ends every listener, and takes away what is on the screen as soon as Flex draws it anew. */
  unload(): void {
    this.#unload()
    this.#unload = () => {}
  }
}

interface Loading {
  readonly flex: Flex
  readonly manager: Manager
  readonly settings: Settings
  readonly serviceUrl: string
  readonly notify: ReturnType<typeof registerNotices>
  readonly say: ReturnType<typeof sayer>
}

/** Returns what ends every listener. */
function load({ flex, manager, settings, serviceUrl, notify, say }: Loading): () => void {
  const clock = browserClock
  const host = flexHost(manager)
  const store = createKnownStore()
  const names = new WorkerNames(host, store)
  const service = new TransferService({
    url: serviceUrl,
    token: () => manager.user.token,
    fetch: (...request) => fetch(...request),
    wait: (ms) => new Promise((resolve) => clock.after(ms, () => resolve())),
  })
  const onInviteFailed = (name: string, how: 'declined' | 'timed_out'): void => {
    notify('warning', say(how === 'declined' ? 'NoticeDeclined' : 'NoticeTimedOut', { name }))
  }
  const watches = new ConversationWatches({ host, service, store, names, clock, onInviteFailed })
  const commands = new Commands({
    service,
    store,
    notify,
    say,
    newTransferId: () => crypto.randomUUID(),
    look: (conversationSid) => void watches.of(conversationSid)?.look(),
  })
  const directory = {
    open: () => void flex.Actions.invokeAction('ShowDirectory'),
    close: () => void flex.Actions.invokeAction('HideDirectory'),
  }
  const removeViews = installViews(flex, isEndMenuOn(manager), {
    settings,
    store,
    commands,
    service,
    say,
    clock,
    directory,
    lookOn: (key) => watches.lookOn(key),
    look: (conversationSid) => void watches.of(conversationSid)?.look(),
    learnName: (workerSid) => names.learn(workerSid),
  })
  const { Actions: actions } = flex
  const removeGuards = installGuards({ actions, host, store, service, clock, commands, notify, say })
  watches.start()
  return () => {
    watches.stop()
    removeGuards()
    removeViews()
  }
}

/** Twilio's own messaging transfers use the same places and the same actions. */
function areNativeTransfersOn(manager: Manager): boolean {
  const { flex } = manager.store.getState() as unknown as {
    readonly flex: { readonly featureFlags?: { readonly transfersConfig?: { readonly enabled?: unknown } } }
  }
  return flex.featureFlags?.transfersConfig?.enabled === true
}

/** Flex's menu with Leave and Pause (FU-12). Whoever has switched it on wants to have it. */
function isEndMenuOn({ serviceConfiguration }: Manager): boolean {
  const { agent_conv_end_methods: methods } = serviceConfiguration as unknown as {
    readonly agent_conv_end_methods?: { readonly enabled?: readonly string[] } | null
  }
  return (methods?.enabled ?? []).length > 0
}

/** Where administrators look when something is not as they set it. */
function warn(problem: string): void {
  // oxlint-disable-next-line no-console
  console.warn(`Conversation Transfer: ${problem}`)
}
