import React from 'react'
import { useStore } from 'zustand'
import type { Commands } from '../commands/commands.ts'
import type { KnownConversation, KnownConversations, KnownStore } from '../conversations/known-conversations.ts'
import type { Clock } from '../host/clock.ts'
import type { ConversationKey } from '../host/messaging-task.ts'
import type { TransferService } from '../service/transfer-service.ts'
import type { Settings } from '../settings/settings.ts'
import type { Say } from '../strings/strings.ts'

/** What every component of the plugin works with. */
export interface PluginContext {
  readonly settings: Settings
  readonly store: KnownStore
  readonly commands: Commands
  readonly service: TransferService
  readonly say: Say
  readonly clock: Clock
  readonly directory: DirectoryDoor
  /** Follows a conversation from outside, until what it returns is called. */
  readonly lookOn: (key: ConversationKey) => () => void
  /** Asks the server anew what it sees of a conversation. */
  readonly look: (conversationSid: string) => void
  /** Finds out what a worker is called, for `workerNames`. */
  readonly learnName: (workerSid: string) => void
}

/** Flex's directory, in which ours is a tab. */
export interface DirectoryDoor {
  readonly open: () => void
  readonly close: () => void
}

const Context = React.createContext<PluginContext | undefined>(undefined)

/** Flex renders each of our components on its own: each brings the context along. */
export function withPlugin<Props extends object>(
  plugin: PluginContext,
  Component: React.ComponentType<Props>,
): React.ComponentType<Props> {
  const WithPlugin = (props: Props): React.ReactElement => (
    <Context.Provider value={plugin}>
      <Component {...props} />
    </Context.Provider>
  )
  WithPlugin.displayName = `ConversationTransfer(${Component.displayName ?? Component.name})`
  return WithPlugin
}

export function usePlugin(): PluginContext {
  const plugin = React.useContext(Context)
  if (plugin === undefined) throw new Error('This component has to be rendered with withPlugin.')
  return plugin
}

/** What is known of a conversation; renders again only when that changes. */
export function useKnown(conversationSid: string | undefined): KnownConversation | undefined {
  const { store } = usePlugin()
  return useStore(store, ({ conversations }) => conversations[conversationSid ?? ''])
}

export function useWorkerNames(): KnownConversations['workerNames'] {
  return useStore(usePlugin().store, ({ workerNames }) => workerNames)
}
