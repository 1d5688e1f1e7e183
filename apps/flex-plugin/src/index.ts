import { Plugins } from '@twilio/flex-ui'
import { ConversationTransferPlugin } from './plugin.ts'

// Flex's loader runs this file, and expects it to say which plugin is in it.
Plugins.init(ConversationTransferPlugin)
