import { defineConfig } from 'vitest/config'

/**
 * What `npm run mutation` plays against each changed line: the unit tests of the domain, without the property tests, which
 * touch every line and take a second each time.
 */
export default defineConfig({
  test: {
    include: ['packages/transfer/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**', '**/*.property.test.ts'],
  },
})
