export type { Configuration } from '@conversation-transfer/backend'
