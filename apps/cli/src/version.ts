/** As in package.json, which a bundle does not carry along. */
export const VERSION = '0.1.0'
