/** A block of the page, as somebody meets it who reads from top to bottom. */
export type Block =
  | {
      readonly kind: 'commands'
      readonly lines: readonly string[]
      /** Whether the page says, before its next commands, that this one waits for a yes. */
      readonly isAsked: boolean
    }
  | {
      readonly kind: 'output'
      readonly lines: readonly string[]
      readonly of: 'every account' | Account
      /** Whether the page says that it may take a minute until it is printed. */
      readonly isLater: boolean
    }

/** Where the page says two things, it says which one is printed for which account. */
export type Account = 'an account that has nothing of ours' | 'the emulator as it starts'

/** The indented blocks of a page, in order, and what the text around them says of them. */
export function blocksOf(markdown: string): Block[] {
  const paragraphs = markdown.split(/\n{2,}/)
  return paragraphs.flatMap((paragraph, index): Block[] => {
    const lines = linesIn(paragraph)
    if (lines === undefined) return []
    if (!isCommands(lines)) {
      const before = paragraphs[index - 1] ?? ''
      return [{ kind: 'output', lines, of: accountIn(before), isLater: before.includes('within a minute') }]
    }
    const following = paragraphs.slice(index + 1)
    const next = following.findIndex((other) => isCommands(linesIn(other) ?? []))
    const text = following.slice(0, next === -1 ? undefined : next).join('\n')
    return [{ kind: 'commands', lines, isAsked: /after a yes/i.test(text) }]
  })
}

const INDENT = '    '

/** Undefined where it is text. */
function linesIn(paragraph: string): string[] | undefined {
  const lines = paragraph.split('\n').filter((line) => line !== '')
  const isBlock = lines.length > 0 && lines.every((line) => line.startsWith(INDENT))
  return isBlock ? lines.map((line) => line.slice(INDENT.length)) : undefined
}

function isCommands(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => /^(npm|npx|export|eval) /.test(line))
}

function accountIn(text: string): 'every account' | Account {
  if (/On an account\s+that has nothing of this yet:$/.test(text)) return 'an account that has nothing of ours'
  return /On the emulator[^.]*:$/.test(text) ? 'the emulator as it starts' : 'every account'
}

/** The first of these lines that is not in the output, after those before it; `...` stands for anything. */
export function missingLine(lines: readonly string[], output: string): string | undefined {
  const printed = output.split('\n').map((line) => line.trimEnd())
  let from = 0
  for (const line of lines) {
    const found = printed.findIndex((other, index) => index >= from && patternOf(line).test(other))
    if (found === -1) return line
    from = found + 1
  }
  return undefined
}

function patternOf(line: string): RegExp {
  const parts = line.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}
