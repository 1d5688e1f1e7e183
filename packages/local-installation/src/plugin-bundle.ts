import { join } from 'node:path'

/** Where `npm run build` leaves the plugin, and what desktops know it by. */
export const PLUGIN_BUNDLE = {
  name: 'conversation-transfer',
  version: '0.1.0',
  file: join(import.meta.dirname, '../../../apps/flex-plugin/dist/conversation-transfer.js'),
} as const
