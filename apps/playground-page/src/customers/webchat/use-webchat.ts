import type { WebchatCustomer } from '@conversation-transfer/playground/view/customer.ts'
import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '../../notices/use-action.ts'
import { send } from '../../server/send.ts'
import { ChatSession } from './chat-session.ts'
import { forgetCustomer, rememberCustomer, rememberedCustomer, type RememberedCustomer } from './remembered-customer.ts'

/** A customer at the widget, who may be there, have been there, or be nobody yet. */
export interface Webchat {
  readonly customer: RememberedCustomer | undefined
  readonly session: ChatSession | undefined
  readonly isBusy: boolean
  /** Begins a chat, or goes on with the one that this customer has. */
  readonly start: (name: string) => Promise<void>
  /** Makes room for somebody else. */
  readonly forget: () => void
}

export function useWebchat(live: LiveView): Webchat {
  const [customer, setCustomer] = useState(rememberedCustomer)
  const [session, setSession] = useState<ChatSession>()
  const { isBusy, run } = useAction()

  const start = async (name: string): Promise<void> => {
    await run(async () => {
      const answer = await send<WebchatCustomer>('/customers/webchat', { name, ...identityOf(customer) })
      const { identity, conversationSid } = answer
      rememberCustomer({ name, identity, conversationSid })
      setCustomer({ name, identity, conversationSid })
      setSession(new ChatSession({ customer: answer, renew: () => newToken(name, identity) }))
    })
  }
  const forget = (): void => {
    forgetCustomer()
    setCustomer(undefined)
    setSession(undefined)
  }

  useEffect(() => () => session?.close(), [session])
  useResume({ live, customer, start })
  return { customer, session, isBusy, start, forget }
}

interface Resuming {
  readonly live: LiveView
  readonly customer: RememberedCustomer | undefined
  readonly start: Webchat['start']
}

/** A page that is loaded again in the middle of a chat goes on with it. */
function useResume({ live, customer, start }: Resuming): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    isDone.current = true
    const goesOn = live.conversations.some(({ conversationSid, state }) => {
      return conversationSid === customer?.conversationSid && state !== 'closed'
    })
    if (goesOn && customer !== undefined) void start(customer.name)
  }, [live, customer, start])
}

function identityOf(customer: RememberedCustomer | undefined): { readonly identity?: string } {
  return customer === undefined ? {} : { identity: customer.identity }
}

async function newToken(name: string, identity: string): Promise<string> {
  return (await send<WebchatCustomer>('/customers/webchat', { name, identity })).token
}
