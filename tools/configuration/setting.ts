import type { z } from 'zod'
import { acceptedValues, defaultValue } from './accepted-values.ts'

/** One key, variable or option, as the page shows it. */
export interface Setting {
  readonly name: string
  readonly accepts: string
  /** What holds where it is not set; empty if nothing does. */
  readonly usually: string
  readonly means: string
}

/** One setting for each key of `schemas`; `texts` says what each does, where the schema does not say it itself. */
export function settingsOf(
  schemas: Readonly<Record<string, z.ZodType>>,
  texts: Readonly<Record<string, string>> = {},
): Setting[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const means = texts[name] ?? schema.description
    if (means === undefined) throw new Error(`Nothing says what ${name} does.`)
    return { name, accepts: acceptedValues(schema), usually: inCode(defaultValue(schema)), means }
  })
}

export function inCode(text: string | undefined): string {
  return text === undefined ? '' : `\`${text}\``
}

export function settingTable(noun: string, settings: readonly Setting[]): string[] {
  const rows = settings.map(({ name, accepts, usually, means }) => {
    const cells = [`\`${name}\``, accepts, usually, means].map((cell) => cell.replaceAll('|', '\\|'))
    return `| ${cells.join(' | ')} |`
  })
  return [`| ${noun} | accepts | default | what it does |`, '| --- | --- | --- | --- |', ...rows]
}
