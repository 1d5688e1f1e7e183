import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import bundledChromium, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/** Where the packages of Linux distributions and the installer of macOS put one. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const

/**
 * A browser without a window: the one that CHROME_PATH names, or one that this machine has, or else the one that npm has
 * installed, so that tests need nothing besides `npm ci` on Linux.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROME_PATH'] ?? USUAL_PLACES.find((place) => existsSync(place))
  if (installed !== undefined) return chromium.launch({ executablePath: installed })
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('There is no Chromium or Chrome at any usual place: set CHROME_PATH to one.')
  }
  const executablePath = await bundledChromium.executablePath()
  return chromium.launch({ executablePath, env: { ...process.env, LD_LIBRARY_PATH: await libraries() } })
}

/** The libraries that a bare machine lacks; those of the machine itself go before them. */
async function libraries(): Promise<string> {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const unpacked = await inflate(join(packageFolder, 'bin/al2023.tar.br'))
  return [process.env['LD_LIBRARY_PATH'], join(unpacked, 'lib')].filter((path) => path !== undefined).join(delimiter)
}
