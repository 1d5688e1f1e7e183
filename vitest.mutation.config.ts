import { defineConfig } from 'vitest/config'

/** The unit tests of the domain alone: what `npm run mutation` plays against each changed line. */
export default defineConfig({
  test: {
    include: ['packages/transfer/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**'],
  },
})
