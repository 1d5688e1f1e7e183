import { SETTINGS } from '../../apps/backend/src/configuration/read-configuration.ts'
import { VARIABLES as BACKEND_VARIABLES, type Variable } from '../../apps/backend/src/configuration/variables.ts'
import { VARIABLES as CLI_VARIABLES } from '../../apps/cli/src/account/variables.ts'
import { SETTING_KEYS, TEMPLATE_KEYS } from '../../apps/flex-plugin/src/settings/setting-keys.ts'
import { SETTING_TEXTS, TEMPLATE_TEXTS } from '../../apps/flex-plugin/src/settings/setting-texts.ts'
import { VARIABLES as FUNCTION_VARIABLES } from '../../apps/functions/src/variables.ts'
import { OPTIONS as PLAYGROUND_OPTIONS } from '../../apps/playground/src/main-options.ts'
import { POLICY_KEYS } from '../../packages/transfer/src/policy-keys.ts'
import { POLICY_TEXTS } from '../../packages/transfer/src/policy-texts.ts'
import { OPTIONS as EMULATOR_OPTIONS } from '../../packages/twilio-emulator/src/main-options.ts'
import { acceptedValues } from './accepted-values.ts'
import { inCode, settingsOf, settingTable, type Setting } from './setting.ts'

/**
 * docs/guides/configuration.md, from the tables by which each part reads its configuration. They are imported where they
 * are and not through the doors of their packages, which would load all of every part.
 */
export function renderConfiguration(): string {
  return [BEGINNING, policy(), plugin(), functions(), backend(), commandLine(), playground(), emulator()].join('\n')
}

const BEGINNING = `# Configuration

<!-- Written by \`npm run configuration\` from the tables by which each part reads its configuration. -->

Everything that can be set, by who reads it. Where the default is empty, the key may be left out and has no value then. Variables of the environment
that are empty count as not set.
`

function policy(): string {
  return section(
    "Flex's configuration: what transfers may do",
    `In \`ui_attributes.custom_data.features.conversation_transfer\`, the place and the names of the Flex template. \`conversation-transfer setup\`
writes the first three keys, and \`service_url\` of those below. The Functions read them afresh with every command and the backend once a
minute; a desktop reads them when it is loaded. A value that cannot be used is named (in the Functions' log, by \`doctor\`, in the browser's
console), and its default holds; the other keys are not affected.`,
    settingTable('key', settingsOf(POLICY_KEYS, POLICY_TEXTS)),
  )
}

function plugin(): string {
  return section(
    "Flex's configuration: the desktop",
    'Beside the keys above, for the plugin alone:',
    settingTable('key', settingsOf(SETTING_KEYS, SETTING_TEXTS)),
    'In `ui_attributes.custom_data`, beside `features`, as the Flex template has them:',
    settingTable('key', settingsOf(TEMPLATE_KEYS, TEMPLATE_TEXTS)),
  )
}

function functions(): string {
  return section(
    'The Functions',
    `In the environment of their Serverless service: \`deploy functions\` sets the two sids; for the Serverless Toolkit they stand in \`.env\`
([.env.example](../../apps/functions/.env.example)).`,
    settingTable('variable', requiredUnlessOptional(FUNCTION_VARIABLES)),
  )
}

function backend(): string {
  const settings = Object.entries(SETTINGS.shape).map(([name, schema]): Setting => {
    const { usually, isRequired, means }: Variable = BACKEND_VARIABLES[name as keyof typeof BACKEND_VARIABLES]
    return { name, accepts: acceptedValues(schema), usually: isRequired ? 'required' : inCode(usually), means }
  })
  return section(
    'The backend',
    `In the environment of its process ([.env.example](../../apps/backend/.env.example)). It checks all of it when it starts, and says everything that is
wrong at once. In its image \`HOST\` is \`0.0.0.0\` and \`DATA_FOLDER\` is \`/data\` unless they are set.`,
    settingTable('variable', settings),
  )
}

function commandLine(): string {
  const settings = Object.entries(CLI_VARIABLES).map(([name, variable]) => ({ name, usually: '', ...variable }))
  return section(
    'The command line',
    "The environment of `conversation-transfer`. Its commands' options are explained by `--help`.",
    settingTable('variable', settings),
  )
}

function playground(): string {
  return section(
    'The playground',
    'Options of `npm start --`:',
    optionTable(PLAYGROUND_OPTIONS),
    'The environment of `npm start -- --check`:',
    settingTable('variable', [
      {
        name: 'CHROME_PATH',
        accepts: 'the path of a program',
        usually: '',
        means: 'The browser. Without it: one in its usual place, else one from npm (Linux on x64).',
      },
    ]),
  )
}

function emulator(): string {
  return section(
    'The emulator alone',
    'Options of `npm run emulator --`. The switches that `--assumption` sets are listed in [DIFFERENCES.md](../../packages/twilio-emulator/DIFFERENCES.md).',
    optionTable(EMULATOR_OPTIONS),
  )
}

function section(title: string, ...parts: readonly (string | readonly string[])[]): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : part.join('\n')))
  return [`## ${title}`, ...texts].map((text) => `${text}\n`).join('\n')
}

function requiredUnlessOptional(variables: typeof FUNCTION_VARIABLES): Setting[] {
  return settingsOf(variables).map((setting) => {
    const isOptional = variables[setting.name as keyof typeof variables].safeParse(undefined).success
    return isOptional ? setting : { ...setting, usually: 'required' }
  })
}

interface Option {
  readonly accepts?: string
  readonly usually?: string
  readonly means: string
}

function optionTable(options: Readonly<Record<string, Option>>): string[] {
  const settings = Object.entries(options).map(([name, { accepts = '', usually = '', means }]) => {
    return { name: `--${name}`, accepts, usually, means }
  })
  return settingTable('option', settings)
}
