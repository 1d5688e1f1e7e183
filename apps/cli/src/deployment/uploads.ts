import { join } from 'node:path'

const HERE = import.meta.dirname

/** The bundled program is JavaScript, and has what it uploads beside it (`build.ts`); the sources take it from where it is built. */
const isBundled = import.meta.filename.endsWith('.js')

/** The bundled Functions. */
export const FUNCTIONS_FOLDER = isBundled
  ? join(HERE, 'functions/functions')
  : join(HERE, '../../../functions/dist/functions')

/** Beside it: what Twilio has to install. */
export const FUNCTIONS_PACKAGE = join(FUNCTIONS_FOLDER, '../package.json')

/** The plugin's script. */
export const PLUGIN_FILE = isBundled
  ? join(HERE, 'plugin.js')
  : join(HERE, '../../../flex-plugin/dist/conversation-transfer.js')
