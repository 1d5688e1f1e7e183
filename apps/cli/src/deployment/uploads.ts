import { join } from 'node:path'

const HERE = import.meta.dirname

/** The bundled program is JavaScript, and has what it uploads beside it (`build.ts`); the sources take it from where it is built. */
const isBundled = import.meta.filename.endsWith('.js')

/** The bundled Functions. */
export const FUNCTIONS_FOLDER = isBundled ? join(HERE, 'functions') : join(HERE, '../../../functions/dist/functions')

/** The plugin's script. */
export const PLUGIN_FILE = isBundled
  ? join(HERE, 'plugin.js')
  : join(HERE, '../../../flex-plugin/dist/conversation-transfer.js')
