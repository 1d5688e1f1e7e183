import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: dark enough from shade 6 on for white text (6:1). */
const ACCENT: MantineColorsTuple = [
  '#f0f2ff',
  '#dfe2fb',
  '#bcc2f3',
  '#969fec',
  '#7781e6',
  '#636ee2',
  '#4c57c9',
  '#414bb0',
  '#373f97',
  '#2a3180',
]

/** Mantine's greys in the dark, a little bluer, as the page's own surfaces are. */
const DARK: MantineColorsTuple = [
  '#e8eaf0',
  '#cfd3dd',
  '#a4acbd',
  '#7a8294',
  '#3b4250',
  '#2d323e',
  '#21252f',
  '#191c24',
  '#14171e',
  '#101218',
]

/** Nothing is loaded from elsewhere: each system has a good font of its own. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

export const theme = createTheme({
  colors: { accent: ACCENT, dark: DARK },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: FONT },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})
