import { renderConfiguration } from './configuration-page.ts'
import { renderEnvironmentExample } from './environment-example.ts'

/** What `npm run configuration` writes, by the path from the root. */
export const GENERATED_FILES: Readonly<Record<string, () => string>> = {
  'docs/guides/configuration.md': renderConfiguration,
  'apps/backend/.env.example': renderEnvironmentExample,
}
