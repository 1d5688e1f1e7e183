import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../source-files.ts'
import { ALLOWED_LICENCES } from './allowed-licences.ts'
import type { LockedPackage, LockFile } from './lock-file.ts'
import type { Shipped } from './shipped.ts'

/** THIRD-PARTY-LICENCES.md. */
export function renderLicences(lockFile: LockFile, { plugin, functions, backend, commandLine }: Shipped): string {
  const bundled = [...new Set([...plugin, ...functions, ...commandLine])].toSorted()
  return [
    BEGINNING,
    section("In the plugin's script", packageTable(lockFile, plugin)),
    section("In the Functions' files", packageTable(lockFile, functions), INSTALLED_BY_TWILIO),
    section("In the command line's file", packageTable(lockFile, commandLine)),
    section("Installed in the backend's image", packageTable(lockFile, backend), ON_ONE_PLATFORM, IMAGE),
    section('The licences of what is in our files', ...bundled.flatMap((folder) => fullText(lockFile, folder))),
  ].join('\n')
}

export const LICENCES_FILE = 'THIRD-PARTY-LICENCES.md'

const BEGINNING = `# Licences of others' code that is shipped

<!-- Written by \`npm run licences\` from what \`npm run build\` has bundled and from package-lock.json. -->

Which packages of npm are in what goes to others ([what each bundle contains](docs/guides/releases.md#what-each-bundle-contains)). All of them are
under one of ${ALLOWED_LICENCES.join(', ')}; a test refuses others. What only serves development is not shipped and not
listed: the emulator, the playground, the tests, and the Flex UI that they use, which is under Twilio's own terms.
`

const INSTALLED_BY_TWILIO = `Their \`package.json\` names \`twilio\` (MIT) and \`@twilio/runtime-handler\`, which Twilio itself installs beside them; nothing of those is in the files.`

const ON_ONE_PLATFORM = `Of packages for several platforms, a machine gets the one that is its own.`

const IMAGE = `PGlite contains Postgres, which is under the PostgreSQL License. The image is made on \`node:22-slim\`: Node and Debian, under their own licences, which are in that image.`

/** The table alone, so that a test can look for it without a build. */
export function packageTable(lockFile: LockFile, folders: readonly string[]): string {
  const rows = new Set(folders.map((folder) => rowOf(folder, entryOf(lockFile, folder))))
  return ['| package | version | licence |', '| --- | --- | --- |', ...[...rows].toSorted()].join('\n')
}

/** What is made once for each platform has one row. */
function rowOf(folder: string, { version, license, os, cpu }: LockedPackage): string {
  const name = nameOf(folder)
  const isOneOfMany = os !== undefined && cpu !== undefined && name.includes('/')
  const shown = isOneOfMany ? `${name.split('/')[0]}/*, one for each platform` : name
  return `| ${shown} | ${version} | ${license ?? 'not stated'} |`
}

function fullText(lockFile: LockFile, folder: string): string[] {
  const text = licenceFile(folder) ?? licenceInReadme(folder)
  if (text === undefined) throw new Error(`${folder} has its licence neither in a file nor in its README.`)
  return [`### ${nameOf(folder)} ${entryOf(lockFile, folder).version}`, `\`\`\`text\n${text}\n\`\`\``]
}

function licenceFile(folder: string): string | undefined {
  return fileOf(folder, /^licen[cs]e(?:[.-][\w.-]+)?$/i)
}

/** Some have it at the end of their README only. */
function licenceInReadme(folder: string): string | undefined {
  const [, ...below] = fileOf(folder, /^readme(?:\.\w+)?$/i)?.split(/^#*\s*licen[cs]e\s*$/im) ?? []
  return below.at(-1)?.replace(/^[-=\s]+/, '')
}

function fileOf(folder: string, named: RegExp): string | undefined {
  const path = join(ROOT, folder)
  const file = readdirSync(path).find((name) => named.test(name))
  return file === undefined ? undefined : readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim()
}

function entryOf(lockFile: LockFile, folder: string): LockedPackage {
  const entry = lockFile[folder]
  if (entry === undefined) throw new Error(`package-lock.json has no ${folder}.`)
  return entry
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function section(title: string, ...parts: readonly string[]): string {
  return [`## ${title}`, ...parts].map((part) => `${part}\n`).join('\n')
}
