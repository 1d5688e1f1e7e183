import type * as FlexUi from '@twilio/flex-ui'
import type { ITask } from '@twilio/flex-ui'
import React from 'react'
import { conversationOf, isAccepted, isWrappingUp } from '../host/messaging-task.ts'
import { DirectoryTab } from './directory/directory-tab.tsx'
import { EndOrLeave } from './end-or-leave.tsx'
import { ParticipantsLabel } from './participants/participants-label.tsx'
import { ParticipantsTab } from './participants/participants-tab.tsx'
import { withPlugin, type PluginContext } from './plugin-context.tsx'
import { SupervisorDirectory, SupervisorPeople } from './supervisor-tabs.tsx'
import { TransferCard } from './story/transfer-card.tsx'
import { TransferButton } from './transfer-button.tsx'

type Flex = typeof FlexUi

interface WithTask {
  readonly task?: ITask
}

type Condition = (props: WithTask) => boolean

/** In which tasks something of ours stands. */
interface Conditions {
  readonly always: Condition
  readonly isOurs: Condition
  readonly isAcceptedOfOurs: Condition
  readonly isHeldOfOurs: Condition
}

/**
 * Every place in the Flex UI in which something of ours stands. Returns what takes it away: Flex asks the conditions
 * each time that it draws, and what it is told to take out it cannot put back otherwise.
 */
export function installViews(flex: Flex, isEndMenuOn: boolean, plugin: PluginContext): () => void {
  let isInstalled = true
  const isOurs: Condition = ({ task }) => isInstalled && conversationOf(task) !== undefined
  const conditions: Conditions = {
    always: () => isInstalled,
    isOurs,
    isAcceptedOfOurs: ({ task }) => task !== undefined && isAccepted(task) && isOurs({ task }),
    isHeldOfOurs: ({ task }) => task !== undefined && (isAccepted(task) || isWrappingUp(task)) && isOurs({ task }),
  }
  installTransferButton(flex, plugin, conditions)
  if (!isEndMenuOn) installEndButton(flex, plugin, conditions)
  installTabs(flex, plugin, conditions)
  installDirectory(flex, plugin, conditions)
  installSupervisor(flex, plugin, conditions)
  installCards(flex, plugin, conditions)
  return () => {
    isInstalled = false
  }
}

function installTransferButton(flex: Flex, plugin: PluginContext, { isAcceptedOfOurs }: Conditions): void {
  const Transfer = withPlugin(plugin, TransferButton)
  flex.TaskCanvasHeader.Content.add(<Transfer key="conversation-transfer-open" />, {
    sortOrder: 1,
    if: isAcceptedOfOurs,
  })
}

function installEndButton(flex: Flex, plugin: PluginContext, { isHeldOfOurs }: Conditions): void {
  const End = withPlugin(plugin, EndOrLeave)
  // `replace` would replace the whole header.
  flex.TaskCanvasHeader.Content.remove('actions', { if: isHeldOfOurs })
  flex.TaskCanvasHeader.Content.add(<End key="conversation-transfer-end" />, { sortOrder: 2, if: isHeldOfOurs })
}

function installTabs(flex: Flex, plugin: PluginContext, { isAcceptedOfOurs }: Conditions): void {
  if (!plugin.settings.isMultiParticipantOn) return
  const Tab = flex.withTaskContext(withPlugin(plugin, ParticipantsTab))
  const Label = flex.withTaskContext(withPlugin(plugin, ParticipantsLabel))
  flex.TaskCanvasTabs.Content.add(
    <flex.Tab
      key="conversation-transfer-participants"
      uniqueName="conversation-transfer-participants"
      label={<Label />}
    >
      <Tab />
    </flex.Tab>,
    { if: isAcceptedOfOurs },
  )
}

/** Flex's own lists offer what cannot be done with messages, and do not say why; ours stands in their place. */
function installDirectory(flex: Flex, plugin: PluginContext, { isOurs }: Conditions): void {
  const Tab = flex.withTaskContext(withPlugin(plugin, DirectoryTab))
  for (const key of ['workers', 'queues', 'directory']) flex.WorkerDirectory.Tabs.Content.remove(key, { if: isOurs })
  flex.WorkerDirectory.Tabs.Content.add(
    <flex.Tab
      key="conversation-transfer-directory"
      uniqueName="conversation-transfer-directory"
      label={plugin.say('DirectoryTab')}
    >
      <Tab />
    </flex.Tab>,
    { sortOrder: -1, if: isOurs },
  )
}

/** A supervisor has no directory of Flex's beside a conversation: both of ours are tabs. */
function installSupervisor(flex: Flex, plugin: PluginContext, { isOurs }: Conditions): void {
  const { Content } = flex.Supervisor.TaskCanvasTabs
  const People = flex.withTaskContext(withPlugin(plugin, SupervisorPeople))
  const Directory = flex.withTaskContext(withPlugin(plugin, SupervisorDirectory))
  Content.add(
    <flex.Tab
      key="conversation-transfer-people"
      uniqueName="conversation-transfer-people"
      label={plugin.say('ParticipantsTab')}
    >
      <People />
    </flex.Tab>,
    { if: isOurs },
  )
  Content.add(
    <flex.Tab
      key="conversation-transfer-directory"
      uniqueName="conversation-transfer-directory"
      label={plugin.say('TransferOpen')}
    >
      <Directory />
    </flex.Tab>,
    { if: isOurs },
  )
}

function installCards(flex: Flex, plugin: PluginContext, { always, isOurs }: Conditions): void {
  const Card = withPlugin(plugin, TransferCard)
  flex.IncomingTaskCanvas.Content.add(<Card key="conversation-transfer-card" />, { sortOrder: -1, if: isOurs })
  const CardOfTask = flex.withTaskContext(Card)
  flex.MessagingCanvas.Content.add(<CardOfTask key="conversation-transfer-card" />, { sortOrder: -1, if: always })
}
