import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import UPNG from 'upng-js'

const FOLDER = join(import.meta.dirname, '../../../../docs/guides/pictures')

/** As many as a page of the Flex UI needs to look right. */
const COLOURS = 128
const STILL_BYTES_MAX = 150 * 1024
const MOVING_BYTES_MAX = 1536 * 1024

/** Pixels, four bytes each. */
interface Image {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Frame {
  readonly image: Image
  readonly shownForMs: number
}

export async function takeStill(page: Page, name: string, clip: Clip): Promise<void> {
  const image = await shoot(page, clip)
  await save(name, [{ image, shownForMs: 0 }], STILL_BYTES_MAX)
}

/** Several desktops beside each other. */
export async function takeFrame(pages: readonly Page[], clip: Clip, shownForMs: number): Promise<Frame> {
  const images: Image[] = []
  for (const page of pages) images.push(await shoot(page, clip))
  return { image: beside(images), shownForMs }
}

export async function saveMoving(name: string, frames: readonly Frame[]): Promise<void> {
  await save(name, frames, MOVING_BYTES_MAX)
}

async function shoot(page: Page, clip: Clip): Promise<Image> {
  const decoded = UPNG.decode(toArrayBuffer(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' })))
  const [rgba] = UPNG.toRGBA8(decoded)
  if (rgba === undefined) throw new Error('The screenshot has no picture.')
  return { width: decoded.width, height: decoded.height, pixels: new Uint8Array(rgba) }
}

const BETWEEN_PX = 12

function beside(images: readonly Image[]): Image {
  const [{ width: each, height } = { width: 0, height: 0 }] = images
  const width = images.length * (each + BETWEEN_PX) - BETWEEN_PX
  const pixels = new Uint8Array(width * height * 4).fill(0xff)
  for (const [index, image] of images.entries()) {
    const left = index * (each + BETWEEN_PX)
    for (let y = 0; y < height; y += 1) {
      pixels.set(image.pixels.subarray(y * each * 4, (y + 1) * each * 4), (y * width + left) * 4)
    }
  }
  return { width, height, pixels }
}

async function save(name: string, frames: readonly Frame[], bytesMax: number): Promise<void> {
  const [first] = frames
  if (first === undefined) throw new Error(`${name} has no frame.`)
  const { width, height } = first.image
  const buffers = frames.map(({ image }) => toArrayBuffer(image.pixels))
  const bytes = UPNG.encode(
    buffers,
    width,
    height,
    COLOURS,
    frames.map(({ shownForMs }) => shownForMs),
  )
  if (bytes.byteLength > bytesMax) throw new Error(`${name} has ${bytes.byteLength} bytes; ${bytesMax} are allowed.`)
  await mkdir(FOLDER, { recursive: true })
  await writeFile(join(FOLDER, `${name}.png`), new Uint8Array(bytes))
  process.stdout.write(`${name}.png: ${Math.round(bytes.byteLength / 1024)} KB, ${frames.length} frames\n`)
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer
}
