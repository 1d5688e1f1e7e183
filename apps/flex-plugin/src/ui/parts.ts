import { Button, styled, type Theme } from '@twilio/flex-ui'

/**
 * The few shapes that everything here is made of. Colours, sizes and spaces are the tokens of the Flex theme, so that
 * they are right in the dark one and in an administrator's own.
 */
type Themed = { readonly theme: { readonly tokens: Theme['tokens']; readonly isLight: boolean } }

/** Emotion does not know the host's theme by its type. */
function tokens(props: object): Theme['tokens'] {
  return (props as Themed).theme.tokens
}

export const Panel = styled('div')((props) => {
  const { spacings, textColors, fontSizes, lineHeights } = tokens(props)
  return {
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 auto',
    gap: spacings.space50,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: 0,
    padding: spacings.space50,
    overflowY: 'auto',
    color: textColors.colorText,
    fontSize: fontSizes.fontSize30,
    lineHeight: lineHeights.lineHeight30,
  }
})

export const Heading = styled('h3')((props) => {
  const { textColors, fontSizes, fontWeights, spacings } = tokens(props)
  return {
    margin: `0 0 ${spacings.space30}`,
    color: textColors.colorTextWeak,
    fontSize: fontSizes.fontSize20,
    fontWeight: fontWeights.fontWeightSemibold,
  }
})

/** A heading, and what can be done with what stands under it. */
export const HeadingRow = styled('div')((props) => ({
  display: 'flex',
  alignItems: 'baseline',
  justifyContent: 'space-between',
  gap: tokens(props).spacings.space40,
}))

export const Title = styled('h2')((props) => {
  const { textColors, fontSizes, fontWeights } = tokens(props)
  return {
    margin: 0,
    color: textColors.colorText,
    fontSize: fontSizes.fontSize40,
    fontWeight: fontWeights.fontWeightSemibold,
    '&:focus': { outline: 'none' },
  }
})

/** One of several lists below each other. */
export const Part = styled('section')((props) => ({ '& + &': { marginTop: tokens(props).spacings.space60 } }))

export const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 })

export const Row = styled('li')((props) => {
  const { spacings, borderColors } = tokens(props)
  return {
    display: 'flex',
    alignItems: 'center',
    gap: spacings.space40,
    minHeight: '2.75rem',
    padding: `${spacings.space20} 0`,
    borderBottom: `1px solid ${borderColors.colorBorderWeaker}`,
  }
})

/** What grows between what is at the start and at the end of a row. */
export const Grow = styled('div')({ flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' })

export const Name = styled('div')((props) => ({ fontWeight: tokens(props).fontWeights.fontWeightSemibold }))

export const Weak = styled('div')((props) => {
  const { textColors, fontSizes } = tokens(props)
  return { color: textColors.colorTextWeak, fontSize: fontSizes.fontSize20 }
})

export const Dot = styled('span')<{ readonly isOn: boolean }>((props) => {
  const { backgroundColors } = tokens(props)
  return {
    flex: 'none',
    width: '0.5rem',
    height: '0.5rem',
    borderRadius: '50%',
    background: props.isOn ? backgroundColors.colorBackgroundAvailable : backgroundColors.colorBackgroundUnavailable,
  }
})

export const Field = styled('label')((props) => {
  const { spacings, fontWeights } = tokens(props)
  return {
    display: 'flex',
    flexDirection: 'column',
    gap: spacings.space20,
    fontWeight: fontWeights.fontWeightSemibold,
  }
})

type Styles = Readonly<Record<string, string | number | undefined | Readonly<Record<string, string | undefined>>>>

const input = (props: object): Styles => {
  const { backgroundColors, borderColors, fonts, fontSizes, lineHeights, radii, boxShadows, spacings, textColors } =
    tokens(props)
  return {
    width: '100%',
    boxSizing: 'border-box',
    padding: `${spacings.space30} ${spacings.space40}`,
    border: `1px solid ${borderColors.colorBorder}`,
    borderRadius: radii.borderRadius20,
    background: backgroundColors.colorBackgroundBody,
    color: textColors.colorText,
    font: `${fontSizes.fontSize30}/${lineHeights.lineHeight20} ${fonts.fontFamilyText}`,
    '&:focus-visible': { outline: 'none', boxShadow: boxShadows.shadowFocus },
  }
}

export const TextInput = styled('input')(input)

export const Select = styled('select')(input)

export const TextBox = styled('textarea')(input, { minHeight: '5rem', resize: 'vertical' })

export const Buttons = styled('div')((props) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: tokens(props).spacings.space30,
}))

/** A row that is a button as a whole. */
export const Choice = styled('button')((props) => {
  const { backgroundColors, borderColors, fonts, radii, boxShadows, spacings, textColors } = tokens(props)
  return {
    display: 'flex',
    alignItems: 'center',
    gap: spacings.space40,
    width: '100%',
    minHeight: '3rem',
    padding: `${spacings.space30} ${spacings.space40}`,
    border: 0,
    borderBottom: `1px solid ${borderColors.colorBorderWeaker}`,
    background: 'transparent',
    color: textColors.colorText,
    fontFamily: fonts.fontFamilyText,
    fontSize: 'inherit',
    lineHeight: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    '&:hover': { background: backgroundColors.colorBackground },
    '&:focus-visible': { outline: 'none', boxShadow: boxShadows.shadowFocus, borderRadius: radii.borderRadius20 },
    '&[aria-disabled="true"]': { color: textColors.colorTextWeak, cursor: 'not-allowed' },
  }
})

/** A box that stands in Flex's own panels, which leave no space around it. */
export const Card = styled('section')((props) => {
  const { backgroundColors, borderColors, radii, spacings, textColors, fontSizes, lineHeights } = tokens(props)
  return {
    margin: spacings.space40,
    padding: spacings.space40,
    border: `1px solid ${borderColors.colorBorderWeaker}`,
    borderRadius: radii.borderRadius30,
    background: backgroundColors.colorBackground,
    color: textColors.colorText,
    fontSize: fontSizes.fontSize20,
    lineHeight: lineHeights.lineHeight20,
    overflowWrap: 'anywhere',
  }
})

/** In its dark theme Flex writes in black on its blue and red buttons, which axe finds too hard to read. */
export const FilledButton = styled(Button)((props) => {
  const { isLight } = (props as unknown as Themed).theme
  return isLight ? {} : { '&&': { color: 'white' } }
  // Flex hands the theme over; by its types, everybody else would have to.
}) as unknown as typeof Button
